package dev.estrade.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.estrade.test.EventStream;
import dev.estrade.test.Infra;
import dev.estrade.test.Issuer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.client.ReactorResourceFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One of several catalog-services with the same database, which ends without the others' threads. */
public final class Replica implements AutoCloseable {
    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private final ConfigurableApplicationContext context;
    private final Issuer issuer;

    private Replica(ConfigurableApplicationContext context, Issuer issuer) {
        this.context = context;
        this.issuer = issuer;
    }

    /** @param settings the same for all replicas */
    public static Replica start(Map<String, String> settings, Issuer issuer) {
        SpringApplication application = new SpringApplication(CatalogApplication.class, OwnThreads.class);
        return new Replica(
                application.run(settings.entrySet().stream()
                        .map(setting -> "--" + setting.getKey() + "=" + setting.getValue())
                        .toArray(String[]::new)),
                issuer);
    }

    public static Map<String, String> settings(Issuer issuer) {
        Map<String, String> settings = Infra.running().settings();
        settings.remove("ESTRADE_ISSUER_URI");
        settings.put("ESTRADE_JWK_SET_URI", issuer.jwkSetUri());
        settings.put("estrade.streams.heartbeat", "1s");
        return settings;
    }

    public <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    public <T> T bean(String name, Class<T> type) {
        return context.getBean(name, type);
    }

    public EventStream stream(String path, String user, String lastEventId, String... roles) {
        return EventStream.open(uri(path), issuer.token(user, roles), lastEventId);
    }

    public Answer get(String path, String user, String... roles) {
        return call("GET", path, "", user, roles);
    }

    public Answer call(String method, String path, String body, String user, String... roles) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(uri(path)))
                .header("Authorization", "Bearer " + issuer.token(user, roles))
                .header("Content-Type", "application/json")
                .method(method, BodyPublishers.ofString(body))
                .build();
        try {
            var response = CLIENT.send(request, BodyHandlers.ofByteArray());
            return new Answer(response.statusCode(), new String(response.body(), UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    public record Answer(int status, String body) {
        public JsonNode json() {
            return JsonMapper.shared().readTree(body);
        }

        public String code() {
            return json().path("code").asString();
        }
    }

    @Override
    public void close() {
        context.close();
    }

    private String uri(String path) {
        return "http://localhost:" + context.getEnvironment().getProperty("local.server.port") + path;
    }

    @Configuration(proxyBeanMethods = false)
    static class OwnThreads {
        @Bean
        ReactorResourceFactory ownThreads() {
            ReactorResourceFactory threads = new ReactorResourceFactory();
            threads.setUseGlobalResources(false);
            return threads;
        }
    }
}
