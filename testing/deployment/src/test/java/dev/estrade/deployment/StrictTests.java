package dev.estrade.deployment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.fabric8.kubernetes.api.model.Service;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The check itself can fail. */
class StrictTests {
    private static final String SERVICE = """
            apiVersion: v1
            kind: Service
            metadata: {name: gateway}
            spec: {ports: [{name: http, port: 8080}]}
            """;

    @Test
    void takesWhatTheModelKnows() {
        assertThat(read(SERVICE)).isInstanceOf(Service.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "apiVersion: v1\nkind: Service\nmetadata: {name: a}\nsepc: {}",
                "apiVersion: v1\nkind: Service\nmetadata: {nmae: a}",
                "apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {ports: [{port: 80, target: http}]}",
                "apiVersion: apps/v1\nkind: Deployment\nspec: {template: {spec: {containers: [{name: a, livenesProbe: {}}]}}}",
                "apiVersion: kafka.strimzi.io/v1\nkind: Kafka\nspec: {kafka: {listener: []}}",
                "apiVersion: keda.sh/v1alpha1\nkind: ScaledObject\nmetadata: {name: a}\nspec: {scaleTargetRef: {name: a, king: b},"
                        + " triggers: []}",
                "apiVersion: monitoring.coreos.com/v1\nkind: ServiceMonitor\nspec: {endpoint: []}",
                "apiVersion: v1\nkind: Servcie\nmetadata: {name: a}"
            })
    void refusesWhatNoModelKnows(String object) {
        assertThatThrownBy(() -> read(object)).isInstanceOf(AssertionError.class);
    }

    @Test
    void refusesAKeyThatStandsTwice() {
        assertThatThrownBy(() -> read(SERVICE + "kind: Service\n")).hasMessageContaining("duplicate key");
    }

    private static Object read(String yaml) {
        return Strict.read(Files.documents(yaml).get(0));
    }
}
