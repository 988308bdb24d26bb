package dev.estrade.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.estrade.ffmpeg.FfmpegTools;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.Yaml;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What an operator sees of everything that people do here; it does by itself whatever touches a credential. */
class ObservabilityIT {
    private static final Stack STACK = Stack.running();
    private static final Path WORK = STACK.home().resolveSibling("observability");
    private static final Path COMPONENT =
            Path.of(System.getProperty("estrade.root"), "k8s", "components", "observability");
    private static final String TRACE = UUID.randomUUID().toString().replace("-", "");
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** Micrometer looks once a minute for what a consumer measures only when it has a partition. */
    private static final Duration UNTIL_LAG_IS_KNOWN = Duration.ofMinutes(2);

    private static final JsonMapper JSON = JsonMapper.shared();

    private static byte[] contentKey = {};
    private static String received = "";

    @BeforeAll
    static void doesWhateverPeopleDo() throws IOException {
        FfmpegTools ffmpeg = FfmpegTools.locate(WORK.resolve("ffmpeg"));
        Videos videos = new Videos(ffmpeg, WORK.resolve("videos"));
        Video clip = videos.webm();
        Trainer trainer = new Trainer(STACK.as("trainer"));
        String rel = publish(trainer, clip);
        watch(trainer.client(), rel, clip);
        trainer.client().get("/api/tasks/unknown").expectProblem(404, "task.unknown");
        generate();
        received = receiveWebhooks(trainer.client());
        Lives.playing(trainer.client(), "trainer", clip.file());
    }

    /** One request that is traced, whatever happens to be sampled. */
    private static String publish(Trainer trainer, Video clip) {
        List<String> ids = trainer.upload(List.of(clip));
        Answer created = trainer.client()
                .post(
                        "/api/formations",
                        Trainer.formation("Observer", List.of(ids)),
                        Map.of("traceparent", "00-" + TRACE + "-00000000000000aa-01"));
        assertThat(created.status()).as(created.text()).isIn(201, 202);
        JsonNode ready = trainer.awaitReady(created.json().path("id").asString(), Duration.ofMinutes(3));
        return Trainer.lessons(ready).get(0).path("rel").asString();
    }

    private static void watch(Client trainer, String rel, Video clip) {
        Player player = new Player(STACK, rel, Tokens.opening(STACK, rel, "web"));
        contentKey = player.key();
        player.variants()
                .forEach(variant ->
                        player.fetch(variant.folder() + "/index.m3u8").expect(200));
        String opening = Tokens.opening(STACK, rel, "mobile");
        STACK.anonymous().get("/hls2/" + rel + "/output.m3u8?token=" + opening).expect(200);
        STACK.anonymous()
                .get("/hls2/" + rel + "/enc.key?token=" + Tokens.grant(STACK, rel))
                .expect(200);
        STACK.anonymous()
                .get("/hls2/" + rel + "/enc.key?token=" + opening + "x")
                .expectProblem(403, "playback.token_invalid");
        String file = "trainer/" + clip.file().getFileName();
        String download = trainer.get("/api/get-download-token/" + file + "?rel=" + rel)
                .expect(200)
                .json()
                .path("token")
                .asString();
        new Client(STACK.gateway(), download).get("/api/download/" + file).expect(200);
        STACK.as("trainer2")
                .get("/api/get-video-token/v2?user_id=trainer2&platform=web&rel=" + rel)
                .expectProblem(403, "auth.forbidden");
    }

    private static void generate() {
        try (Backend backend = Backend.start()) {
            assertThat(backend.alive()).isTrue();
            Generations.image().awaitEnd("COMPLETED");
        }
        Map<String, String> forged = Map.of("job_id", UUID.randomUUID().toString(), "status", "completed");
        Webhooks.Message.of(forged)
                .withSignature("v1,AAAA")
                .send("image")
                .expectProblem(401, "generation.signature_invalid");
    }

