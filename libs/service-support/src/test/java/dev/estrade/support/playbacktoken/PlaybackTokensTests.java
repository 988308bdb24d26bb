package dev.estrade.support.playbacktoken;

import static dev.estrade.support.playbacktoken.Forge.CLAIMS;
import static dev.estrade.support.playbacktoken.Forge.HEADER;
import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.events.Rel;
import dev.estrade.support.keys.KeyedSecrets;
import dev.estrade.support.playbacktoken.PlaybackToken.Kind;
import dev.estrade.support.playbacktoken.PlaybackToken.Platform;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlaybackTokensTests {
    private static final Instant NOW = Instant.ofEpochSecond(2_000_000_000);
    private static final PlaybackToken TOKEN = new PlaybackToken(
            Kind.OPENING,
            new Rel("t", "c", "m", "l1"),
            "learner",
            Platform.WEB,
            "s1",
            NOW.minusMillis(500),
            NOW.plusSeconds(600));

    private final PlaybackTokens tokens = at(NOW);

    @Test
    void verifiesWhatItIssued() {
        assertThat(tokens.verify(tokens.issue(TOKEN))).contains(TOKEN);
    }

    @Test
    void tellsGrantFromOpeningToken() {
        PlaybackToken grant = TOKEN.grant(NOW.plus(Duration.ofHours(3)));

        assertThat(tokens.verify(tokens.issue(grant))).contains(grant);
        assertThat(grant.kind()).isEqualTo(Kind.GRANT);
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

    @Test
    void neverRevivesFromItsMemoryWhatHasExpired() {
        MutableClock clock = new MutableClock(NOW);
        PlaybackTokens remembering = new PlaybackTokens(new KeyedSecrets(Forge.SECRETS), clock);
        String text = remembering.issue(TOKEN);

        assertThat(remembering.verify(text)).contains(TOKEN);
        clock.now = NOW.plusSeconds(599);
        assertThat(remembering.verify(text)).contains(TOKEN);
        clock.now = NOW.plusSeconds(600);
        assertThat(remembering.verify(text)).isEmpty();
        assertThat(remembering.verify(text)).isEmpty();
    }

    @Test
    void remembersNothingThatIsNearlyWhatItVerified() {
        String text = tokens.issue(TOKEN);
        assertThat(tokens.verify(text)).isPresent();

        for (String near : List.of(text + "A", text.substring(1), " " + text, text.toLowerCase(Locale.ROOT))) {
            assertThat(tokens.verify(near)).isEmpty();
        }
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

    static Stream<String> headers() {
        return Stream.of(
                "{'alg':'none','typ':'estrade-hls+jwt','kid':'k2'}",
                "{'alg':'None','typ':'estrade-hls+jwt','kid':'k2'}",
                "{'alg':'hs256','typ':'estrade-hls+jwt','kid':'k2'}",
                "{'alg':'RS256','typ':'estrade-hls+jwt','kid':'k2'}",
                "{'alg':'ES256','typ':'estrade-hls+jwt','kid':'k2'}",
                "{'alg':'EdDSA','typ':'estrade-hls+jwt','kid':'k2'}",
                "{'alg':'HS256','typ':'JWT','kid':'k2'}",
                "{'alg':'HS256','typ':'at+jwt','kid':'k2'}",
                "{'alg':'HS256','typ':'estrade-download+jwt','kid':'k2'}",
                "{'alg':'HS256','kid':'k2'}",
                "{'alg':'HS256','typ':'estrade-hls+jwt'}",
                "{'alg':'HS256','typ':'estrade-hls+jwt','kid':'k1'}",
                "{'alg':'HS256','typ':'estrade-hls+jwt','kid':'k3'}",
                "{'alg':'HS256','typ':'estrade-hls+jwt','kid':''}",
                "{'alg':'HS256','typ':'estrade-hls+jwt','kid':'../../dev/null'}",
                "{'alg':'HS256','typ':'estrade-hls+jwt','kid':null}",
                "{'alg':'HS256','typ':'estrade-hls+jwt','kid':7}",
                "{'alg':'HS256','typ':'estrade-hls+jwt','kid':'k2','jwk':{'kty':'oct','k':'MDEyMw'}}",
                "{'alg':'HS256','typ':'estrade-hls+jwt','kid':'k2','jku':'https://evil.example/keys'}",
                "{'alg':'HS256','typ':'estrade-hls+jwt','kid':'k2','x5u':'https://evil.example/cert'}",
                "{'alg':'HS256','typ':'estrade-hls+jwt','kid':'k2','crit':['exp']}",
                "{'alg':'HS256','typ':'estrade-hls+jwt','kid':'k2','b64':false}",
                "{'alg':'HS256','typ':'estrade-hls+jwt','kid':'k2','zip':'DEF'}",
                "{'alg':'HS256','typ':'estrade-hls+jwt','kid':'k2','cty':'JWT'}",
                "{}",
                "[]",
                "null",
                "'HS256'",
                "{");
    }

    static Stream<String> claims() {
        return Stream.concat(
                Stream.of("aud", "sub", "rel", "plt", "sid", "rev", "exp")
                        .map(claim -> CLAIMS.replace("'" + claim + "'", "'other'")),
                Stream.of(
                        CLAIMS.replace("estrade:hls", "estrade:download"),
                        CLAIMS.replace("'estrade:hls'", "['estrade:hls','estrade:download']"),
                        CLAIMS.replace("'estrade:hls'", "[]"),
                        CLAIMS.replace("2000000600", "1999999999"),
                        CLAIMS.replace("2000000600", "2000000000"),
                        CLAIMS.replace("2000000600", "-1"),
                        CLAIMS.replace("2000000600", "'2000000600'"),
                        CLAIMS.replace("2000000600", "null"),
                        CLAIMS.replace("t/c/m/l1", "t/c/m"),
                        CLAIMS.replace("t/c/m/l1", "t/c/m/l1/"),
                        CLAIMS.replace("t/c/m/l1", "t/c/m/l1/x"),
                        CLAIMS.replace("t/c/m/l1", "t/c/m/*"),
                        CLAIMS.replace("t/c/m/l1", "t/c/m/.."),
                        CLAIMS.replace("'t/c/m/l1'", "['t/c/m/l1']"),
                        CLAIMS.replace("'web'", "'tv'"),
                        CLAIMS.replace("'web'", "''"),
                        CLAIMS.replace("'web'", "1"),
                        "{}",
                        "[]",
                        "null",
                        "{"));
    }

    static Stream<String> mutilations() {
        String good = at(NOW).issue(TOKEN);
        String unsigned = good.substring(0, good.lastIndexOf('.') + 1);
        return Stream.of(
                "",
                ".",
                "..",
                "...",
                "a.b.c",
                unsigned,
                Forge.part("{'alg':'none'}") + unsigned.substring(unsigned.indexOf('.')),
                good + "=",
                good + "A",
                good + ".",
                good + "." + good,
                good + "\n",
                " " + good,
                "Bearer " + good,
                good + "\u0000",
                good.replace(".", ".."),
                good.toUpperCase(Locale.ROOT),
                "x".repeat(1 << 20),
                good + "A".repeat(1 << 20));
    }

    private static final class MutableClock extends Clock {
        private Instant now;

        MutableClock(Instant now) {
            this.now = now;
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    private static PlaybackTokens at(Instant now) {
        return new PlaybackTokens(new KeyedSecrets(Forge.SECRETS), Clock.fixed(now, ZoneOffset.UTC));
    }
}
