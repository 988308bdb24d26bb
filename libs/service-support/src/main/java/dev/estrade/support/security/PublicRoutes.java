package dev.estrade.support.security;

import java.util.List;

/** Path patterns that need no access token here, because they are open or carry a credential of another kind. */
public record PublicRoutes(List<String> patterns) {
    public static PublicRoutes of(String... patterns) {
        return new PublicRoutes(List.of(patterns));
    }
}
