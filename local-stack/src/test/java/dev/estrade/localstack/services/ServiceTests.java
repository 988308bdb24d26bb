package dev.estrade.localstack.services;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.estrade.localstack.Home;
import dev.estrade.localstack.StackException;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ServiceTests {
    @Test
    void runsAllServicesUnlessSomeAreChosen() {
        assertThat(Service.chosen(Map.of())).hasSize(6);
        assertThat(Service.chosen(Map.of("ESTRADE_SERVICES", "gateway, catalog-service")))
                .extracting(Service::name)
                .containsExactly("gateway", "catalog-service");
        assertThatThrownBy(() -> Service.chosen(Map.of("ESTRADE_SERVICES", "billing")))
                .isInstanceOf(StackException.class);
    }

    @Test
    void refusesATakenGatewayPort() throws IOException {
        Service gateway = Service.named(Service.GATEWAY);
        try (var taken = new ServerSocket(0)) {
            assertThatThrownBy(() -> Endpoint.of(gateway, taken.getLocalPort()))
                    .isInstanceOf(StackException.class)
                    .hasMessageContaining("Port " + taken.getLocalPort() + " is taken");
        }
    }

    @Test
    void tellsEveryServiceWhereTheOthersAreAndNotTheClientSecret() {
        Service catalog = Service.named("catalog-service");
        Service gateway = Service.named(Service.GATEWAY);
        var environment = new ServiceEnvironment(
                Map.of("ESTRADE_MONGODB_URI", "mongodb://db", "ESTRADE_SERVICE_CLIENT_SECRET", "s"),
                Map.of(),
                Map.of(catalog, new Endpoint(1081, 1091), gateway, new Endpoint(1080, 1090)));
        assertThat(environment.of(new Endpoint(1080, 1090)))
                .containsEntry("ESTRADE_CATALOG_URI", "http://localhost:1081")
                .containsEntry("ESTRADE_PUBLIC_URL", "http://localhost:1080")
                .containsEntry("ESTRADE_MONGODB_URI", "mongodb://db")
                .containsEntry("SERVER_PORT", "1080")
                .containsEntry("MANAGEMENT_SERVER_PORT", "1090")
                .doesNotContainKey("ESTRADE_SERVICE_CLIENT_SECRET");
        assertThat(environment.forTraining())
                .containsEntry("SERVER_PORT", "0")
                .containsEntry("ESTRADE_MONGODB_URI", "mongodb://localhost:1");
    }

    @Test
    void keepsTemporaryFilesInTheHomeUnlessToldOtherwise(@TempDir Path folder) {
        Home home = new Home(folder);

        assertThat(Stack.defaults(home, Map.of("ESTRADE_FFMPEG_DIR", "/opt/ffmpeg")))
                .doesNotContainKey("ESTRADE_FFMPEG_DIR")
                .containsEntry(
                        "ESTRADE_TRANSCODE_WORK_DIR",
                        home.root().resolve("transcode").toString());
        assertThat(Stack.defaults(home, Map.of()))
                .containsEntry(
                        "ESTRADE_FFMPEG_DIR", home.root().resolve("ffmpeg").toString());
    }

    @Test
    void letsWebhooksGoToTheSameMachineUnlessToldOtherwise(@TempDir Path folder) {
        Home home = new Home(folder);

        assertThat(Stack.defaults(home, Map.of()))
                .containsEntry("ESTRADE_OUTBOUND_HTTP", "true")
                .containsEntry("ESTRADE_OUTBOUND_ALLOWED_PRIVATE_HOSTS", "localhost");
        assertThat(Stack.defaults(home, Map.of("ESTRADE_OUTBOUND_HTTP", "false")))
                .doesNotContainKey("ESTRADE_OUTBOUND_HTTP");
    }

    @Test
    void namesEachModuleOnce() {
        List<String> names =
                Service.chosen(Map.of()).stream().map(Service::name).toList();
        assertThat(names).doesNotHaveDuplicates().contains(Service.GATEWAY);
    }
}
