package dev.estrade.e2e;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.RSAPublicKey;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;

/** What people send instead of a playback token for a lesson: none of it opens anything. */
final class ForgedTokens {
    private final Forge forge;
    private final String rel;
    private final List<String> all = new ArrayList<>();

    private ForgedTokens(Forge forge, String rel) {
        this.forge = forge;
        this.rel = rel;
    }

    /** @param good a token that opens the lesson */
    static List<String> of(Forge forge, String rel, String good, List<String> otherTokens) {
        ForgedTokens forged = new ForgedTokens(forge, rel);
        forged.headers();
        forged.claims();
        forged.secrets();
        forged.embeddedKeys();
        forged.mutilated(good);
        forged.all.addAll(otherTokens);
        return forged.all;
    }

    private void headers() {
        String good = forge.header();
        for (String algorithm : List.of(
                "none", "None", "NONE", "nOnE", "hs256", "HS384", "HS512", "RS256", "PS256", "ES256", "EdDSA", "dir",
                "")) {
            String header = good.replace("HS256", algorithm);
            all.add(forge.sign(header, forge.claims(rel)));
            all.add(Forge.part(header) + "." + Forge.part(forge.claims(rel)) + ".");
            all.add(Forge.part(header) + "." + Forge.part(forge.claims(rel)));
        }
        for (String type : List.of(
                "JWT",
                "at+jwt",
                "estrade-hls-grant+jwt2",
                "estrade-download+jwt",
                "Estrade-HLS",
                "application/jwt",
                "")) {
            all.add(forge.sign(forge.header(type), forge.claims(rel)));
        }
        for (String keyId :
                List.of("", "t0", "t2", "T1", "../../dev/null", "' OR 1=1", "t1\\u0000", "http://evil.example/k")) {
            all.add(forge.sign(good.replaceFirst("'kid':'[^']*'", "'kid':'" + keyId + "'"), forge.claims(rel)));
        }
        for (String more : List.of(
                "'jku':'https://evil.example/keys'",
                "'x5u':'https://evil.example/cert'",
                "'x5c':['MIIB']",
                "'crit':['exp']",
                "'b64':false",
                "'zip':'DEF'",
                "'cty':'JWT'",
                "'iv':'AAAA'",
                "'kid':'t1'",
                "'alg':'none'",
                "'jwk':{'kty':'oct','k':'MDEyMw'}")) {
            all.add(forge.sign(good.substring(0, good.length() - 1) + "," + more + "}", forge.claims(rel)));
        }
        for (String odd :
                List.of("{}", "[]", "null", "'HS256'", "{", "", "1", "{'alg':'HS256'}", "{'typ':'estrade-hls+jwt'}")) {
            all.add(forge.sign(odd, forge.claims(rel)));
        }
    }

    private void claims() {
        String good = forge.claims(rel);
        for (String claim : List.of("aud", "sub", "rel", "plt", "sid", "rev", "exp")) {
            all.add(forge.sign(forge.header(), good.replace("'" + claim + "'", "'other'")));
            all.add(forge.sign(
                    forge.header(), good.replaceFirst("'" + claim + "':('[^']*'|\\d+)", "'" + claim + "':null")));
            all.add(forge.sign(
                    forge.header(), good.replaceFirst("'" + claim + "':('[^']*'|\\d+)", "'" + claim + "':[]")));
            all.add(forge.sign(
                    forge.header(), good.replaceFirst("'" + claim + "':('[^']*'|\\d+)", "'" + claim + "':{}")));
        }
        for (String audience : List.of("estrade:download", "estrade", "", "estrade:hls ", "*")) {
            all.add(forge.sign(forge.header(), good.replace("estrade:hls", audience)));
        }
        for (String path : List.of(
                rel + "0",
                rel + "/",
                "/" + rel,
                rel + "/x",
                rel.replaceFirst("/", "//"),
                rel.toUpperCase(Locale.ROOT),
                rel.substring(0, rel.lastIndexOf('/')),
                "*",
                rel.replaceFirst("[^/]*$", "*"),
                rel.replaceFirst("[^/]*$", ".."),
                rel + "%00",
                rel.replaceFirst("[^/]*$", ""))) {
            all.add(forge.sign(forge.header(), good.replace(rel, path)));
        }
        for (String end : List.of("0", "-1", "1", "1e3", "'9999999999'", "true", "1.5", "-9223372036854775808")) {
            all.add(forge.sign(forge.header(), good.replaceFirst("'exp':\\d+", "'exp':" + end)));
        }
        for (String platform : List.of("tv", "", "WEB ", "mobile,web")) {
            all.add(forge.sign(forge.header(), good.replace("'web'", "'" + platform + "'")));
        }
        for (String odd : List.of("{}", "[]", "null", "{", "", "7")) {
            all.add(forge.sign(forge.header(), odd));
        }
        all.add(forge.expired(rel));
    }

