package dev.estrade.model;

import dev.estrade.model.MemoryStore.Blob;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpRange;
import org.springframework.http.HttpStatus;
import org.springframework.mock.http.client.reactive.MockClientHttpRequest;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.ExchangeStrategies;
import org.springframework.web.util.UriComponentsBuilder;
import org.springframework.web.util.UriUtils;
import reactor.core.publisher.Flux;

/** What an S3 store answers to the calls of upload-service and catalog-service; single objects, no parts. */
final class StoreAnswers {
    private static final ExchangeStrategies STRATEGIES = ExchangeStrategies.withDefaults();

    private final MemoryStore store;

    StoreAnswers(MemoryStore store) {
        this.store = store;
    }

    ClientResponse answer(ClientRequest request) {
        Asked asked = Asked.of(request);
        if (asked.query().containsKey("uploads")) {
            return xml("<ListMultipartUploadsResult/>");
        }
        return switch (request.method().name()) {
            case "GET" -> asked.key().isEmpty() ? list(asked) : get(request, asked);
            case "HEAD" -> head(asked);
            case "PUT" -> put(request, asked);
            case "DELETE" -> {
                store.bucket(asked.bucket()).remove(asked.key());
                yield status(HttpStatus.NO_CONTENT).build();
            }
            default -> throw new IllegalStateException(request.method() + " " + request.url());
        };
    }

    /** Path style. */
    private record Asked(String bucket, String key, Map<String, String> query) {
        static Asked of(ClientRequest request) {
            URI url = request.url();
            String[] path =
                    UriUtils.decode(url.getRawPath().substring(1), "UTF-8").split("/", 2);
            return new Asked(
                    path[0],
                    path.length == 1 ? "" : path[1],
                    UriComponentsBuilder.fromUri(url).build().getQueryParams().toSingleValueMap());
        }
    }

    private ClientResponse list(Asked asked) {
        String prefix = UriUtils.decode(asked.query().getOrDefault("prefix", ""), "UTF-8");
        return xml(store.bucket(asked.bucket()).tailMap(prefix).entrySet().stream()
                .takeWhile(object -> object.getKey().startsWith(prefix))
                .map(object -> "<Contents><Key>%s</Key><Size>%d</Size><ETag>%s</ETag></Contents>"
                        .formatted(
                                object.getKey(),
                                object.getValue().bytes().length,
                                object.getValue().etag()))
                .collect(Collectors.joining("", "<ListBucketResult>", "</ListBucketResult>")));
    }

    private ClientResponse get(ClientRequest request, Asked asked) {
        Blob blob = store.bucket(asked.bucket()).get(asked.key());
        if (blob == null) {
            return status(HttpStatus.NOT_FOUND).build();
        }
        String pinned = request.headers().getFirst(HttpHeaders.IF_MATCH);
        if (pinned != null && !pinned.equals(quoted(blob.etag()))) {
            return status(HttpStatus.PRECONDITION_FAILED).build();
        }
        List<HttpRange> ranges = request.headers().getRange();
        if (ranges.isEmpty()) {
            return of(status(HttpStatus.OK), blob)
                    .body(bytes(blob.bytes(), 0, blob.bytes().length))
                    .build();
        }
        int from = (int) ranges.get(0).getRangeStart(blob.bytes().length);
        int to = (int) ranges.get(0).getRangeEnd(blob.bytes().length) + 1;
        return of(status(HttpStatus.PARTIAL_CONTENT), blob)
                .body(bytes(blob.bytes(), from, to))
                .build();
    }

    private ClientResponse head(Asked asked) {
        Blob blob = store.bucket(asked.bucket()).get(asked.key());
        return blob == null
                ? status(HttpStatus.NOT_FOUND).build()
                : of(status(HttpStatus.OK), blob)
                        .header(HttpHeaders.CONTENT_LENGTH, Integer.toString(blob.bytes().length))
                        .build();
    }

    private ClientResponse put(ClientRequest request, Asked asked) {
        MockClientHttpRequest sent = new MockClientHttpRequest(request.method(), request.url());
        request.writeTo(sent, STRATEGIES).block();
        String body = sent.getBodyAsString().blockOptional().orElse("");
        String type = request.headers().getFirst(HttpHeaders.CONTENT_TYPE);
        Blob blob = store.put(asked.bucket(), asked.key(), body.getBytes(), type == null ? "" : type);
        return of(status(HttpStatus.OK), blob).build();
    }

    private static ClientResponse.Builder status(HttpStatus status) {
        return ClientResponse.create(status, STRATEGIES);
    }

    private static ClientResponse.Builder of(ClientResponse.Builder answer, Blob blob) {
        return answer.header(HttpHeaders.ETAG, quoted(blob.etag()))
                .header(HttpHeaders.CONTENT_TYPE, blob.contentType());
    }

    private static String quoted(@Nullable String etag) {
        return "\"" + etag + "\"";
    }

    private static ClientResponse xml(String document) {
        byte[] text = document.getBytes();
        return status(HttpStatus.OK).body(bytes(text, 0, text.length)).build();
    }

    private static Flux<DataBuffer> bytes(byte[] all, int from, int to) {
        return Flux.defer(
                () -> Flux.just(DefaultDataBufferFactory.sharedInstance.wrap(Arrays.copyOfRange(all, from, to))));
    }
}
