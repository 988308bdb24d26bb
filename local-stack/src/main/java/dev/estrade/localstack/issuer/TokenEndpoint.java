package dev.estrade.localstack.issuer;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The token endpoint of RFC 6749: the client credentials of {@code service}, and a person's name as password. */
final class TokenEndpoint {
    private static final Map<String, String> ROLES = Map.of(
            "trainer", "trainer",
            "trainer2", "trainer",
            "learner", "learner",
            "learner2", "learner",
            "admin", "admin");
    private static final String SERVICE = "service";

    private final AccessTokens tokens;
    private final String serviceSecret;

    TokenEndpoint(AccessTokens tokens, String serviceSecret) {
        this.tokens = tokens;
        this.serviceSecret = serviceSecret;
    }

    record Answer(int status, Map<String, Object> body) {
        static Answer refused(int status, String error) {
            return new Answer(status, Map.of("error", error));
        }
    }

    /** @param authorization the header, if any: clients may authenticate by HTTP Basic instead of form fields */
    Answer answer(String form, @Nullable String authorization) {
        try {
            return grant(fields(form), authorization);
        } catch (IllegalArgumentException e) {
            return Answer.refused(400, "invalid_request");
        }
    }

    private Answer grant(Map<String, String> fields, @Nullable String authorization) {
        if (authorization != null && authorization.startsWith("Basic ")) {
            putBasic(fields, authorization.substring("Basic ".length()));
        }
        return switch (fields.getOrDefault("grant_type", "")) {
            case "client_credentials" -> forClient(fields);
            case "password" -> forPerson(fields);
            default -> Answer.refused(400, "unsupported_grant_type");
        };
    }

    private Answer forClient(Map<String, String> fields) {
        boolean known = SERVICE.equals(fields.get("client_id"))
                && sameText(serviceSecret, fields.getOrDefault("client_secret", ""));
        return known ? issued(SERVICE, SERVICE) : Answer.refused(401, "invalid_client");
    }

    private Answer forPerson(Map<String, String> fields) {
        String name = fields.getOrDefault("username", "");
        @Nullable String role = ROLES.get(name);
        return role != null && name.equals(fields.get("password"))
                ? issued(name, role)
                : Answer.refused(400, "invalid_grant");
    }

    private Answer issued(String subject, String role) {
        String token = tokens.issue(subject, List.of(role));
        return new Answer(
                200,
                Map.of("access_token", token, "token_type", "Bearer", "expires_in", AccessTokens.LIFETIME.toSeconds()));
    }

    private static void putBasic(Map<String, String> fields, String credentials) {
        String[] pair = new String(Base64.getDecoder().decode(credentials), StandardCharsets.UTF_8).split(":", 2);
        fields.put("client_id", decoded(pair[0]));
        fields.put("client_secret", pair.length == 2 ? decoded(pair[1]) : "");
    }

    private static Map<String, String> fields(String form) {
        Map<String, String> fields = new HashMap<>();
        for (String field : form.split("&")) {
            int equals = field.indexOf('=');
            if (equals > 0) {
                fields.put(decoded(field.substring(0, equals)), decoded(field.substring(equals + 1)));
            }
        }
        return fields;
    }

    private static String decoded(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    private static boolean sameText(String expected, String given) {
        return MessageDigest.isEqual(expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }
}
