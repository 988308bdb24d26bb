package dev.estrade.support.security;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

/** An authenticated {@link Caller}. */
final class CallerAuthentication extends AbstractAuthenticationToken {
    private final transient Caller caller;
    private final transient Jwt token;

    private CallerAuthentication(Caller caller, Jwt token) {
        super(List.of());
        this.caller = caller;
        this.token = token;
        setAuthenticated(true);
    }

    static CallerAuthentication of(Jwt token, String rolesClaim) {
        Set<Role> roles = names(token.getClaims(), rolesClaim).stream()
                .flatMap(name -> Role.named(String.valueOf(name)).stream())
                .collect(Collectors.toUnmodifiableSet());
        String subject = token.getSubject();
        if (subject == null || subject.isBlank()) {
            throw new InvalidBearerTokenException("The access token names no subject");
        }
        return new CallerAuthentication(new Caller(subject, roles), token);
    }

    @Override
    public Object getCredentials() {
        return token;
    }

    @Override
    public Object getPrincipal() {
        return caller;
    }

    @Override
    public String getName() {
        return caller.userId();
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof CallerAuthentication that && caller.equals(that.caller) && token.equals(that.token);
    }

    @Override
    public int hashCode() {
        return caller.hashCode();
    }

    private static Collection<?> names(Map<String, Object> claims, String path) {
        Object value = claims;
        for (String step : path.split("\\.", -1)) {
            value = value instanceof Map<?, ?> map ? map.get(step) : null;
        }
        if (value instanceof String text) {
            return List.of(text.split("[ ,]+", -1));
        }
        return value instanceof Collection<?> many ? many : List.of();
    }
}
