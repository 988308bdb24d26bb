package dev.estrade.deployment;

import java.util.regex.Pattern;

/** Which variables hold something that must not stand in a file. */
final class Secrecy {
    private static final Pattern SECRET = Pattern.compile(
            ".*(SECRETS?|PASSWORD|CREDENTIAL|IDENTITY|ACCESS_KEY|ACCESS_KEY_ID|ENCRYPTION_KEYS|MONGODB_KEY|MONGODB_URI|JAAS_CONFIG)");

    private Secrecy() {}

    static boolean isSecret(String variable) {
        return SECRET.matcher(variable).matches();
    }
}
