package dev.estrade.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** A web player: sends its token and a referrer with every request, follows relative addresses, decrypts. */
final class Player {
    private static final Pattern KEY =
            Pattern.compile("#EXT-X-KEY:METHOD=AES-128,URI=\"([^\"]+)\",IV=0x([0-9A-Fa-f]{32})");
    private static final Pattern VARIANT =
            Pattern.compile("#EXT-X-STREAM-INF:([^\\n]*)\\n([^#\\s]+)/index\\.m3u8\\?g=[^\\s]+");
    private static final Pattern AUDIO = Pattern.compile("#EXT-X-MEDIA:TYPE=AUDIO[^\\n]*URI=\"([^\"]+)\"");
    private static final Pattern RESOLUTION = Pattern.compile("RESOLUTION=(\\d+x\\d+)");

    private final Client client;
    private final String rel;
    private final Map<String, String> headers;

    Player(Stack stack, String rel, String token) {
        this.client = stack.anonymous();
        this.rel = rel;
        this.headers = headers(stack, token);
    }

    static Map<String, String> headers(Stack stack, String token) {
        return Map.of("Authorization", "Bearer " + token, "Referer", stack.gateway() + "/studio");
    }

    record Variant(String folder, String resolution) {}

    Answer fetch(String below) {
        return client.get("/hls2/" + rel + "/" + below, headers);
    }

    List<Variant> variants() {
        String playlist = fetch("output.m3u8").expect(200).text();
        List<Variant> variants = new ArrayList<>();
        Matcher matcher = VARIANT.matcher(playlist);
        while (matcher.find()) {
            Matcher resolution = RESOLUTION.matcher(matcher.group(1));
            assertThat(resolution.find()).isTrue();
            variants.add(new Variant(matcher.group(2), resolution.group(1)));
        }
        return variants;
    }

    boolean hasAudio() {
        return AUDIO.matcher(fetch("output.m3u8").expect(200).text()).find();
    }

    /** Downloads, decrypts and joins a whole rendition. */
    Path rendition(String folder, Path into) throws IOException, GeneralSecurityException {
        String playlist = fetch(folder + "/index.m3u8").expect(200).text();
        assertThat(playlist).contains("#EXT-X-ENDLIST", "#EXT-X-PLAYLIST-TYPE:VOD");
        byte[] key = key();
        String iv = "";
        try (OutputStream out = Files.newOutputStream(into)) {
            for (String line : playlist.split("\n", -1)) {
                Matcher tag = KEY.matcher(line);
                if (tag.find()) {
                    assertThat(tag.group(1)).startsWith("../enc.key?g=");
                    iv = tag.group(2);
                } else if (!line.isBlank() && !line.startsWith("#")) {
                    byte[] sealed =
                            fetch(folder + "/" + line.strip()).expect(200).body();
                    assertThat(sealed.length % 16).isZero();
                    out.write(decrypt(sealed, key, iv));
                }
            }
        }
        return into;
    }

    byte[] key() {
        Answer answer = fetch("enc.key").expect(200);
        assertThat(answer.body()).hasSize(16);
        assertThat(answer.header("content-type")).isEqualTo("application/octet-stream");
        assertThat(answer.header("cache-control")).contains("no-store");
        return answer.body();
    }

    private static byte[] decrypt(byte[] sealed, byte[] key, String iv) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
        cipher.init(
                Cipher.DECRYPT_MODE,
                new SecretKeySpec(key, "AES"),
                new IvParameterSpec(HexFormat.of().parseHex(iv)));
        byte[] clear = cipher.doFinal(sealed);
        assertThat(clear[0]).as("an MPEG-TS packet begins").isEqualTo((byte) 0x47);
        return clear;
    }
}