    private void secrets() {
        byte[] right = forge.secret();
        byte[] cut = Arrays.copyOf(right, 16);
        byte[] longer = Arrays.copyOf(right, 64);
        longer[63] = 1;
        for (byte[] secret : List.of(
                new byte[1],
                new byte[32],
                cut,
                longer,
                "secret".getBytes(UTF_8),
                "t1".getBytes(UTF_8),
                Base64.getEncoder().encode(right),
                "your-256-bit-secret".getBytes(UTF_8))) {
            all.add(Forge.sign(forge.header(), forge.claims(rel), secret));
        }
    }

    /** Keys that come along, and a public one taken for a secret. */
    private void embeddedKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            KeyPair keys = generator.generateKeyPair();
            RSAPublicKey key = (RSAPublicKey) keys.getPublic();
            String jwk = "{'kty':'RSA','n':'" + Forge.base64(key.getModulus().toByteArray()) + "','e':'AQAB'}";
            String header = "{'alg':'RS256','typ':'estrade-hls+jwt','kid':'t1','jwk':" + jwk + "}";
            String input = Forge.part(header) + "." + Forge.part(forge.claims(rel));
            Signature signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(keys.getPrivate());
            signature.update(input.getBytes(UTF_8));
            all.add(input + "." + Forge.base64(signature.sign()));
            all.add(Forge.sign(forge.header(), forge.claims(rel), key.getEncoded()));
            String pem = "-----BEGIN PUBLIC KEY-----\n" + Base64.getEncoder().encodeToString(key.getEncoded());
            all.add(Forge.sign(forge.header(), forge.claims(rel), pem.getBytes(UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private void mutilated(String good) {
        for (int i = good.length() - 43; i < good.length(); i++) {
            for (char c : new char[] {'A', 'f', '_'}) {
                if (good.charAt(i) != c) {
                    all.add(good.substring(0, i) + c + good.substring(i + 1));
                }
            }
        }
        for (int length = 1; length < good.length(); length += 7) {
            all.add(good.substring(0, length));
        }
        for (String tail : List.of("=", "==", "A", ".", "..", "." + good, "%20", "%00", "?", "#", ",", ";x", "AAAA")) {
            all.add(good + tail);
        }
        String[] parts = good.split("\\.");
        all.add(parts[1] + "." + parts[0] + "." + parts[2]);
        all.add(parts[0] + "." + parts[1] + "." + parts[0]);
        all.add(parts[0] + ".." + parts[2]);
        all.add("." + parts[1] + "." + parts[2]);
        all.add(parts[0] + "." + parts[1] + "." + parts[2] + "." + parts[2] + "." + parts[2]);
        all.add(good.toUpperCase(Locale.ROOT));
        all.add(good + "A".repeat(1 << 20));
        all.add("A".repeat(1 << 20));
        all.add(parts[0] + "." + "A".repeat(1 << 20) + "." + parts[2]);
        all.add(good + "A".repeat(4000));
    }
}
