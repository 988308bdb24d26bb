package dev.estrade.e2e;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.regex.Pattern;

/** What no log may hold: anything that has the form of a credential, and these values in particular. */
final class Secrets {
    private static final int SHORTEST = 16;

    private final Map<String, Pattern> forbidden = new LinkedHashMap<>();

    Secrets() {
        forbid("a JWT", "eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}");
        forbid("a bearer credential", "(?i)bearer\\s+[A-Za-z0-9._~+/-]{20,}");
        forbid("a webhook secret", "whsec_[A-Za-z0-9+/=_-]{8,}");
        forbid("a webhook signature", "v1,[A-Za-z0-9+/]{40,}=");
        forbid("a signed address", "(?i)X-Amz-(Signature|Credential|Security-Token)(=|%3D)");
        forbid("a token in an address", "(?i)[?&](token|g|verify|access_token)=[^\\s\"&]{8,}");
    }

    /** @param home of a stack, whose own secrets are meant */
    static Secrets of(Path home) {
        Properties configured = new Properties();
        try (var reader = Files.newBufferedReader(home.resolve("secrets.properties"))) {
            configured.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Secrets secrets = new Secrets();
        configured.forEach((name, value) -> secrets.and(String.valueOf(name), String.valueOf(value)));
        return secrets;
    }

    /** @param value a secret; {@code kid:base64} stands for its second part, too short ones are no secrets */
    Secrets and(String what, String value) {
        for (String one : value.split(",", -1)) {
            String secret = one.substring(one.indexOf(':') + 1).strip();
            if (secret.length() >= SHORTEST) {
                forbid(what, Pattern.quote(secret));
            }
        }
        return this;
    }

    /** However it may be written. */
    Secrets and(String what, byte[] key) {
        String base64 = Base64.getEncoder().withoutPadding().encodeToString(key);
        String url = Base64.getUrlEncoder().withoutPadding().encodeToString(key);
        return and(what, HexFormat.of().formatHex(key))
                .and(what, HexFormat.of().withUpperCase().formatHex(key))
                .and(what, base64)
                .and(what, url);
    }

    /** @return where something of it stands; never what */
    List<String> in(Path file) {
        List<String> found = new ArrayList<>();
        // Bytes that are no UTF-8 must not end the search.
        try (var lines = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            int number = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                found.addAll(in(line, file.getFileName() + ":" + ++number));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return found;
    }

    List<String> in(String text, String where) {
        return forbidden.entrySet().stream()
                .filter(one -> one.getValue().matcher(text).find())
                .map(one -> where + " holds " + one.getKey())
                .toList();
    }

    private void forbid(String what, String pattern) {
        Pattern known = forbidden.get(what);
        forbidden.put(what, Pattern.compile(known == null ? pattern : known + "|" + pattern));
    }
}
