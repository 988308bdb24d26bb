package dev.estrade.support.playbacktoken;

import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.events.Rel;
import dev.estrade.support.keys.KeyedSecrets;
import dev.estrade.support.playbacktoken.PlaybackToken.Kind;
import dev.estrade.support.playbacktoken.PlaybackToken.Platform;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class DownloadTokensTests {
    private static final Instant NOW = Instant.ofEpochSecond(2_000_000_000);
    private static final Rel REL = new Rel("t", "c", "m", "l1");
    private static final DownloadToken TOKEN = token("Leçon 1.mp4");
    private static final String HEADER = "{'alg':'HS256','typ':'estrade-download+jwt','kid':'k2'}";
    private static final String CLAIMS =
            "{'aud':'estrade:download','sub':'learner','rel':'t/c/m/l1','gen':'g1','file':'Leçon 1.mp4','sid':'s1',"
                    + "'rev':1999999999500,'exp':2000000600}";

    private final DownloadTokens tokens = at(NOW);
    private final PlaybackTokens playbackTokens =
            new PlaybackTokens(new KeyedSecrets(Forge.SECRETS), Clock.fixed(NOW, ZoneOffset.UTC));

    @ParameterizedTest
    @ValueSource(strings = {"f.mp4", "Leçon \"1\" 100%.mp4", "../../etc", "課程 😀.mp4", "a\u0001b", "{'x':1}"})
    void verifiesWhatItIssued(String filename) {
        assertThat(tokens.verify(tokens.issue(token(filename)))).contains(token(filename));
    }

    @ParameterizedTest
    @ValueSource(strings = {"f", "\"", "課", "😀"})
    void verifiesTheLongestNames(String character) {
        String longest = character.repeat(255 / character.length());
        DownloadToken token = new DownloadToken(
                REL, "g".repeat(36), longest, longest, "s".repeat(36), TOKEN.issued(), TOKEN.expires());

        assertThat(tokens.verify(tokens.issue(token))).contains(token);
    }

    @Test
    void acceptsTheOlderKeyDuringRotation() {
        String old = Forge.sign(HEADER.replace("k2", "k1"), CLAIMS, Forge.OLDER_SECRET, "HmacSHA256");

        assertThat(tokens.verify(old)).contains(TOKEN);
    }

    @Test
    void refusesFromTheSecondOfExpiryOn() {
        String text = tokens.issue(TOKEN);

        assertThat(at(NOW.plusSeconds(599)).verify(text)).isPresent();
        assertThat(at(NOW.plusSeconds(600)).verify(text)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("playbackKinds")
    void isNoPlaybackTokenNorTheOtherWayRound(Kind kind) {
        PlaybackToken playback =
                new PlaybackToken(kind, REL, "learner", Platform.WEB, "s1", TOKEN.issued(), TOKEN.expires());

        assertThat(tokens.verify(playbackTokens.issue(playback))).isEmpty();
        assertThat(playbackTokens.verify(tokens.issue(TOKEN))).isEmpty();
    }

    @Test
    void theForgeMakesGoodTokensToo() {
        assertThat(tokens.verify(Forge.sign(HEADER, CLAIMS))).contains(TOKEN);
    }

    @ParameterizedTest
    @MethodSource("headers")
    void refusesHeader(String header) {
        assertThat(tokens.verify(Forge.sign(header, CLAIMS))).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("claims")
    void refusesClaims(String claims) {
        assertThat(tokens.verify(Forge.sign(HEADER, claims))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"HmacSHA384", "HmacSHA512", "HmacSHA1"})
    void refusesAnotherMac(String algorithm) {
        String name = "HS" + algorithm.substring("HmacSHA".length());

        assertThat(tokens.verify(Forge.sign(HEADER.replace("HS256", name), CLAIMS, Forge.SECRET, algorithm)))
                .isEmpty();
        assertThat(tokens.verify(Forge.sign(HEADER, CLAIMS, Forge.SECRET, algorithm)))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("mutilations")
    void refusesMutilated(String text) {
        assertThat(tokens.verify(text)).isEmpty();
    }

    @Test
    void refusesEverySingleChangedCharacter() {
        String good = tokens.issue(TOKEN);
        List<String> accepted = new ArrayList<>();
        for (int i = 0; i < good.length(); i++) {
            for (char c : new char[] {'A', 'B', 'z', '_', '=', '.', ' ', '%'}) {
                String changed = good.substring(0, i) + c + good.substring(i + 1);
                if (!changed.equals(good) && tokens.verify(changed).isPresent()) {
                    accepted.add(changed);
                }
            }
        }

        assertThat(accepted).isEmpty();
    }

    static Stream<Kind> playbackKinds() {
        return Stream.of(Kind.values());
    }

    static Stream<String> headers() {
        return Stream.of(
                HEADER.replace("HS256", "none"),
                HEADER.replace("HS256", "RS256"),
                HEADER.replace("estrade-download+jwt", "JWT"),
                HEADER.replace("estrade-download+jwt", "at+jwt"),
                HEADER.replace("estrade-download+jwt", "estrade-hls+jwt"),
                HEADER.replace("estrade-download+jwt", "estrade-hls-grant+jwt"),
                HEADER.replace("'typ':'estrade-download+jwt',", ""),
                HEADER.replace(",'kid':'k2'", ""),
                HEADER.replace("k2", "k1"),
                HEADER.replace("k2", "k3"),
                HEADER.replace("}", ",'jwk':{'kty':'oct','k':'MDEyMw'}}"),
                HEADER.replace("}", ",'crit':['exp']}"));
    }

    static Stream<String> claims() {
        return Stream.concat(
                Stream.of("aud", "sub", "rel", "gen", "file", "sid", "rev", "exp")
                        .flatMap(claim -> Stream.of(
                                CLAIMS.replace("'" + claim + "'", "'other'"),
                                CLAIMS.replaceFirst("'" + claim + "':('[^']*'|[0-9]+)", "'" + claim + "':null"),
                                CLAIMS.replaceFirst("'" + claim + "':('[^']*'|[0-9]+)", "'" + claim + "':{}"))),
                Stream.of(
                        CLAIMS.replace("estrade:download", "estrade:hls"),
                        CLAIMS.replace("'estrade:download'", "['estrade:download','estrade:hls']"),
                        CLAIMS.replace("2000000600", "2000000000"),
                        CLAIMS.replace("2000000600", "-1"),
                        CLAIMS.replace("t/c/m/l1", "t/c/m"),
                        CLAIMS.replace("t/c/m/l1", "t/c/m/l1/x"),
                        "{}",
                        "null"));
    }

    static Stream<String> mutilations() {
        String good = at(NOW).issue(TOKEN);
        String unsigned = good.substring(0, good.lastIndexOf('.') + 1);
        return Stream.of(
                "",
                "..",
                "a.b.c",
                unsigned,
                Forge.part("{'alg':'none'}") + unsigned.substring(unsigned.indexOf('.')),
                good + "=",
                good + "A",
                good + "." + good,
                " " + good,
                "Bearer " + good,
                good.toUpperCase(Locale.ROOT),
                good + "A".repeat(1 << 20));
    }

    private static DownloadToken token(String filename) {
        return new DownloadToken(REL, "g1", "learner", filename, "s1", NOW.minusMillis(500), NOW.plusSeconds(600));
    }

    private static DownloadTokens at(Instant now) {
        return new DownloadTokens(new KeyedSecrets(Forge.SECRETS), Clock.fixed(now, ZoneOffset.UTC));
    }
}
