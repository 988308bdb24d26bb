package dev.estrade.support.origin;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.http.HttpHeaders;

/** The pages that may play lessons and read answers: those of FOCUST_ALLOWED_ORIGINS and the platform's own. */
public final class AllowedOrigins {
    private final List<OriginPattern> patterns;

    /**
     * @param publicUrl the platform's own address
     * @param allowed as FOCUST_ALLOWED_ORIGINS has them
     */
    public AllowedOrigins(URI publicUrl, List<String> allowed) {
        patterns = Stream.concat(Stream.of(publicUrl.resolve("/").toString()), allowed.stream())
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
    public boolean allow(String url) {
        Optional<Origin> origin = Origin.of(url);
        return origin.isPresent() && patterns.stream().anyMatch(pattern -> pattern.matches(origin.get()));
    }
}
