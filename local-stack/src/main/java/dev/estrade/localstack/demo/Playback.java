package dev.estrade.localstack.demo;

import dev.estrade.localstack.StackException;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.JsonNode;

/** Plays a lesson as far as proof needs: playlists, key, first segment, decrypted. */
final class Playback {
    private static final Pattern VARIANT = Pattern.compile("(?m)^#EXT-X-STREAM-INF:.*\\R([^#\\s]+)");
    private static final Pattern KEY =
            Pattern.compile("#EXT-X-KEY:METHOD=AES-128,URI=\"([^\"]+)\",IV=0x(\\p{XDigit}{32})");
    private static final Pattern SEGMENT = Pattern.compile("(?m)^([^#\\s]+)\\s*$");
    private static final byte TS_PACKET_START = 0x47;

    private final HttpClient http;
    private final URI gateway;
    private final String token;
    private final URI playlist;

    private Playback(HttpClient http, URI gateway, String token, URI playlist) {
        this.http = http;
        this.gateway = gateway;
        this.token = token;
        this.playlist = playlist;
    }

    static Playback open(HttpClient http, Gateway gateway, String userId, String rel) throws InterruptedException {
        JsonNode grant = gateway.get("/api/get-video-token/v2?platform=web&ttl=3600&user_id=" + userId + "&rel="
                + URLEncoder.encode(rel, StandardCharsets.UTF_8));
        URI playlist = gateway.address().resolve(grant.path("playlist_url").asString("/hls2/" + rel + "/output.m3u8"));
        return new Playback(http, gateway.address(), grant.path("token").asString(), playlist);
    }

    /** @return the bytes of the first segment, after decryption */
    int verify() throws InterruptedException {
        URI variant =
                playlist.resolve(first(VARIANT, text(playlist), "a variant").group(1));
        String segments = text(variant);
        Matcher key = first(KEY, segments, "an AES-128 key");
        byte[] sealed =
                bytes(variant.resolve(first(SEGMENT, segments, "a segment").group(1)));
        byte[] clear = decrypted(
                sealed, bytes(variant.resolve(key.group(1))), HexFormat.of().parseHex(key.group(2)));
        if (clear.length == 0 || clear[0] != TS_PACKET_START) {
            throw new StackException("The first segment of " + variant + " is not MPEG-TS after decryption.");
        }
        return clear.length;
    }

    URI playlist() {
        return playlist;
    }

    String token() {
        return token;
    }

    String referrer() {
        return gateway + "/";
    }

    private static byte[] decrypted(byte[] sealed, byte[] key, byte[] iv) {
        try {
            Cipher cipher = Cipher.getInstance("AES/CBC/PKCS5Padding");
            cipher.init(Cipher.DECRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(iv));
            return cipher.doFinal(sealed);
        } catch (GeneralSecurityException e) {
            throw new StackException("The first segment cannot be decrypted: " + e.getMessage(), e);
        }
    }

    private static Matcher first(Pattern pattern, String text, String what) {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new StackException("The playlist has not " + what + ".");
        }
        return matcher;
    }

    private String text(URI uri) throws InterruptedException {
        return new String(bytes(uri), StandardCharsets.UTF_8);
    }

    private byte[] bytes(URI uri) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri)
                .header("Authorization", "Bearer " + token)
                .header("Referer", referrer())
                .build();
        try {
            HttpResponse<byte[]> answer = http.send(request, BodyHandlers.ofByteArray());
            if (answer.statusCode() != 200) {
                throw new StackException("GET " + uri.getPath() + " answered " + answer.statusCode() + ": "
                        + new String(answer.body(), StandardCharsets.UTF_8));
            }
            return answer.body();
        } catch (IOException e) {
            throw new StackException("GET " + uri.getPath() + " got no answer: " + e, e);
        }
    }
}
