package dev.estrade.support.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;

class CallerAuthenticationTests {
    @Test
    void findsRolesWhereverTheIssuerPutsThem() {
        assertThat(roles(Map.of("roles", List.of("trainer", "unheard-of")), "roles"))
                .containsExactly(Role.TRAINER);
        assertThat(roles(Map.of("realm_access", Map.of("roles", List.of("admin"))), "realm_access.roles"))
                .containsExactly(Role.ADMIN);
        assertThat(roles(Map.of("scope", "openid trainer"), "scope")).containsExactly(Role.TRAINER);
    }

    @Test
    void givesNoRoleForAnythingElse() {
        assertThat(roles(Map.of("other", List.of("admin")), "roles")).isEmpty();
        assertThat(roles(Map.of("realm_access", "admin"), "realm_access.roles")).isEmpty();
        assertThat(roles(Map.of("roles", Map.of("admin", true)), "roles")).isEmpty();
        assertThat(roles(Map.of("roles", 7), "roles")).isEmpty();
    }

    @Test
    void knowsNobodyWithoutASubject() {
        Jwt nameless =
                Jwt.withTokenValue("t").header("alg", "RS256").claim("sub", " ").build();

        assertThatThrownBy(() -> CallerAuthentication.of(nameless, "roles"))
                .isInstanceOf(InvalidBearerTokenException.class);
    }

    private static Set<Role> roles(Map<String, Object> claims, String path) {
        Jwt token = Jwt.withTokenValue("t")
                .header("alg", "RS256")
                .subject("u1")
                .claims(all -> all.putAll(claims))
                .build();
        return ((Caller) CallerAuthentication.of(token, path).getPrincipal()).roles();
    }
}
