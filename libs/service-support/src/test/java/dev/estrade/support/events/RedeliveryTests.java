package dev.estrade.support.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.estrade.support.problem.CommonProblem;
import dev.estrade.support.problem.ProblemException;
import java.net.ConnectException;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.kafka.listener.ListenerExecutionFailedException;
import org.springframework.util.backoff.BackOffExecution;
import tools.jackson.databind.json.JsonMapper;

class RedeliveryTests {
    private static final int MANY = 1000;

    static Throwable[] goesOnWhileADependencyIsAway() {
        return new Throwable[] {
            new ConnectException("refused"),
            new DataAccessResourceFailureException("no primary"),
            new IllegalStateException("Timeout on blocking read", new TimeoutException()),
            ProblemException.of(CommonProblem.UNAVAILABLE, "The store is down.")
        };
    }

    @ParameterizedTest
    @MethodSource
    void goesOnWhileADependencyIsAway(Throwable failure) {
        assertThat(redeliveriesAfter(failure)).isEqualTo(MANY);
    }

    static Throwable[] endsAfterSomeAttemptsIfTheFaultIsOurs() {
        return new Throwable[] {
            new IllegalArgumentException("a defect of the handler"), new NullPointerException(), jacksonFailure()
        };
    }

    @ParameterizedTest
    @MethodSource
    void endsAfterSomeAttemptsIfTheFaultIsOurs(Throwable failure) {
        assertThat(redeliveriesAfter(failure)).isEqualTo(Redelivery.ATTEMPTS - 1);
    }

    @Test
    void neverBeginsForWhatCannotBeDecoded() {
        ConsumerRecord<String, byte[]> record = new ConsumerRecord<>("uploads", 0, 1, "k", new byte[0]);

        assertThat(redeliveriesAfter(new UndecodableEventException(record, jacksonFailure())))
                .isZero();
    }

    private static int redeliveriesAfter(Throwable failure) {
        BackOffExecution pauses = Redelivery.after(new ListenerExecutionFailedException("a listener failed", failure))
                .start();
        int redeliveries = 0;
        while (redeliveries < MANY && pauses.nextBackOff() != BackOffExecution.STOP) {
            redeliveries++;
        }
        return redeliveries;
    }

    private static Throwable jacksonFailure() {
        return catchThrowable(() -> JsonMapper.shared().readTree("{"));
    }
}
