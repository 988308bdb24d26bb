package dev.estrade.localstack.infra;

import dev.estrade.localstack.Home;
import dev.estrade.localstack.PrivateFiles;
import dev.estrade.localstack.StackException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;

/** Secrets of one stack: made once, kept in a file that only its owner may read. */
public final class Secrets {
    private static final SecureRandom RANDOM = new SecureRandom();
    private final Map<String, String> values;

    private Secrets(Map<String, String> values) {
        this.values = Map.copyOf(values);
    }

    public static Secrets of(Home home) {
        Path file = home.file("secrets.properties");
        try {
            if (!Files.exists(file)) {
                PrivateFiles.write(file, lines(generated()));
            }
            return new Secrets(read(file));
        } catch (IOException e) {
            throw new StackException("The secrets in " + file + " cannot be read or written: " + e.getMessage(), e);
        }
    }

    /** By the name of the environment variable that the services read. */
    public String get(String name) {
        String value = values.get(name);
        if (value == null) {
            throw new StackException("secrets.properties has no " + name + "; delete the file and start again.");
        }
        return value;
    }

    public Map<String, String> all() {
        return values;
    }

    private static Map<String, String> generated() {
        Map<String, String> made = new LinkedHashMap<>();
        made.put("ESTRADE_S3_ACCESS_KEY_ID", "estrade");
        made.put("ESTRADE_S3_SECRET_ACCESS_KEY", random(30));
        made.put("ESTRADE_TOKEN_SECRETS", "t1:" + random(32));
        made.put("ESTRADE_KEY_ENCRYPTION_KEYS", "k1:" + random(32));
        made.put("ESTRADE_WEBHOOK_SECRETS", "whsec_" + random(32));
        made.put("ESTRADE_SERVICE_CLIENT_SECRET", random(30));
        return made;
    }

    private static String random(int bytes) {
        var value = new byte[bytes];
        RANDOM.nextBytes(value);
        return Base64.getEncoder().encodeToString(value);
    }

    private static String lines(Map<String, String> values) {
        var text = new StringBuilder();
        values.forEach(
                (name, value) -> text.append(name).append('=').append(value).append('\n'));
        return text.toString();
    }

    private static Map<String, String> read(Path file) throws IOException {
        var properties = new Properties();
        try (var reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
            properties.load(reader);
        }
        Map<String, String> values = new LinkedHashMap<>();
        properties.stringPropertyNames().forEach(name -> values.put(name, properties.getProperty(name)));
        return values;
    }
}
