package dev.estrade.support.store;

import static java.nio.charset.StandardCharsets.UTF_8;

/** As SigV4 wants it: the unreserved characters of RFC 3986 stay, any other byte of UTF-8 becomes {@code %XX}. */
final class PercentEncoding {
    private static final String HEX = "0123456789ABCDEF";
    private static final String UNRESERVED = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";
    private static final boolean[] STAYS = stays(UNRESERVED);
    private static final boolean[] STAYS_IN_PATH = stays(UNRESERVED + "/");

    private PercentEncoding() {}

    static String encoded(String text) {
        return encoded(text, STAYS);
    }

    /** With its slashes. */
    static String encodedPath(String path) {
        return encoded(path, STAYS_IN_PATH);
    }

    private static String encoded(String text, boolean[] stays) {
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character >= stays.length || !stays[character]) {
                return changed(text, stays);
            }
        }
        return text;
    }

    private static String changed(String text, boolean[] stays) {
        StringBuilder encoded = new StringBuilder(2 * text.length());
        for (byte octet : text.getBytes(UTF_8)) {
            if (octet >= 0 && stays[octet]) {
                encoded.append((char) octet);
            } else {
                encoded.append('%').append(HEX.charAt(octet >> 4 & 0xf)).append(HEX.charAt(octet & 0xf));
            }
        }
        return encoded.toString();
    }

    private static boolean[] stays(String characters) {
        boolean[] stays = new boolean[Byte.MAX_VALUE + 1];
        characters.chars().forEach(character -> stays[character] = true);
        return stays;
    }
}
