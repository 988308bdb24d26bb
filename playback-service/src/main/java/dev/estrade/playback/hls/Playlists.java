package dev.estrade.playback.hls;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.estrade.playback.PlaybackProperties;
import dev.estrade.playback.delivery.Delivery;
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
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Playlists and the thumbnails' cues as players can follow them: on the web by relative URIs, which need the header;
 * elsewhere, and where the bytes come from the store, by URIs that carry a grant.
 */
@Component
class Playlists {
    private static final Duration LONGEST_GRANT = Duration.ofHours(24);

    private final ObjectStore media;
    private final PlaybackTokens tokens;
    private final Delivery delivery;
    private final PlaybackProperties settings;
    private final Clock clock = Clock.systemUTC();

    Playlists(ObjectStores stores, PlaybackTokens tokens, Delivery delivery, PlaybackProperties settings) {
        this.media = stores.media();
        this.tokens = tokens;
        this.delivery = delivery;
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
        boolean web = admitted.token().platform() == Platform.WEB;
        String generation = asked.generation().id();
        if (web && !delivery.direct()) {
            return Links.relative(generation);
        }
        Instant end = end(admitted.token(), asked.generation().duration());
        String grant = grant(admitted, end);
        UnaryOperator<String> ours =
                web ? Links.relative(generation, grant) : Links.absolute(generation, address(asked.path()), grant);
        return uri -> atTheStore(asked, uri, end).map(URI::toString).orElseGet(() -> ours.apply(uri));
    }

    private URI address(HlsPath path) {
        return URI.create(settings.address(HlsPath.folder(path.rel()) + path.file()));
    }

    /** Only what is stored for certain, and only if that address is good for as long as a grant is. */
    private Optional<URI> atTheStore(Asked asked, String uri, Instant end) {
        return asked.generation().complete()
                ? HlsPath.parse(address(asked.path()).resolve(uri).getRawPath())
                        .filter(file -> Segments.SENT.contains(file.kind()))
                        .flatMap(file -> delivery.address(asked.keyOf(file), end))
                : Optional.empty();
    }

    /** A grant is passed on as it came, so that following playlists never makes it live longer. */
    private String grant(Admitted admitted, Instant end) {
        PlaybackToken token = admitted.token();
        return token.kind() == Kind.GRANT ? admitted.text() : tokens.issue(token.grant(end));
    }

    private Instant end(PlaybackToken token, double duration) {
        return token.kind() == Kind.GRANT ? token.expires() : grantEnd(token.expires(), duration, clock.instant());
    }

    /** Players never fetch a playlist of finished length again: time for the lesson twice and an hour of pauses. */
    static Instant grantEnd(Instant tokenEnd, double duration, Instant now) {
        Instant enough = now.plusSeconds((long) Math.ceil(2 * duration)).plus(Duration.ofHours(1));
        Instant end = tokenEnd.isAfter(enough) ? tokenEnd : enough;
        Instant latest = now.plus(LONGEST_GRANT);
        return end.isAfter(latest) ? latest : end;
    }
}
