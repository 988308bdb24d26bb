package dev.estrade.model;

import dev.estrade.events.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** The services and everything around them. What costs time to build serves one history after the other. */
final class World {
    private static final String TRANSCODER = "transcode";
    private static final int AT_ONCE = 3;
    /** As the services' error handler has it. */
    private static final int MOST_ATTEMPTS = 10;

    private static final Map<String, Set<String>> TOPICS = Map.of(
            "catalog",
            Set.of(Topics.UPLOADS, Topics.TRANSCODES),
            "upload",
            Set.of(Topics.CATALOG, Topics.TRANSCODES),
            TRANSCODER,
            Set.of(Topics.UPLOADS, Topics.CATALOG));

    private final Service catalog;
    private final Service upload;
    private final Map<String, Integer> receiving = new HashMap<>();
    private @Nullable Stage stage;

    /** What one history has of its own. */
    private record Stage(
            Simulation simulation,
            MemoryStore store,
            Bus bus,
            Transcoder transcoder,
            Converter converter,
            Faults faults) {}

    World(int number) {
        catalog = new Service(
                "catalog", new Database("catalog" + number), List.of("formation", "lesson", "enrolment"), this);
        upload = new Service(
                "upload",
                new Database("upload" + number),
                List.of("claim", "file", "presentation", "batch", "sweep", "form", "recording"),
                this);
    }

    void begin(Simulation simulation, Faults faults) {
        MemoryStore store = new MemoryStore();
        Bus bus = new Bus(simulation.choices(), TOPICS);
        stage = new Stage(
                simulation,
                store,
                bus,
                new Transcoder(simulation, store, bus),
                new Converter(simulation, store, bus),
                faults);
        receiving.clear();
        services().forEach(service -> {
            service.database().empty();
            service.start(simulation);
        });
    }

    private Stage stage() {
        return Objects.requireNonNull(stage);
    }

    List<Service> services() {
        return List.of(catalog, upload);
    }

    Service catalog() {
        return catalog;
    }

    Service upload() {
        return upload;
    }

    MemoryStore store() {
        return stage().store();
    }

    Bus bus() {
        return stage().bus();
    }

    Transcoder transcoder() {
        return stage().transcoder();
    }

    Converter converter() {
        return stage().converter();
    }

    StoreAnswers answers() {
        return new StoreAnswers(store());
    }

    void publish(ProducerRecord<String, byte[]> record) {
        bus().append(record);
    }

    /** Sends a request to a service. @param done gets the answer, or null if there was none */
    <T> void call(Service service, Mono<T> request, Answer<T> done) {
        Life life = service.life();
        Runnable forget = life.whenOver(() -> done.told(null, null));
        stage().simulation()
                .within(
                        life,
                        () -> request.subscribe(
                                answer -> {
                                    forget.run();
                                    done.told(answer, null);
                                },
                                failure -> {
                                    forget.run();
                                    done.told(null, failure);
                                }));
    }

    /** Neither an answer nor a failure: the service died. */
    interface Answer<T> {
        void told(@Nullable T answer, @Nullable Throwable failure);
    }

    /** Something happens of its own accord. @return whether there was something */
    boolean happens() {
        restart();
        Simulation simulation = stage().simulation();
        Choices choices = simulation.choices();
        boolean deliverable =
                !bus().isEmpty() && receiving.values().stream().mapToInt(i -> i).sum() < AT_ONCE;
        boolean working = !transcoder().isIdle() || !converter().isIdle();
        int kind = choices.below(100);
        if (simulation.hasSteps() && (kind < 65 || !deliverable && !working)) {
            simulation.step();
        } else if (deliverable && (kind < 85 || !working)) {
            deliver();
        } else if (working) {
            work(choices);
        } else if (simulation.hasTimers()) {
            simulation.tick();
        } else {
            return false;
        }
        return true;
    }

    private void work(Choices choices) {
        if (transcoder().isIdle() || !converter().isIdle() && choices.chance(50)) {
            converter().work();
        } else {
            transcoder().work();
        }
    }

    /** Who is dead lives again. */
    void restart() {
        services().stream()
                .filter(service -> service.life().isOver())
                .forEach(service -> service.start(stage().simulation()));
    }

    private void deliver() {
        Bus.Delivery delivery = bus().next();
        stage().simulation().note("  deliver " + delivery);
        if (delivery.consumer().equals(TRANSCODER)) {
            transcoder().handle(delivery.event());
            converter().handle(delivery.event());
            return;
        }
        Service service = delivery.consumer().equals("catalog") ? catalog : upload;
        receiving.merge(delivery.consumer(), 1, Integer::sum);
        call(service, service.receive(delivery.record()).thenReturn(true), (handled, failure) -> {
            receiving.merge(delivery.consumer(), -1, Integer::sum);
            if (failure != null) {
                failed(delivery, failure);
            } else if (handled == null) {
                bus().giveBack(delivery);
            }
        });
    }

    private void failed(Bus.Delivery delivery, Throwable failure) {
        if (delivery.attempts() + 1 < MOST_ATTEMPTS) {
            bus().giveBack(delivery.again());
        } else {
            stage().faults().add("dead letter", delivery.event().getClass().getSimpleName() + ": " + failure);
        }
    }

    /** Time goes by for everything that was written down. */
    void age(Duration by) {
        stage().simulation().note("  " + by + " pass");
        services().forEach(service -> service.database().age(by));
        bus().age(by);
    }
}
