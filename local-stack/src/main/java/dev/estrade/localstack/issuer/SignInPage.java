package dev.estrade.localstack.issuer;

import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.http.HTTPResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Locale.LanguageRange;
import java.util.Map;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Asks who somebody is, in French or English, and believes him. Its form goes to the address that the page has. */
final class SignInPage {
    private static final String BUNDLE = "dev.estrade.localstack.issuer.sign-in";
    private static final Pattern PLACE = Pattern.compile("\\{\\{(\\w+)}}");
    /** No {@code form-action}: Chromium holds the redirect to the client to it. */
    private static final String POLICY =
            "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors 'none'";

    private static final Map<Character, String> ESCAPES =
            Map.of('&', "&amp;", '<', "&lt;", '>', "&gt;", '"', "&quot;", '\'', "&#39;");

    private SignInPage() {}

    /** @param user who is suggested */
    static HTTPResponse asking(HTTPRequest request, String user) {
        return page(200, request, user, "");
    }

    /** Again, because there can be nobody of that name. */
    static HTTPResponse askingAgain(HTTPRequest request, String user) {
        return page(400, request, user, "refused");
    }

    private static HTTPResponse page(int status, HTTPRequest request, String user, String problem) {
        ResourceBundle words = words(request.getHeaderValue("Accept-Language"));
        Map<String, String> values = Map.of("name", user, "problem", problem.isEmpty() ? "" : words.getString(problem));
        String html = PLACE.matcher(template()).replaceAll(place -> {
            @Nullable String value = values.get(place.group(1));
            return Matcher.quoteReplacement(escaped(value == null ? words.getString(place.group(1)) : value));
        });
        HTTPResponse page = Route.text(status, "text/html; charset=UTF-8", html);
        page.setHeader("Content-Security-Policy", POLICY);
        page.setHeader("Referrer-Policy", "no-referrer");
        return page;
    }

    private static ResourceBundle words(@Nullable String acceptLanguage) {
        return ResourceBundle.getBundle(
                BUNDLE, language(acceptLanguage), Control.getNoFallbackControl(Control.FORMAT_PROPERTIES));
    }

    private static Locale language(@Nullable String acceptLanguage) {
        try {
            @Nullable
            Locale wanted = acceptLanguage == null
                    ? null
                    : Locale.lookup(LanguageRange.parse(acceptLanguage), List.of(Locale.FRENCH, Locale.ENGLISH));
            return wanted == null ? Locale.ENGLISH : wanted;
        } catch (IllegalArgumentException notALanguage) {
            return Locale.ENGLISH;
        }
    }

    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.chars().forEach(c -> escaped.append(ESCAPES.getOrDefault((char) c, String.valueOf((char) c))));
        return escaped.toString();
    }

    private static String template() {
        try (InputStream text = Objects.requireNonNull(SignInPage.class.getResourceAsStream("sign-in.html"))) {
            return new String(text.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
