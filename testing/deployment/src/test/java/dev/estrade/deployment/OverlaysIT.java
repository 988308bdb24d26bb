package dev.estrade.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.autoscaling.v2.HorizontalPodAutoscaler;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicy;
import io.fabric8.kubernetes.api.model.networking.v1.NetworkPolicyPort;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each overlay as a whole. */
class OverlaysIT {
    private static final Set<String> MADE_BY_STRIMZI = Set.of("estrade");

    static Stream<Overlay> overlays() {
        return Overlay.all();
    }

    @ParameterizedTest
    @ValueSource(strings = {"local", "production"})
    void comeOutTheSameOfEveryKustomize(String overlay) {
        var rendered = Kustomize.available().stream()
                .map(kustomize -> Set.copyOf(kustomize.objects(overlay)))
                .distinct()
                .toList();

        assertThat(rendered).hasSize(1);
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void areOfOneNamespaceAndHoldNoSecret(Overlay overlay) {
        assertThat(overlay.objects()).isNotEmpty().noneMatch(Secret.class::isInstance);
        assertThat(overlay.all(HasMetadata.class))
                .allSatisfy(object ->
                        assertThat(object.getMetadata().getNamespace()).isEqualTo("estrade"));
    }

    @Test
    void inProductionNothingStandsAlone() {
        Overlay production = Overlay.named("production");

        assertThat(production.all(HorizontalPodAutoscaler.class))
                .hasSize(Microservice.ALL.size() - 1)
                .allSatisfy(
                        scaler -> assertThat(scaler.getSpec().getMinReplicas()).isGreaterThanOrEqualTo(2));
        assertThat(production.all(ScaledObject.class))
                .singleElement()
                .satisfies(scaler -> assertThat(scaler.spec().minReplicaCount()).isGreaterThanOrEqualTo(2));
    }

    @Test
    void encodersGrowByAMetricThatExists() {
        String query = Overlay.named("production")
                .all(ScaledObject.class)
                .findFirst()
                .orElseThrow()
                .spec()
                .triggers()
                .get(0)
                .metadata()
                .get("query");

        assertThat(query).matches("max\\(estrade_transcode_queue_seconds\\{namespace=\"estrade\"}\\)");
        assertThat(Files.text("docs/operations.md")).contains("| `estrade_transcode_queue_seconds` |");
        assertThat(Files.text("transcode-service/src/main/java/dev/estrade/transcode/work/EncodingMetrics.java"))
                .contains("\"estrade.transcode.\"", "\"queue\"");
    }

    @Test
    void theLocalSecretsAreThoseThatAreNamed() {
        Set<String> made = Files.documents(Command.output("k8s/overlays/local/make-secrets")).stream()
                .map(secret -> Files.JSON.convertValue(secret, Secret.class))
                .flatMap(secret -> secret.getStringData().keySet().stream()
                        .map(key -> secret.getMetadata().getName() + "/" + key))
                .collect(Collectors.toSet());

        assertThat(made).containsAll(secrets(Overlay.named("local")));
    }

    @Test
    void theManualNamesEverySecretOfProduction() {
        String manual = Files.text("docs/kubernetes.md");

        assertThat(secrets(Overlay.named("production")))
                .isNotEmpty()
                .allSatisfy(secret -> assertThat(manual).contains("| `" + secret.replace("/", "` | `") + "` |"));
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void everythingThatRunsIsUnderDefaultDeny(Overlay overlay) {
        NetworkPolicy deny = overlay.one(NetworkPolicy.class, "default-deny");

        assertThat(deny.getSpec().getPolicyTypes()).containsExactlyInAnyOrder("Ingress", "Egress");
        assertThat(deny.getSpec().getIngress()).isNullOrEmpty();
        assertThat(deny.getSpec().getEgress()).isNullOrEmpty();
        assertThat(overlay.pods().values())
                .allSatisfy(pod -> assertThat(selects(deny, pod)).isTrue());
    }

    @Test
    void countsRequestsByTheCallerAndNotByTheProxyBeforeIt() {
        Overlay production = Overlay.named("production");
        assertThat(production.environment(Overlay.container(
                        Objects.requireNonNull(production.pods().get("gateway")))))
                .containsEntry("ESTRADE_TRUSTED_PROXIES", "1");
    }

    /** Their courses are theirs by this id, and Keycloak imports them anew at each start. */
    @Test
    void peopleOfTheExampleKeepTheirIds() throws JsonProcessingException {
        JsonNode realm = Files.JSON.readTree(Files.text("k8s/components/keycloak/estrade-realm.json"));
        assertThat(realm.path("users"))
                .isNotEmpty()
                .allSatisfy(user ->
                        assertThat(user.path("id").asText()).matches("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}"));
    }

    @Test
    void encodersReachWhatTheyNeedAndNothingElse() {
        assertThat(waysOut(Overlay.named("local"), "transcode-service"))
                .as("DNS, MongoDB, Kafka, the store and the issuer's keys")
                .containsExactlyInAnyOrder("53", "27017", "9092", "9000", "8080");
        assertThat(waysOut(Overlay.named("production"), "transcode-service"))
                .as("DNS, MongoDB, Kafka, the store and the issuer's keys, the collector of spans")
                .containsExactlyInAnyOrder("53", "27017", "9094", "443", "4318");
        assertThat(waysOut(Overlay.named("local"), "gateway"))
                .as("DNS, the services and the issuer's keys")
                .containsExactlyInAnyOrder("53", "http", "8080");
    }

    @ParameterizedTest
    @MethodSource("overlays")
    void addressesInsideTheClusterExist(Overlay overlay) {
        Set<String> known = overlay.all(io.fabric8.kubernetes.api.model.Service.class)
                .flatMap(service -> service.getSpec().getPorts().stream()
                        .map(port -> service.getMetadata().getName() + ":" + port.getPort()))
                .collect(Collectors.toCollection(TreeSet::new));
        if (overlay.name().equals("local")) {
            MADE_BY_STRIMZI.forEach(cluster -> known.add(cluster + "-kafka-bootstrap:9092"));
        }

        assertThat(insideAddresses(overlay)).isNotEmpty().isSubsetOf(known);
    }

    private static Set<String> insideAddresses(Overlay overlay) {
        var address = java.util.regex.Pattern.compile("(?:http://)?([a-z-]+:[0-9]+)(?:/.*)?");
        return overlay.pods().values().stream()
                .flatMap(pod -> overlay.environment(Overlay.container(pod)).values().stream())
                .map(address::matcher)
                .filter(java.util.regex.Matcher::matches)
                .map(match -> match.group(1))
                .filter(found -> !found.startsWith("localhost"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> secrets(Overlay overlay) {
        Set<String> named = new TreeSet<>();
        for (PodTemplateSpec pod : overlay.pods().values()) {
            pod.getSpec()
                    .getContainers()
                    .forEach(container -> overlay.environment(container).values().stream()
                            .filter(value -> value.startsWith("secret:"))
                            .forEach(value -> named.add(value.substring("secret:".length()))));
            pod.getSpec().getVolumes().stream()
                    .filter(volume -> volume.getSecret() != null)
                    .forEach(volume -> volume.getSecret()
                            .getItems()
                            .forEach(item -> named.add(volume.getSecret().getSecretName() + "/" + item.getKey())));
        }
        return named;
    }

    private static Set<String> waysOut(Overlay overlay, String service) {
        PodTemplateSpec pod = Objects.requireNonNull(overlay.pods().get(service));
        return overlay.all(NetworkPolicy.class)
                .filter(policy -> policy.getSpec().getPolicyTypes().contains("Egress") && selects(policy, pod))
                .flatMap(policy -> policy.getSpec().getEgress().stream())
                .flatMap(rule -> rule.getPorts().isEmpty()
                        ? Stream.of("any")
                        : rule.getPorts().stream().map(OverlaysIT::port))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String port(Object port) {
        return String.valueOf(((NetworkPolicyPort) port).getPort().getValue());
    }

    private static boolean selects(NetworkPolicy policy, PodTemplateSpec pod) {
        Map<String, String> wanted = policy.getSpec().getPodSelector().getMatchLabels();
        return pod.getMetadata().getLabels().entrySet().containsAll(wanted == null ? Set.of() : wanted.entrySet());
    }
}