    /** Nobody listens there. @return the endpoint's secret */
    private static String receiveWebhooks(Client trainer) {
        Client admin = STACK.as("admin");
        JsonNode endpoint = admin.post(
                        "/api/webhook-endpoints",
                        Map.of("url", "http://localhost:9/hook", "events", List.of("lesson.ready")))
                .expect(201)
                .json();
        trainer.get("/api/webhook-endpoints").expectProblem(403, "auth.forbidden");
        String id = endpoint.path("id").asString();
        admin.delete("/api/webhook-endpoints/" + id).expect(204);
        return endpoint.path("secret").asString();
    }

    @Test
    void publishesTheMetricsThatAreDocumented() {
        await().atMost(UNTIL_LAG_IS_KNOWN)
                .untilAsserted(() -> assertThat(missing(Watched.scrapes(STACK))).isEmpty());
    }

    private static Set<String> missing(Map<String, Scrape> scrapes) {
        assertThat(scrapes.keySet()).containsExactlyInAnyOrderElementsOf(Watched.SERVICES);
        Set<String> missing = new TreeSet<>();
        for (Watched.Metric metric : Watched.metrics()) {
            for (String service : metric.services()) {
                Scrape scrape = scrapes.getOrDefault(service, new Scrape(Map.of()));
                String name = series(metric, scrape);
                metric.labels().stream()
                        .filter(label -> scrape.values(name, label).isEmpty())
                        .forEach(label -> missing.add(service + " has no label " + label + " of " + metric.name()));
                if (!scrape.has(name)) {
                    missing.add(service + " has no " + metric.name());
                }
            }
        }
        return missing;
    }

    @Test
    void documentsTheMetricsThatItPublishes() {
        Set<String> documented =
                Watched.metrics().stream().map(Watched.Metric::name).collect(Collectors.toSet());
        Set<String> published = Watched.scrapes(STACK).values().stream()
                .flatMap(scrape -> scrape.names().stream())
                .filter(name -> name.startsWith("estrade_"))
                .map(name -> documented.contains(name) ? name : name.replaceFirst("_(count|sum|max|bucket)$", ""))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(published).isNotEmpty().isSubsetOf(documented);
    }

    /** Timers and histograms are several. */
    private static String series(Watched.Metric metric, Scrape scrape) {
        return scrape.has(metric.name()) ? metric.name() : metric.name() + "_count";
    }

    @Test
    void asksInAlertsAndDashboardForWhatThereIs() throws IOException, InterruptedException {
        List<String> queries = Stream.concat(
                        rules().map(rule -> rule.path("expr").asString()), panels().stream())
                .toList();
        assertThat(queries).hasSizeGreaterThan(40);
        List<Promql.Query> read = Promql.read(queries);

        await().atMost(UNTIL_LAG_IS_KNOWN).untilAsserted(() -> {
            Scrape all =
                    Watched.scrapes(STACK).values().stream().reduce(Scrape::and).orElseThrow();
            List<String> faults = new ArrayList<>();
            for (int i = 0; i < queries.size(); i++) {
                String query = queries.get(i);
                Promql.faults(read.get(i), all).forEach(fault -> faults.add(fault + " in " + query));
            }
            assertThat(faults).isEmpty();
        });
    }

    @Test
    void findsFaultsInQueries() throws IOException, InterruptedException {
        Scrape known = Scrape.of("a_total{code=\"x\"} 1\n");
        List<Promql.Query> read = Promql.read(List.of(
                "sum(rate(a_total[5m])",
                "b_total",
                "a_total{kode=\"x\"}",
                "a_total{code=\"y\"}",
                "sum by (kind) (a_total)",
                "sum by (code) (rate(a_total{code=\"x\"}[$__rate_interval]))"));

        assertThat(read.stream().map(query -> Promql.faults(query, known).size()))
                .containsExactly(1, 1, 1, 1, 1, 0);
    }

    @Test
    void saysWithEachAlertWhatToDo() throws IOException {
        List<String> anchors = Watched.anchors();

        assertThat(rules().toList()).isNotEmpty().allSatisfy(rule -> {
            JsonNode annotations = rule.path("annotations");
            assertThat(annotations.path("summary").asString()).isNotBlank();
            assertThat(annotations.path("description").asString()).isNotBlank();
            String runbook = annotations.path("runbook").asString();
            assertThat(runbook).startsWith("docs/operations.md#");
            assertThat(anchors).contains(runbook.substring(runbook.indexOf('#') + 1));
        });
    }

