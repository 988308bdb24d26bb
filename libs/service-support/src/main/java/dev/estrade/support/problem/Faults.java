package dev.estrade.support.problem;

import dev.estrade.support.problem.ProblemException.FieldProblem;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBufferLimitException;
import org.springframework.http.HttpStatusCode;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.oauth2.jwt.JwtDecoderInitializationException;
import org.springframework.security.web.server.firewall.ServerExchangeRejectedException;
import org.springframework.web.bind.support.WebExchangeBindException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebInputException;

/** Sorts whatever was thrown by whose fault it is: the caller's, a dependency's, or ours. */
public final class Faults {
    /** By name where the class is not on every service's path: the gateway has no database and no broker. */
    private static final Set<String> OF_DEPENDENCIES = Set.of(
            "com.mongodb.MongoNodeIsRecoveringException",
            "com.mongodb.MongoNotPrimaryException",
            "org.apache.kafka.common.errors.TimeoutException",
            "org.springframework.dao.DataAccessResourceFailureException",
            "org.springframework.dao.QueryTimeoutException",
            "org.springframework.kafka.KafkaException",
            "org.springframework.web.reactive.function.client.WebClientRequestException");

    private static final Map<Integer, CommonProblem> BY_STATUS = Map.of(
            400, CommonProblem.MALFORMED,
            401, CommonProblem.UNAUTHENTICATED,
            403, CommonProblem.FORBIDDEN,
            404, CommonProblem.NOT_FOUND,
            405, CommonProblem.METHOD_NOT_ALLOWED,
            406, CommonProblem.NOT_ACCEPTABLE,
            413, CommonProblem.TOO_LARGE,
            415, CommonProblem.UNSUPPORTED_TYPE,
            503, CommonProblem.UNAVAILABLE,
            504, CommonProblem.UNAVAILABLE);

    /** By name, as above; thrown when the bounded repetitions of a change were not enough. */
    private static final String LOST_RACE = "org.springframework.dao.OptimisticLockingFailureException";

    private Faults() {}

    /** The code with which this is answered. */
    public static String codeOf(Throwable thrown) {
        return of(thrown).code().code();
    }

    static ProblemException of(Throwable thrown) {
        if (thrown instanceof ProblemException problem) {
            return problem;
        }
        if (thrown instanceof AuthenticationServiceException || thrown instanceof JwtDecoderInitializationException) {
            return unavailable("The identity provider cannot be reached.", thrown);
        }
        if (thrown instanceof AuthenticationException) {
            return plain(CommonProblem.UNAUTHENTICATED);
        }
        if (thrown instanceof AccessDeniedException) {
            return plain(CommonProblem.FORBIDDEN);
        }
        if (thrown.getClass().getName().equals(LOST_RACE)) {
            return plain(CommonProblem.CONFLICT)
                    .retryAfter(Duration.ofSeconds(1))
                    .withCause(thrown);
        }
        if (isDependency(thrown)) {
            return unavailable(CommonProblem.UNAVAILABLE.title(), thrown);
        }
        return ofRequest(thrown);
    }

    private static ProblemException ofRequest(Throwable thrown) {
        if (caused(thrown, DataBufferLimitException.class)) {
            return plain(CommonProblem.TOO_LARGE);
        }
        if (thrown instanceof WebExchangeBindException bind) {
            return invalid(bind.getFieldErrors().stream()
                    .map(e -> new FieldProblem(e.getField(), "field.invalid", String.valueOf(e.getDefaultMessage())))
                    .toList());
        }
        if (thrown instanceof HandlerMethodValidationException method) {
            return invalid(method.getParameterValidationResults().stream()
                    .map(r -> new FieldProblem(
                            String.valueOf(r.getMethodParameter().getParameterName()),
                            "field.invalid",
                            String.valueOf(r.getResolvableErrors().get(0).getDefaultMessage())))
                    .toList());
        }
        if (thrown instanceof ServerWebInputException input) {
            String reason = input.getReason();
            return ProblemException.of(
                    CommonProblem.MALFORMED, reason == null ? CommonProblem.MALFORMED.title() : reason);
        }
        if (thrown instanceof ServerExchangeRejectedException) {
            return plain(CommonProblem.MALFORMED);
        }
        return thrown instanceof ResponseStatusException response ? ofStatus(response) : internal(thrown);
    }

    private static ProblemException ofStatus(ResponseStatusException thrown) {
        HttpStatusCode status = thrown.getStatusCode();
        CommonProblem code = BY_STATUS.get(status.value());
        if (code != null) {
            return plain(code);
        }
        return status.is4xxClientError() ? plain(CommonProblem.MALFORMED) : internal(thrown);
    }

    private static ProblemException invalid(List<FieldProblem> errors) {
        return plain(CommonProblem.INVALID).withErrors(errors);
    }

    private static ProblemException plain(CommonProblem code) {
        return ProblemException.of(code, code.title());
    }

    private static ProblemException internal(Throwable cause) {
        return plain(CommonProblem.INTERNAL).withCause(cause);
    }

    private static ProblemException unavailable(String detail, Throwable cause) {
        return ProblemException.of(CommonProblem.UNAVAILABLE, detail)
                .retryAfter(Duration.ofSeconds(2))
                .withCause(cause);
    }

    /** Whether a database, broker, store or other service is down or slow: the same call may succeed later. */
    public static boolean isDependency(Throwable thrown) {
        if (thrown instanceof ServerWebInputException) {
            return false;
        }
        for (@Nullable Throwable t = thrown; t != null; t = t.getCause()) {
            if (isOfDependency(t)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isOfDependency(Throwable thrown) {
        String name = thrown.getClass().getName();
        return thrown instanceof IOException
                || thrown instanceof TimeoutException
                || thrown instanceof ProblemException problem && problem.code() == CommonProblem.UNAVAILABLE
                || thrown instanceof ResponseStatusException answer
                        && BY_STATUS.get(answer.getStatusCode().value()) == CommonProblem.UNAVAILABLE
                || name.startsWith("com.mongodb.MongoTimeout")
                || name.startsWith("com.mongodb.MongoSocket")
                || OF_DEPENDENCIES.contains(name);
    }

    private static boolean caused(Throwable thrown, Class<? extends Throwable> type) {
        for (@Nullable Throwable t = thrown; t != null; t = t.getCause()) {
            if (type.isInstance(t)) {
                return true;
            }
        }
        return false;
    }
}
