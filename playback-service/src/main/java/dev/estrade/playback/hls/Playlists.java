package dev.estrade.playback.hls;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.estrade.playback.PlaybackProperties;
import dev.estrade.support.playbacktoken.HlsPath;
import dev.estrade.support.playbacktoken.PlaybackDoor.Admitted;
import dev.estrade.support.playbacktoken.PlaybackToken;
import dev.estrade.support.playbacktoken.PlaybackToken.Kind;
import dev.estrade.support.playbacktoken.PlaybackToken.Platform;
import dev.estrade.support.playbacktoken.PlaybackTokens;
import dev.estrade.support.store.ObjectStore;
import dev.estrade.support.store.ObjectStores;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Playlists and the thumbnails' cues: for web players with relative URIs, for native ones with absolute URIs that carry a
 * grant.
 */
@Component
class Playlists {
    private static final Duration LONGEST_GRANT = Duration.ofHours(24);

    private final ObjectStore media;
    private final PlaybackTokens tokens;
    private final PlaybackProperties settings;
    private final Clock clock = Clock.systemUTC();

    Playlists(ObjectStores stores, PlaybackTokens tokens, PlaybackProperties settings) {
        this.media = stores.media();
        this.tokens = tokens;
        this.settings = settings;
    }

    /** @return empty if it is not stored */
    Mono<byte[]> read(Asked asked, Admitted admitted) {
        return media.bytes(asked.key())
                .map(stored -> linked(new String(stored, UTF_8), asked, admitted))
                .map(text -> text.getBytes(UTF_8));
    }

    private String linked(String stored, Asked asked, Admitted admitted) {
        UnaryOperator<String> link = link(asked, admitted);
        return asked.path().kind() == HlsPath.Kind.THUMBNAILS
                ? ThumbnailLinks.rewritten(stored, link)
                : PlaylistLinks.rewritten(stored, link);
    }

    private UnaryOperator<String> link(Asked asked, Admitted admitted) {
        String generation = asked.generation().id();
        if (admitted.token().platform() == Platform.WEB) {
            return Links.relative(generation);
        }
        HlsPath path = asked.path();
        URI address = URI.create(settings.address("/hls2/" + path.rel() + "/" + path.file()));
        String grant = grant(admitted, asked.generation().duration(), clock.instant());
        return Links.absolute(generation, address, grant);
    }

    /** A grant is passed on as it came, so that following playlists never makes it live longer. */
    private String grant(Admitted admitted, double duration, Instant now) {
        PlaybackToken token = admitted.token();
        return token.kind() == Kind.GRANT
                ? admitted.text()
                : tokens.issue(token.grant(grantEnd(token.expires(), duration, now)));
    }

    /** Players never fetch a playlist of finished length again: time for the lesson twice and an hour of pauses. */
    static Instant grantEnd(Instant tokenEnd, double duration, Instant now) {
        Instant enough = now.plusSeconds((long) Math.ceil(2 * duration)).plus(Duration.ofHours(1));
        Instant end = tokenEnd.isAfter(enough) ? tokenEnd : enough;
        Instant latest = now.plus(LONGEST_GRANT);
        return end.isAfter(latest) ? latest : end;
    }
}
