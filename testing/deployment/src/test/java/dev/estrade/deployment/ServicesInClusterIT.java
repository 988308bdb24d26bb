package dev.estrade.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.Service;
import io.fabric8.kubernetes.api.model.ServiceAccount;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each of the six services in each overlay, against its own settings. */
class ServicesInClusterIT {
    static Stream<Arguments> services() {
        return Overlay.all().flatMap(overlay -> Microservice.all().map(service -> Arguments.of(overlay, service)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("services")
    void listensWhereItsSettingsSay(Overlay overlay, Microservice service) {
        Map<String, Integer> ports = container(overlay, service).getPorts().stream()
                .collect(Collectors.toMap(ContainerPort::getName, ContainerPort::getContainerPort));
        Service address = overlay.one(Service.class, service.name());

        assertThat(ports).isEqualTo(Map.of("http", service.port(), "management", service.managementPort()));
        assertThat(address.getSpec().getSelector())
                .isEqualTo(deployment(overlay, service).getSpec().getSelector().getMatchLabels())
                .isEqualTo(deployment(overlay, service)
                        .getSpec()
                        .getTemplate()
                        .getMetadata()
                        .getLabels());
        assertThat(address.getSpec().getPorts()).hasSize(2).allSatisfy(port -> {
            assertThat(port.getTargetPort().getStrVal()).isEqualTo(port.getName());
            assertThat(port.getPort()).isEqualTo(ports.get(port.getName()));
        });
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("services")
    void isAskedForItsHealthOnTheManagementPort(Overlay overlay, Microservice service) {
        Container container = container(overlay, service);

        asks(container.getStartupProbe(), "/actuator/health/liveness");
        asks(container.getLivenessProbe(), "/actuator/health/liveness");
        asks(container.getReadinessProbe(), "/actuator/health/readiness");
        assertThat(container.getStartupProbe().getPeriodSeconds()
                        * container.getStartupProbe().getFailureThreshold())
                .as("seconds to start, on a busy node too")
                .isGreaterThanOrEqualTo(120);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("services")
    void knowsEveryVariableThatItIsGiven(Overlay overlay, Microservice service) {
        Map<String, String> environment = overlay.environment(container(overlay, service));

        assertThat(environment.keySet())
                .allSatisfy(variable -> assertThat(service.binds(variable))
                        .as("%s is a setting of %s", variable, service)
                        .isTrue())
                .containsAll(service.required())
                .contains("ESTRADE_ISSUER_URI");
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("services")
    void runsTheImageThatIsBuilt(Overlay overlay, Microservice service) {
        String built = Compose.service(service.name()).path("image").asText();

        assertThat(container(overlay, service).getImage())
                .endsWith(built.replaceAll("\\$\\{ESTRADE_VERSION:-(.*)}", "$1"))
                .endsWith("estrade/" + service + ":" + System.getProperty("estrade.version"));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("services")
    void writesToTmpOnly(Overlay overlay, Microservice service) {
        PodSpec pod = deployment(overlay, service).getSpec().getTemplate().getSpec();
        Container container = container(overlay, service);

        assertThat(container.getSecurityContext().getReadOnlyRootFilesystem()).isTrue();
        assertThat(container.getVolumeMounts())
                .singleElement()
                .satisfies(mount -> assertThat(mount.getMountPath()).isEqualTo("/tmp"));
        assertThat(pod.getVolumes())
                .singleElement()
                .satisfies(volume -> assertThat(volume.getEmptyDir()).isNotNull());
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("services")
    void hasLongerThanItsDrainTakes(Overlay overlay, Microservice service) {
        Duration pause = Duration.parse(
                "PT" + overlay.environment(container(overlay, service)).get("ESTRADE_DRAIN"));
        Duration drain = pause.plus(service.shutdownPhase().multipliedBy(2));

        assertThat(pause).isPositive().isLessThan(service.shutdownPhase());
        assertThat(Duration.ofSeconds(deployment(overlay, service)
                        .getSpec()
                        .getTemplate()
                        .getSpec()
                        .getTerminationGracePeriodSeconds()))
                .isGreaterThan(drain);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("services")
    void isScaledByOneAndSpreadAndGuarded(Overlay overlay, Microservice service) {
        Map<String, String> labels = deployment(overlay, service)
                .getSpec()
                .getTemplate()
                .getMetadata()
                .getLabels();
        PodSpec pod = deployment(overlay, service).getSpec().getTemplate().getSpec();

        assertThat(scalersOf(overlay, service)).isEqualTo(1);
        assertThat(deployment(overlay, service).getSpec().getReplicas())
                .as("a number here would undo the autoscaler's at each apply")
                .isNull();
        assertThat(pod.getServiceAccountName())
                .isEqualTo(overlay.one(ServiceAccount.class, service.name())
                        .getMetadata()
                        .getName());
        assertThat(pod.getTopologySpreadConstraints())
                .extracting("topologyKey")
                .containsExactly("kubernetes.io/hostname", "topology.kubernetes.io/zone");
        assertThat(labels.entrySet())
                .containsAll(overlay.one(PodDisruptionBudget.class, service.name())
                        .getSpec()
                        .getSelector()
                        .getMatchLabels()
                        .entrySet())
                .containsAll(pod.getTopologySpreadConstraints()
                        .get(0)
                        .getLabelSelector()
                        .getMatchLabels()
                        .entrySet());
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("services")
    void isReachedByTheGatewayAndByPrometheus(Overlay overlay, Microservice service) {
        NetworkPolicy policy = overlay.one(NetworkPolicy.class, service.name());
        var rules = policy.getSpec().getIngress();

        assertThat(policy.getSpec().getPodSelector().getMatchLabels())
                .isEqualTo(Map.of("app.kubernetes.io/name", service.name()));
        assertThat(rules)
                .extracting(rule -> rule.getPorts().get(0).getPort().getStrVal())
                .containsExactly("http", "management");
        assertThat(rules.get(1).getFrom().get(0).getNamespaceSelector().getMatchLabels())
                .containsValue("monitoring");
        if (!service.name().equals("gateway")) {
            assertThat(rules.get(0).getFrom())
                    .singleElement()
                    .satisfies(from -> assertThat(from.getPodSelector().getMatchLabels())
                            .isEqualTo(Map.of("app.kubernetes.io/name", "gateway")));
        }
    }

    private static void asks(Probe probe, String path) {
        assertThat(probe.getHttpGet().getPath()).isEqualTo(path);
        assertThat(probe.getHttpGet().getPort().getStrVal()).isEqualTo("management");
    }

    private static long scalersOf(Overlay overlay, Microservice service) {
        return overlay.all(HorizontalPodAutoscaler.class)
                        .filter(scaler ->
                                scaler.getSpec().getScaleTargetRef().getName().equals(service.name()))
                        .count()
                + overlay.all(ScaledObject.class)
                        .filter(scaler -> scaler.spec().scaleTargetRef().name().equals(service.name()))
                        .count();
    }

    private static Deployment deployment(Overlay overlay, Microservice service) {
        return overlay.one(Deployment.class, service.name());
    }

    private static Container container(Overlay overlay, Microservice service) {
        return Overlay.container(deployment(overlay, service).getSpec().getTemplate());
    }
}
