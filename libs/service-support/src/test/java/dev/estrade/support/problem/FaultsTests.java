package dev.estrade.support.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ConnectException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.http.HttpStatus;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.authentication.AuthenticationServiceException;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebInputException;

class FaultsTests {

    static Stream<Arguments> sortsByFault() {
        return Stream.of(
                Arguments.of(new BadCredentialsException("x"), CommonProblem.UNAUTHENTICATED),
                Arguments.of(new AuthenticationServiceException("x"), CommonProblem.UNAVAILABLE),
                Arguments.of(new AccessDeniedException("x"), CommonProblem.FORBIDDEN),
                Arguments.of(new ServerWebInputException("x"), CommonProblem.MALFORMED),
                Arguments.of(new ResponseStatusException(HttpStatus.NOT_FOUND), CommonProblem.NOT_FOUND),
                Arguments.of(new ResponseStatusException(HttpStatus.I_AM_A_TEAPOT), CommonProblem.MALFORMED),
                Arguments.of(new ConnectException("x"), CommonProblem.UNAVAILABLE),
                Arguments.of(new TimeoutException("x"), CommonProblem.UNAVAILABLE),
                Arguments.of(new DataAccessResourceFailureException("x"), CommonProblem.UNAVAILABLE),
                Arguments.of(new OptimisticLockingFailureException("x"), CommonProblem.CONFLICT),
                Arguments.of(new IllegalStateException("secret of ours"), CommonProblem.INTERNAL));
    }

    @ParameterizedTest
    @MethodSource
    void sortsByFault(Exception thrown, CommonProblem expected) {
        ProblemException problem = Faults.of(thrown);

        assertThat(problem.code()).isEqualTo(expected);
        assertThat(Problem.of(problem, "/x", "t").detail()).doesNotContain("secret");
    }
}