    private static Stream<JsonNode> rules() throws IOException {
        Object page = new Yaml().load(Files.readString(COMPONENT.resolve("alerts.yaml")));
        return JSON.<JsonNode>valueToTree(page)
                .at("/spec/groups")
                .valueStream()
                .flatMap(group -> group.path("rules").valueStream());
    }

    private static List<String> panels() throws IOException {
        JsonNode dashboard = JSON.readTree(Files.readString(COMPONENT.resolve("dashboard.json")));
        return dashboard
                .path("panels")
                .valueStream()
                .flatMap(panel -> panel.path("targets").valueStream())
                .map(target -> target.path("expr").asString())
                .toList();
    }

    @Test
    void followsARequestToTheFfmpegThatItLedTo() {
        await().atMost(PATIENCE).untilAsserted(() -> {
            List<Spans.Span> trace = Spans.collected().of(TRACE);
            assertThat(Watched.spans())
                    .isNotEmpty()
                    .allSatisfy(documented -> assertThat(trace)
                            .as("%s of %s", documented.name(), documented.service())
                            .anySatisfy(span -> {
                                assertThat(span.service()).isEqualTo(documented.service());
                                assertThat(span.name()).isEqualTo(documented.name());
                                assertThat(span.attributes())
                                        .containsKeys(documented.attributes().toArray(String[]::new));
                            }));
        });
        List<Spans.Span> trace = Spans.collected().of(TRACE);
        Set<String> ids = trace.stream().map(Spans.Span::spanId).collect(Collectors.toSet());
        assertThat(trace.stream().filter(span -> !ids.contains(span.parentId())))
                .singleElement()
                .satisfies(root -> {
                    assertThat(root.service()).isEqualTo("gateway");
                    assertThat(root.parentId()).isEqualTo("00000000000000aa");
                });
        assertThat(trace)
                .filteredOn(span -> span.name().equals("ffmpeg"))
                .anySatisfy(span -> assertThat(span.attributes()).containsKeys("kind", "rungs", "segments"));
        assertThat(trace.stream().flatMap(span -> secrets().in(span.toString(), span.name()).stream()))
                .isEmpty();
    }

    @Test
    void logsJsonThatNamesTheTrace() throws IOException {
        List<JsonNode> traced = new ArrayList<>();
        for (String service : Watched.SERVICES) {
            List<String> lines = Files.readAllLines(STACK.home().resolve("logs").resolve(service + ".log"));
            List<JsonNode> events = lines.stream()
                    .filter(line -> line.startsWith("{"))
                    .map(JSON::readTree)
                    .toList();
            assertThat(events).as(service).isNotEmpty().allSatisfy(event -> {
                assertThat(event.path("@timestamp").asString()).isNotBlank();
                assertThat(event.at("/service/name").asString()).isEqualTo(service);
                assertThat(event.path("message").isString()).isTrue();
            });
            events.stream().filter(event -> event.has("traceId")).forEach(traced::add);
        }
        assertThat(traced).isNotEmpty().allSatisfy(event -> {
            assertThat(event.path("traceId").asString()).matches("[0-9a-f]{32}");
            assertThat(event.path("spanId").asString()).matches("[0-9a-f]{16}");
        });
    }

    @Test
    void writesNoCredentialToAnyLog() {
        List<Path> logs = new Home(STACK.home()).logs();
        assertThat(logs)
                .extracting(file -> file.getFileName().toString())
                .containsAll(
                        Watched.SERVICES.stream().map(name -> name + ".log").toList());
        assertThat(accessLog())
                .contains(
                        "/enc.key -> 200", "/api/download/", "/api/webhooks/", "/recording", "/api/webhook-endpoints");

        Secrets secrets = secrets();
        assertThat(logs.stream().flatMap(log -> secrets.in(log).stream()).limit(50))
                .isEmpty();
    }

    private static String accessLog() {
        try {
            return Files.readString(STACK.home().resolve("logs").resolve("gateway.log"));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    /** Those of the stack, and those that it has given out here. */
    private static Secrets secrets() {
        assertThat(contentKey).hasSize(16);
        return Secrets.of(STACK.home()).and("a content key", contentKey).and("a webhook secret", received);
    }
}
