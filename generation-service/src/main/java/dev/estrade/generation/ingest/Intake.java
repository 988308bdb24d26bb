package dev.estrade.generation.ingest;

import dev.estrade.generation.GenerationProblem;
import dev.estrade.generation.backend.UploadUrls;
import dev.estrade.generation.job.Job;
import dev.estrade.generation.job.NamedResult;
import dev.estrade.support.outbound.OutboundClient;
import dev.estrade.support.outbound.OutboundException;
import dev.estrade.support.outbound.OutboundRequest;
import dev.estrade.support.outbound.OutboundResponse;
import dev.estrade.support.problem.ProblemException;
import java.io.IOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/**
 * Gets a named result into the job's incoming folder, unless it was put there: from an allowed host, without following
 * redirects, past the store's door in pieces.
 */
@Component
class Intake {
    private static final int OK = 200;

    private final OutboundClient outbound;
    private final Pieces pieces;
    private final UploadUrls uploads;
    private final ResultHosts hosts;
    private final IngestProperties settings;

    Intake(OutboundClient outbound, Pieces pieces, UploadUrls uploads, ResultHosts hosts, IngestProperties settings) {
        this.outbound = outbound;
        this.pieces = pieces;
        this.uploads = uploads;
        this.hosts = hosts;
        this.settings = settings;
    }

    /**
     * @param n of the result, from 1
     * @return its key; fails with a {@code generation.result_…}, or because the store is away
     */
    Mono<String> bringIn(Job job, int n, NamedResult named) {
        Integer upload = named.upload();
        if (upload != null) {
            return Mono.just(uploads.key(job, upload));
        }
        URI url = parsed(named.url());
        return Mono.justOrEmpty(uploads.keyOf(job, url)).switchIfEmpty(Mono.defer(() -> fetch(job, n, url)));
    }

    private Mono<String> fetch(Job job, int n, URI url) {
        if (!hosts.allow(url)) {
            throw refused("Results are not fetched from the host " + url.getHost() + ".");
        }
        String key = uploads.folder(job) + "fetched-" + n;
        return outbound.exchange(OutboundRequest.get(url, settings.timeout()), response -> store(job, key, response))
                .onErrorMap(OutboundException.class, Intake::problem)
                .onErrorMap(Intake::isOfTheNetwork, broken -> unreachable("The connection failed."))
                .thenReturn(key);
    }

    private Mono<Boolean> store(Job job, String key, OutboundResponse response) {
        int status = response.status();
        if (status / 100 == 3) {
            return Mono.error(refused("Redirects of results are not followed."));
        }
        if (status != OK) {
            return Mono.error(unreachable("The result's host answered " + status + "."));
        }
        return pieces.store(
                        key,
                        response.body(List.of(MediaType.ALL), settings.maxSize().toBytes())
                                .onErrorMap(Intake::isOfTheNetwork, broken -> unreachable("The connection broke off.")),
                        head -> Inspection.requireFormat(job.order().kind(), head))
                .thenReturn(true);
    }

    private static URI parsed(@Nullable String url) {
        try {
            return new URI(url == null ? "" : url);
        } catch (URISyntaxException noUrl) {
            throw refused("A result's address is no URL.");
        }
    }

    private static ProblemException problem(OutboundException refusal) {
        String why = String.valueOf(refusal.getMessage());
        return switch (refusal.reason()) {
            case TOO_LARGE -> ProblemException.of(GenerationProblem.RESULT_TOO_LARGE, why);
            case HOST_UNKNOWN -> unreachable(why);
            default -> refused(why);
        };
    }

    /** Of the network to the result's host; what the store's side throws is a problem, or the web client's own. */
    private static boolean isOfTheNetwork(Throwable failure) {
        return failure instanceof IOException || failure instanceof TimeoutException;
    }

    private static ProblemException refused(String why) {
        return ProblemException.of(GenerationProblem.RESULT_REFUSED, why);
    }

    private static ProblemException unreachable(String why) {
        return ProblemException.of(GenerationProblem.RESULT_UNREACHABLE, why);
    }
}
