package dev.estrade.playback;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.estrade.events.Rel;
import io.netty.buffer.PooledByteBufAllocator;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;

/** Bytes that pass this service: as they are in the store, once from it, and with nothing held for whoever reads them. */
@Import(RelayIT.Counting.class)
class RelayIT extends RunningService {
    private static final int MIB = 1 << 20;

    @Autowired
    private Counting store;

    @Test
    void relaysALargeFileBlockByBlock() {
        byte[] large = random(9 * MIB + 5);
        String key = saved(large);

        client.get()
                .uri("/media/" + key)
                .exchange()
                .expectStatus()
                .isOk()
                .expectHeader()
                .contentLength(large.length)
                .expectBody(byte[].class)
                .isEqualTo(large);
    }

    @ParameterizedTest
    @CsvSource({"0, 0", "4194303, 4194304", "4194304, 4194304", "100, 9437188", "8388607, 9437188", "9437188, 9437188"})
    void relaysPartsAcrossBlocks(int first, int last) {
        byte[] large = random(9 * MIB + 5);

        client.get()
                .uri("/media/" + saved(large))
                .header("Range", "bytes=" + first + "-" + last)
                .exchange()
                .expectStatus()
                .isEqualTo(206)
                .expectHeader()
                .valueEquals("Content-Range", "bytes " + first + "-" + last + "/" + large.length)
                .expectBody(byte[].class)
                .isEqualTo(java.util.Arrays.copyOfRange(large, first, last + 1));
    }

    @Test
    void asksTheStoreOnceHoweverManyWantASegment() {
        Rel rel = lessons.published(formation, true);
        byte[] segment = random(2 * MIB);
        lessons.playable(rel, Lessons.GENERATION, segment);
        String token = awaitToken(rel, "mobile");
        String path = "/hls2/" + rel + "/480p/segment_000.ts?g=g1";

        List<byte[]> bodies = IntStream.range(0, 40)
                .parallel()
                .mapToObj(i ->
                        get(path, token).expectBody(byte[].class).returnResult().getResponseBody())
                .toList();

        assertThat(bodies).allSatisfy(body -> assertThat(body).isEqualTo(segment));
        assertThat(store.calls(HttpMethod.GET, "/480p/segment_000.ts", rel)).isEqualTo(1);
        assertThat(store.calls(HttpMethod.HEAD, "/480p/segment_000.ts", rel)).isEqualTo(1);
    }

    @Test
    void relaysWhatReplacedAFile() {
        String key = saved(random(100));
        client.get()
                .uri("/media/" + key)
                .exchange()
                .expectStatus()
                .isOk()
                .expectBody()
                .returnResult();
        byte[] other = random(200);
        lessons.object(key, other);

        client.get().uri("/media/" + key).exchange().expectBody(byte[].class).isEqualTo(other);
    }

    @Test
    void relaysNothingOfASegmentThatIsGone() {
        Rel rel = lessons.published(formation, true);
        lessons.playable(rel);
        lessons.ready(rel);
        String token = awaitToken(rel, "mobile");
        String path = "/hls2/" + rel + "/480p/segment_001.ts?g=g1";
        awaitText("resource.not_found", () -> get(path, token));

        lessons.segment(rel, 1);
        get(path, token).expectStatus().isOk();
    }

    @Test
    void holdsNothingForThoseWhoReadSlowly() throws IOException {
        Rel rel = lessons.published(formation, true);
        lessons.playable(rel, Lessons.GENERATION, random(2 * MIB));
        String token = awaitToken(rel, "mobile");
        String request = "GET /hls2/" + rel + "/480p/segment_000.ts?g=g1 HTTP/1.1\r\nHost: localhost\r\n"
                + "Authorization: Bearer " + token + "\r\n\r\n";
        List<Socket> readers = new ArrayList<>();
        try {
            for (int i = 0; i < 20; i++) {
                readers.add(slowReader(request));
            }
            long before = held();
            for (int i = 0; i < 1000; i++) {
                readers.add(slowReader(request));
            }
            assertThat(held() - before).as("bytes held for 1,000 slow readers").isLessThan(64L * MIB);
        } finally {
            for (Socket reader : readers) {
                reader.close();
            }
        }
    }

    /** It has read how the answer begins, and goes no further. */
    private Socket slowReader(String request) throws IOException {
        Socket reader = new Socket();
        reader.setReceiveBufferSize(4096);
        reader.setSoTimeout(20_000);
        reader.connect(new InetSocketAddress("localhost", port));
        reader.getOutputStream().write(request.getBytes(US_ASCII));
        assertThat(new String(reader.getInputStream().readNBytes(12), US_ASCII)).isEqualTo("HTTP/1.1 200");
        return reader;
    }

    /** By this process, which is the service too: on the heap, and by Netty outside of it. */
    private static long held() {
        System.gc();
        Runtime runtime = Runtime.getRuntime();
        return runtime.totalMemory()
                - runtime.freeMemory()
                + PooledByteBufAllocator.DEFAULT.metric().usedDirectMemory();
    }

    private String saved(byte[] content) {
        String key = "videos/" + UUID.randomUUID() + ".mp4";
        lessons.object(key, content);
        return key;
    }

    private static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    /** Sees what is asked of the store. */
    @TestConfiguration(proxyBeanMethods = false)
    static class Counting {
        private final ConcurrentHashMap<String, AtomicInteger> calls = new ConcurrentHashMap<>();

        @Bean
        ExchangeFilterFunction countingFilter() {
            return (request, next) -> {
                String call = request.method() + " " + request.url().getPath();
                calls.computeIfAbsent(call, first -> new AtomicInteger()).incrementAndGet();
                return next.exchange(request);
            };
        }

        int calls(HttpMethod method, String file, Rel rel) {
            return calls.entrySet().stream()
                    .filter(call -> call.getKey().startsWith(method + " ")
                            && call.getKey().contains(rel.toString())
                            && call.getKey().endsWith(file))
                    .mapToInt(call -> call.getValue().get())
                    .sum();
        }
    }
}
