package dev.estrade.support.security;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What an access token may say of its bearer. */
public enum Role {
    TRAINER,
    LEARNER,
    ADMIN,
    /** The frontend's own server, acting for a user whom it names. */
    SERVICE;

    /** Empty for a role that means nothing to Estrade. */
    static Optional<Role> named(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        return Arrays.stream(values()).filter(role -> role.name().equals(upper)).findFirst();
    }
}
