package dev.estrade.model;

import dev.estrade.support.events.EventsAutoConfiguration;
import dev.estrade.support.inbox.Deliveries;
import dev.estrade.support.inbox.EventHandler;
import dev.estrade.support.inbox.Inbox;
import dev.estrade.support.inbox.InboxAutoConfiguration;
import dev.estrade.support.outbox.OutboxAutoConfiguration;
import dev.estrade.support.schedule.Background;
import dev.estrade.support.schedule.RecurringJob;
import dev.estrade.support.schedule.Runs;
import dev.estrade.support.store.StoreAutoConfiguration;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.boot.LazyInitializationBeanFactoryPostProcessor;
import org.springframework.context.LifecycleProcessor;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.data.mongodb.core.mapping.MongoMappingContext;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import reactor.core.publisher.Mono;
import tools.jackson.databind.PropertyNamingStrategies;
import tools.jackson.databind.json.JsonMapper;

/** One service's own beans, over gates instead of a network. It may die and live again. */
final class Service {
    private static final String RELAY = "outboxRelay";

    private final String name;
    private final Database database;
    private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
    private final Set<String> mortal = new LinkedHashSet<>(List.of(RELAY, "outbox", "inbox"));
    private Life life;
    private List<EventHandler> features = List.of();

    /** @param parts packages below {@code dev.estrade.<name>} */
    Service(String name, Database database, List<String> parts, World world) {
        this.name = name;
        this.database = database;
        this.life = new Life(name);
        Gates gates = new Gates(() -> life);
        context.getEnvironment().getPropertySources().addFirst(new MapPropertySource("model", settings()));
        context.addBeanFactoryPostProcessor(new LazyInitializationBeanFactoryPostProcessor());
        context.register(
                StoreAutoConfiguration.class,
                EventsAutoConfiguration.class,
                OutboxAutoConfiguration.class,
                InboxAutoConfiguration.class,
                Settings.class);
        context.registerBean("lifecycleProcessor", LifecycleProcessor.class, NothingStarts::new);
        context.registerBean(ReactiveMongoOperations.class, () -> gates.mongo(database.template()));
        context.registerBean(MongoMappingContext.class, () ->
                (MongoMappingContext) database.template().getConverter().getMappingContext());
        context.registerBean(ExchangeFilterFunction.class, () -> gates.store(world::answers));
        context.registerBean(KafkaTemplate.class, () -> gates.broker(world::publish));
        context.registerBean(MeterRegistry.class, SimpleMeterRegistry::new);
        context.registerBean(JsonMapper.class, Service::json);
        context.registerBean(Facts.class);
        Set<String> lasting = Set.of(context.getBeanDefinitionNames());
        context.scan(
                parts.stream().map(part -> "dev.estrade." + name + "." + part).toArray(String[]::new));
        mortal.addAll(List.of(context.getBeanDefinitionNames()));
        mortal.removeAll(lasting);
        context.refresh();
        mortal.addAll(jobs());
    }

    private static Map<String, Object> settings() {
        return Map.of(
                "estrade.s3.endpoint", "http://store.test",
                "estrade.s3.access-key-id", "id",
                "estrade.s3.secret-access-key", "secret",
                "spring.application.name", "model");
    }

    private static JsonMapper json() {
        return JsonMapper.builder()
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .build();
    }

    String name() {
        return name;
    }

    Life life() {
        return life;
    }

    Database database() {
        return database;
    }

    /** Forgets everything that it had in its memory. */
    void start(Simulation simulation) {
        life = new Life(name);
        mortal.forEach(context.getDefaultListableBeanFactory()::destroySingleton);
        features = context.getBeanProvider(EventHandler.class).orderedStream().toList();
        simulation.within(life, () -> bean(RELAY, Background.class).start());
    }

    BeanFactory beans() {
        return context;
    }

    <T> T bean(Class<T> type) {
        return context.getBean(type);
    }

    <T> T bean(String bean, Class<T> type) {
        return context.getBean(bean, type);
    }

    Mono<Void> receive(ConsumerRecord<String, byte[]> record) {
        return Mono.defer(() -> Deliveries.deliver(bean(Inbox.class), features, record));
    }

    /** All that this service does again and again. */
    List<String> jobs() {
        return List.of(context.getBeanNamesForType(RecurringJob.class));
    }

    Mono<Void> run(String job) {
        return Runs.once(bean(job, RecurringJob.class));
    }

    /** Lives begin when a history says so. */
    private static final class NothingStarts implements LifecycleProcessor {
        @Override
        public void onRefresh() {}

        @Override
        public void onClose() {}

        @Override
        public void start() {}

        @Override
        public void stop() {}

        @Override
        public boolean isRunning() {
            return false;
        }
    }
}
