package dev.estrade.playback.delivery;

import dev.estrade.playback.PlaybackProblem;
import dev.estrade.support.problem.ProblemException;
import dev.estrade.support.store.ObjectChangedException;
import dev.estrade.support.store.StoredObject;
import java.nio.file.Path;
import java.util.stream.LongStream;
import org.reactivestreams.Publisher;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.http.ZeroCopyHttpOutputMessage;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.stereotype.Component;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.netty.http.server.HttpServerResponse;
import reactor.util.retry.Retry;

/** Hands objects on as clients read them, with ranges, conditions and HEAD; nothing of them is held in this process. */
@Component
class Relay {
    private final KnownObjects objects;
    private final Blocks blocks;

    Relay(KnownObjects objects, Blocks blocks) {
        this.objects = objects;
        this.blocks = blocks;
    }

    /** @return true when the answer is written; empty, and nothing is written, if there is no such object */
    Mono<Boolean> send(ServerWebExchange exchange, StoredFile file) {
        return Mono.defer(() -> objects.find(file))
                .flatMap(found -> answer(exchange, file, found).thenReturn(true))
                .retryWhen(Retry.max(1)
                        .filter(failed -> failed instanceof ObjectChangedException
                                && !exchange.getResponse().isCommitted())
                        .doBeforeRetry(again -> objects.forget(file)));
    }

    private Mono<Void> answer(ServerWebExchange exchange, StoredFile file, StoredObject found) {
        String etag = "\"" + found.etag() + "\"";
        HttpHeaders asked = exchange.getRequest().getHeaders();
        if (exchange.checkNotModified(etag)) {
            describe(exchange.getResponse(), file, found);
            return exchange.getResponse().setComplete();
        }
        ByteRange part = ByteRange.of(asked, etag, found.size())
                .orElseThrow(() -> badRange(exchange.getResponse(), found.size()));
        boolean bodiless = exchange.getRequest().getMethod() == HttpMethod.HEAD || part.length() == 0;
        return bodiless
                ? Mono.defer(() -> headersOnly(exchange.getResponse(), file, found, part))
                : blocks.file(found, part.first() / Blocks.SIZE)
                        .flatMap(first -> body(exchange.getResponse(), file, found, part, first));
    }

    private static Mono<Void> headersOnly(
            ServerHttpResponse response, StoredFile file, StoredObject found, ByteRange part) {
        describe(response, file, found, part);
        return response.setComplete();
    }

    /** Block after block: the next is looked for when the client has read the one before. */
    private Mono<Void> body(
            ServerHttpResponse response, StoredFile file, StoredObject found, ByteRange part, Path first) {
        describe(response, file, found, part);
        long firstBlock = part.first() / Blocks.SIZE;
        Slice begin = Slice.of(part, firstBlock);
        Mono<Void> begun = ((ZeroCopyHttpOutputMessage) response).writeWith(first, begin.position(), begin.length());
        HttpServerResponse connection = ServerHttpResponseDecorator.getNativeResponse(response);
        Flux<Long> others = Flux.fromStream(() -> LongStream.rangeClosed(firstBlock + 1, part.last() / Blocks.SIZE)
                .boxed());
        return begun.thenMany(others.concatMap(index -> more(connection, found, Slice.of(part, index), index), 1))
                .then();
    }

    private Publisher<Void> more(HttpServerResponse connection, StoredObject found, Slice slice, long index) {
        return blocks.file(found, index)
                .flatMap(file -> connection
                        .sendFile(file, slice.position(), slice.length())
                        .then());
    }

    private static void describe(ServerHttpResponse response, StoredFile file, StoredObject found, ByteRange part) {
        describe(response, file, found);
        HttpHeaders headers = response.getHeaders();
        headers.setContentLength(part.length());
        if (!part.whole()) {
            response.setStatusCode(HttpStatus.PARTIAL_CONTENT);
            headers.set(HttpHeaders.CONTENT_RANGE, part.content());
        }
    }

    private static void describe(ServerHttpResponse response, StoredFile file, StoredObject found) {
        HttpHeaders headers = response.getHeaders();
        headers.putAll(file.headers());
        headers.set(HttpHeaders.CONTENT_TYPE, ContentTypes.of(file, found));
        headers.set(HttpHeaders.ACCEPT_RANGES, "bytes");
        headers.setETag("\"" + found.etag() + "\"");
    }

    private static ProblemException badRange(ServerHttpResponse response, long size) {
        response.getHeaders().set(HttpHeaders.CONTENT_RANGE, "bytes */" + size);
        return ProblemException.of(
                PlaybackProblem.RANGE_NOT_SATISFIABLE, PlaybackProblem.RANGE_NOT_SATISFIABLE.title());
    }

    /** Where a part lies in one block's file. */
    private record Slice(long position, long length) {
        static Slice of(ByteRange part, long block) {
            long begin = block * Blocks.SIZE;
            long from = Math.max(part.first(), begin);
            long to = Math.min(part.last(), begin + Blocks.SIZE - 1);
            return new Slice(from - begin, to - from + 1);
        }
    }
}
