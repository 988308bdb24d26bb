package dev.estrade.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.PodSpec;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every pod of every overlay, those of the optional components too. */
class PodsIT {
    static Stream<Arguments> pods() {
        return Overlay.all()
                .flatMap(overlay -> overlay.pods().entrySet().stream()
                        .map(pod -> Arguments.of(
                                overlay, pod.getKey(), pod.getValue().getSpec())));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("pods")
    void hasNoRightsOnItsNode(Overlay overlay, String name, PodSpec pod) {
        assertThat(pod.getHostNetwork()).isNotEqualTo(true);
        assertThat(pod.getHostPID()).isNotEqualTo(true);
        assertThat(pod.getVolumes())
                .allSatisfy(volume -> assertThat(volume.getHostPath()).isNull());
        assertThat(pod.getAutomountServiceAccountToken()).isFalse();
        assertThat(pod.getSecurityContext().getRunAsNonRoot()).isTrue();
        assertThat(pod.getSecurityContext().getRunAsUser()).isPositive();
        assertThat(pod.getSecurityContext().getSeccompProfile().getType()).isEqualTo("RuntimeDefault");
        assertThat(containers(pod)).isNotEmpty().allSatisfy(PodsIT::isConfined);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("pods")
    void cannotTakeTheNodesMemoryOrDisk(Overlay overlay, String name, PodSpec pod) {
        assertThat(containers(pod)).allSatisfy(container -> {
            assertThat(container.getResources().getRequests()).containsKeys("cpu", "memory", "ephemeral-storage");
            assertThat(container.getResources().getLimits())
                    .containsKeys("memory", "ephemeral-storage")
                    .as("docs/kubernetes.md says why there is none of CPU")
                    .doesNotContainKey("cpu");
        });
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("pods")
    void runsAnImageOfOneVersion(Overlay overlay, String name, PodSpec pod) {
        assertThat(containers(pod))
                .allSatisfy(container -> assertThat(container.getImage()).matches(".+:[^:/]*[0-9][^:/]*"));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("pods")
    void hasNoSecretInItsEnvironment(Overlay overlay, String name, PodSpec pod) {
        assertThat(containers(pod)).allSatisfy(container -> {
            Map<String, String> environment = overlay.environment(container);
            assertThat(environment.keySet().stream().filter(Secrecy::isSecret))
                    .allSatisfy(
                            variable -> assertThat(environment.get(variable)).startsWith("secret:"));
        });
    }

    private static void isConfined(Container container) {
        assertThat(container.getSecurityContext().getPrivileged()).isNotEqualTo(true);
        assertThat(container.getSecurityContext().getAllowPrivilegeEscalation()).isFalse();
        assertThat(container.getSecurityContext().getCapabilities().getDrop()).containsExactly("ALL");
        assertThat(container.getSecurityContext().getCapabilities().getAdd()).isEmpty();
    }

    private static java.util.List<Container> containers(PodSpec pod) {
        return Stream.concat(pod.getInitContainers().stream(), pod.getContainers().stream())
                .toList();
    }
}
