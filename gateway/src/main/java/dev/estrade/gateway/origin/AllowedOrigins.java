package dev.estrade.gateway.origin;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;

/** The pages that may play lessons and read answers: those of FOCUST_ALLOWED_ORIGINS and the platform's own. */
@Component
public class AllowedOrigins {
    private final List<OriginPattern> patterns;

    AllowedOrigins(OriginProperties settings) {
        patterns = Stream.concat(Stream.of(settings.publicUrl().resolve("/").toString()), settings.allowed().stream())
                .map(String::strip)
                .filter(text -> !text.isEmpty())
                .map(OriginPattern::parse)
                .toList();
    }

    /** The page that a request comes from, by {@code Origin} or, without one, by {@code Referer}; none is not allowed. */
    public boolean allowPageOf(HttpHeaders request) {
        List<String> origins = request.getOrEmpty(HttpHeaders.ORIGIN);
        List<String> pages = origins.isEmpty() ? request.getOrEmpty(HttpHeaders.REFERER) : origins;
        return pages.size() == 1 && allow(pages.get(0));
    }

    /** @param url an origin, or the address of a page */
    boolean allow(String url) {
        Optional<Origin> origin = Origin.of(url);
        return origin.isPresent() && patterns.stream().anyMatch(pattern -> pattern.matches(origin.get()));
    }
}
