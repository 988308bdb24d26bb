package dev.estrade.support.origin;

/**
 * An allowed origin, or all subdomains of one.
 *
 * @param subdomains whether {@code origin.host()} stood behind {@code *.}; it is not allowed itself then
 */
record OriginPattern(Origin origin, boolean subdomains) {
    private static final String WILDCARD = "://*.";

    /** @throws IllegalArgumentException unless it reads {@code https://shop.example} or {@code https://*.shop.example} */
    static OriginPattern parse(String text) {
        boolean wildcard = text.contains(WILDCARD);
        String concrete = wildcard ? text.replace(WILDCARD, "://") : text;
        String bare = concrete.endsWith("/") ? concrete.substring(0, concrete.length() - 1) : concrete;
        Origin origin = Origin.of(bare)
                .filter(found -> bare.indexOf('/', bare.indexOf("://") + 3) < 0 && bare.indexOf('?') < 0)
                .orElseThrow(() -> new IllegalArgumentException("FOCUST_ALLOWED_ORIGINS holds '" + text
                        + "': write origins such as https://shop.example or https://*.shop.example"));
        return new OriginPattern(origin, wildcard);
    }

    boolean matches(Origin other) {
        boolean host = subdomains
                ? other.host().endsWith("." + origin.host())
                : other.host().equals(origin.host());
        return host && other.scheme().equals(origin.scheme()) && other.port() == origin.port();
    }
}
