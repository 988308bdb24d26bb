package dev.estrade.test.api;

import dev.estrade.test.api.ApiDocument.Operation;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the document says of an answer: nothing, or what is wrong with one of them. */
public final class ApiContract {
    private static final MediaType PROBLEM = MediaType.APPLICATION_PROBLEM_JSON;

    /** What is answered before it is known what is asked for. */
    private static final Set<String> ANYWHERE = Set.of(
            "auth.unauthenticated",
            "auth.forbidden",
            "resource.not_found",
            "request.method_not_allowed",
            "request.malformed",
            "request.origin_refused",
            "request.rate_limited");

    private final ApiDocument document;
    private final ApiSchemas schemas;

    private ApiContract(ApiDocument document) {
        this.document = document;
        this.schemas = ApiSchemas.strict(document.root());
    }

    public static ApiContract ofAllServices() {
        return new ApiContract(ApiDocument.of(MergedApi.document()));
    }

    /**
     * An answer as it went over the wire.
     *
     * @param path as it was sent, without the query
     * @param type null without a Content-Type
     * @param headers the names of those that it has, in lower case
     * @param body null if it was not looked at
     */
    @SuppressWarnings("ArrayRecordComponent") // lives for one check, is never compared
    public record Answer(
            String method,
            String path,
            int status,
            @Nullable MediaType type,
            Set<String> headers,
            byte @Nullable [] body) {

        /** As a client got it. */
        public static Answer of(HttpResponse<byte[]> response) {
            return new Answer(
                    response.request().method(),
                    response.uri().getRawPath(),
                    response.statusCode(),
                    response.headers()
                            .firstValue("content-type")
                            .map(MediaType::parseMediaType)
                            .orElse(null),
                    Set.copyOf(response.headers().map().keySet()),
                    response.body());
        }

        boolean isProblem() {
            return PROBLEM.isCompatibleWith(type);
        }

        @Nullable
        JsonNode json() {
            boolean isJson = type != null && (isProblem() || MediaType.APPLICATION_JSON.isCompatibleWith(type));
            try {
                return body == null || !isJson || method.equals("HEAD")
                        ? null
                        : JsonMapper.shared().readTree(body);
            } catch (JacksonException notJson) {
                return null;
            }
        }

        @Override
        public String toString() {
            return method + " " + path + " -> " + status + " " + type;
        }
    }

    /** Empty if the answer is as it is documented. */
    public List<String> faults(Answer answer) {
        if (answer.method().equals("OPTIONS")) {
            return List.of();
        }
        Optional<Operation> operation = document.find(answer.method(), answer.path());
        List<String> faults = operation.map(found -> faults(found, answer)).orElseGet(() -> unknown(answer));
        return faults.stream().map(fault -> answer + ": " + fault).toList();
    }

    /** No such route, so nothing but a refusal may come; a service may say better what it is that is not there. */
    private static List<String> unknown(Answer answer) {
        JsonNode problem = answer.json();
        boolean refused = problem != null
                && (answer.status() == 404
                        || ANYWHERE.contains(problem.path("code").asString("")));
        return refused ? List.of() : List.of("is no documented route");
    }

    private List<String> faults(Operation operation, Answer answer) {
        JsonNode responses = operation.node().path("responses");
        String status = String.valueOf(answer.status());
        String key = responses.has(status) ? status : "default";
        JsonNode written = responses.path(key);
        String reference = written.path("$ref").asString("");
        String pointer = reference.isEmpty() ? operation.pointer() + "/responses/" + key : reference.substring(1);
        JsonNode response = document.resolved(written);
        List<String> faults = new ArrayList<>(headers(response, answer));
        if (key.equals("default") && !answer.isProblem()) {
            faults.add("the status is not documented for " + operation);
        } else {
            faults.addAll(content(response.path("content"), pointer, answer));
        }
        return faults;
    }

    private static List<String> headers(JsonNode response, Answer answer) {
        return response.path("headers")
                .propertyStream()
                .map(header -> header.getKey().toLowerCase(Locale.ROOT))
                .filter(name -> !name.equals("retry-after") && !answer.headers().contains(name))
                .map(name -> "the header " + name + " is missing")
                .toList();
    }

    private List<String> content(JsonNode content, String pointer, Answer answer) {
        MediaType type = answer.type();
        if (content.isMissingNode() || content.isEmpty()) {
            return answer.body() == null || answer.body().length == 0 ? List.of() : List.of("no body is documented");
        }
        if (type == null) {
            return answer.method().equals("HEAD") ? List.of() : List.of("it has no Content-Type");
        }
        Optional<String> documented = content.propertyNames().stream()
                .filter(name -> MediaType.parseMediaType(name).includes(type))
                .findFirst();
        if (documented.isEmpty()) {
            return List.of("the Content-Type is not documented");
        }
        JsonNode json = answer.json();
        String name = documented.get();
        return json == null || !content.path(name).has("schema")
                ? List.of()
                : schemas.faults(pointer + "/content/" + name.replace("/", "~1") + "/schema", json);
    }
}
