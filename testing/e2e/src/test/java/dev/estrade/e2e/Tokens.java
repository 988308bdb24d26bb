package dev.estrade.e2e;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Tokens as the stack issues them. */
final class Tokens {
    private static final Pattern IN_ADDRESS = Pattern.compile("[?&]token=([A-Za-z0-9._-]+)");

    private Tokens() {}

    /** With which the trainer opens his lesson. */
    static String opening(Stack stack, String rel, String platform) {
        return stack.as("trainer")
                .get("/api/get-video-token/v2?user_id=trainer&platform=" + platform + "&rel=" + rel)
                .expect(200)
                .json()
                .path("token")
                .asString();
    }

    /** That native players find in playlists. */
    static String grant(Stack stack, String rel) {
        String opening = opening(stack, rel, "mobile");
        String playlist = stack.anonymous()
                .get("/hls2/" + rel + "/output.m3u8?token=" + opening)
                .expect(200)
                .text();
        Matcher found = IN_ADDRESS.matcher(playlist);
        if (!found.find()) {
            throw new IllegalStateException("No grant in " + playlist);
        }
        return found.group(1);
    }
}
