package dev.estrade.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What can be read from a Dockerfile. */
class DockerfileTests {
    private static final Dockerfile SERVICES = Dockerfile.at("Dockerfile");

    @ParameterizedTest
    @ValueSource(strings = {"Dockerfile", "examples/flask-backend/Dockerfile"})
    void runsAsANumberedUserOfNoRights(String path) {
        assertThat(Dockerfile.at(path).last().last("USER")).matches("[1-9][0-9]{3,}:[1-9][0-9]{3,}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Dockerfile", "examples/flask-backend/Dockerfile"})
    void pinsWhatItBuildsOn(String path) {
        Dockerfile file = Dockerfile.at(path);
        Set<String> stages = file.stages().stream().map(Dockerfile.Stage::name).collect(Collectors.toSet());

        assertThat(file.stages().stream().map(Dockerfile.Stage::base).filter(base -> !stages.contains(base)))
                .isNotEmpty()
                .allMatch(base -> base.matches("[a-z-]+:[0-9]+\\.[0-9]+\\.[0-9]+[a-z0-9_-]*"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"Dockerfile", "examples/flask-backend/Dockerfile"})
    void saysHowToAskForItsHealthWithWhatItHas(String path) {
        assertThat(Dockerfile.at(path).last().last("HEALTHCHECK"))
                .contains("CMD [")
                .doesNotContain("curl", "wget");
    }

    @Test
    void trainsAndRunsOnTheSameJvmWithTheSameOptions() {
        String training = SERVICES.last().last("RUN");
        String start = SERVICES.last().last("ENTRYPOINT");

        assertThat(training).contains("java @java.options -XX:AOTCacheOutput=app.aot ", " -jar app.jar ");
        assertThat(start)
                .startsWith("[\"java\", \"@java.options\", ")
                .endsWith("\"-XX:AOTCache=app.aot\", \"-jar\", \"app.jar\"]");
        assertThat(SERVICES.named("build").base().replace("-jdk-", "-jre-"))
                .isEqualTo(SERVICES.last().base());
    }

    @Test
    void packagesEveryService() {
        assertThat(SERVICES.named("build").last("RUN"))
                .contains("-pl "
                        + Microservice.ALL.stream()
                                .map(Microservice::name)
                                .sorted((a, b) -> Boolean.compare(b.equals("gateway"), a.equals("gateway")))
                                .collect(Collectors.joining(","))
                        + " -am package");
    }

    @Test
    void sendsOnlySourcesToTheBuild() {
        List<String> ignored = Files.text(".dockerignore").lines().toList();

        assertThat(ignored.stream().filter(line -> !line.startsWith("#")).findFirst())
                .contains("*");
        assertThat(ignored).contains("**/target").doesNotContain("!.env", "!.git", "!.estrade");
        assertThat(SERVICES.last()
                        .all("COPY")
                        .filter(copy -> !copy.startsWith("--from"))
                        .flatMap(copy ->
                                Stream.of(copy.replaceFirst(" \\S+$", "").split(" "))))
                .allSatisfy(source -> {
                    assertThat(ignored).contains("!" + source);
                    assertThat(Files.ROOT.resolve(source)).isRegularFile();
                });
    }

    @Test
    void whatTheGatewayServesOfTheDocumentsIsSent() {
        String pom = Files.text("gateway/pom.xml");
        String root = "${maven.multiModuleProjectDirectory}/";
        String folder = pom.lines()
                .filter(line -> line.contains("<directory>" + root))
                .map(line -> line.replaceAll("</?directory>", "").strip().substring(root.length()))
                .findFirst()
                .orElseThrow();
        assertThat(Files.text(".dockerignore").lines())
                .containsAll(pom.lines()
                        .filter(line -> line.contains("<include>"))
                        .map(line -> "!" + folder + "/"
                                + line.replaceAll("</?include>", "").strip())
                        .toList());
    }

    @Test
    void everyModuleOfTheBuildIsSent() {
        List<String> sent = Files.text(".dockerignore").lines().toList();
        String modules = Files.text("pom.xml");

        assertThat(modules.lines().map(String::strip).filter(line -> line.startsWith("<module>")))
                .allSatisfy(line -> {
                    String module = line.replaceAll("</?module>", "");
                    assertThat(sent)
                            .containsAnyOf(
                                    "!" + module,
                                    "!" + module.replaceFirst("/.*", ""),
                                    module.replaceFirst("(.*)/.*", "!$1/*/pom.xml"));
                });
    }
}
