package dev.estrade.generation.backend;

import dev.estrade.generation.GenerationProblem;
import dev.estrade.generation.job.Failure;
import dev.estrade.generation.job.Job;
import dev.estrade.support.outbound.RetryAfter;
import dev.estrade.support.trace.TraceParent;
import io.netty.channel.ChannelOption;
import java.time.Instant;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.client.reactive.ReactorClientHttpConnector;
import org.springframework.stereotype.Component;
import org.springframework.web.reactive.function.client.ClientResponse;
import org.springframework.web.reactive.function.client.WebClient;
import reactor.core.publisher.Mono;
import reactor.netty.http.client.HttpClient;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Calls the backend. What goes wrong is an answer like others. */
@Component
public class BackendClient {
    private static final int CONNECT_MILLIS = 3000;
    private static final int LONGEST_EXCERPT = 300;
    /** 4xx that may pass: timeout, too early, too many. */
    private static final Set<Integer> PASSING = Set.of(408, 425, 429);

    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    private final WebClient http;
    private final Resilience resilience;
    private final BackendProperties settings;
    private final UploadUrls uploads;
    private final JsonMapper json;

    BackendClient(BackendProperties settings, Resilience resilience, UploadUrls uploads, JsonMapper json) {
        HttpClient client =
                HttpClient.create().followRedirect(false).option(ChannelOption.CONNECT_TIMEOUT_MILLIS, CONNECT_MILLIS);
        this.http = WebClient.builder()
                .clientConnector(new ReactorClientHttpConnector(client))
                .build();
        this.settings = settings;
        this.resilience = resilience;
        this.uploads = uploads;
        this.json = json;
    }

    /** {@code POST /api/{images|videos}/generate}. A job that it has already is taken. */
    public Mono<Answer> generate(Job job) {
        return call(
                        job,
                        http.method(HttpMethod.POST)
                                .uri(settings.at("/api/" + job.order().kind().plural() + "/generate"))
                                .contentType(MediaType.APPLICATION_JSON)
                                .bodyValue(body(job)))
                .map(answer -> answer.verdict() == Answer.Verdict.UNKNOWN
                        ? Answer.refused(refusal("The backend has no route for this."))
                        : answer);
    }

    /** {@code GET /api/{images|videos}/{job_id}/status}. */
    public Mono<Answer> ask(Job job) {
        return call(job, http.get().uri(settings.at(path(job) + "/status")));
    }

    /** {@code DELETE /api/{images|videos}/{job_id}}: whether it listens is its business. */
    public Mono<Answer> cancel(Job job) {
        return call(job, http.delete().uri(settings.at(path(job))));
    }

    private static String path(Job job) {
        return "/api/" + job.order().kind().plural() + "/" + job.id();
    }

    private String body(Job job) {
        ObjectNode body = (ObjectNode) json.readTree(job.order().request());
        body.put("job_id", job.id());
        body.put("user_id", job.order().userId());
        body.put("callback_url", settings.callback(job.order().kind().text()));
        body.set("upload_urls", json.valueToTree(uploads.of(job)));
        return body.toString();
    }

    /** The backend may go on with the trace of the user's request. */
    private Mono<Answer> call(Job job, WebClient.RequestHeadersSpec<?> request) {
        String trace = job.order().traceparent();
        if (trace != null) {
            request.header(TraceParent.HEADER, trace);
        }
        return resilience
                .guard(request.exchangeToMono(this::answer))
                .onErrorResume(failure -> Mono.fromSupplier(() -> Answer.later(down(failure), null)));
    }

    private Mono<Answer> answer(ClientResponse response) {
        int status = response.statusCode().value();
        if (response.statusCode().is5xxServerError()) {
            return response.releaseBody().then(Mono.error(() -> new BackendDownException(status)));
        }
        if (status == NOT_FOUND) {
            return response.releaseBody().then(Mono.fromSupplier(Answer::unknown));
        }
        return response.bodyToMono(String.class)
                .defaultIfEmpty("")
                .map(body -> judge(status, response.headers().asHttpHeaders(), body));
    }

    private Answer judge(int status, HttpHeaders headers, String body) {
        if (status / 100 == 2 || status == CONFLICT) {
            return read(body);
        }
        if (PASSING.contains(status)) {
            return Answer.later(
                    Failure.of(GenerationProblem.BACKEND_UNAVAILABLE, "The backend is busy."),
                    RetryAfter.parse(headers.getFirst(HttpHeaders.RETRY_AFTER), Instant.now()));
        }
        String said = body.isBlank() ? "" : ": " + body.strip();
        String sentence = "The backend answered " + status + said;
        return Answer.refused(refusal(sentence.substring(0, Math.min(LONGEST_EXCERPT, sentence.length()))));
    }

    /** What is no JSON object says nothing. */
    private Answer read(String body) {
        try {
            JsonNode said = json.readTree(body);
            return Answer.taken(said.isObject() && said.has("status") ? Reports.of(said) : null);
        } catch (JacksonException notJson) {
            return Answer.taken(null);
        }
    }

    private static Failure refusal(String detail) {
        return Failure.of(GenerationProblem.BACKEND_REFUSED, detail);
    }

    private static Failure down(Throwable failure) {
        return failure instanceof BackendDownException
                ? Failure.of(GenerationProblem.BACKEND_UNAVAILABLE, String.valueOf(failure.getMessage()))
                : Failure.of(GenerationProblem.BACKEND_UNAVAILABLE);
    }
}
