package dev.estrade.model;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.ReactiveMongoOperations;
import org.springframework.http.HttpMethod;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.kafka.core.ProducerFactory;
import org.springframework.kafka.support.SendResult;
import org.springframework.web.reactive.function.client.ClientRequest;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** A service's ways out: each call waits at the gate of the history that is going on. */
final class Gates {
    private static final Set<HttpMethod> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD);
    private static final List<String> WRITES =
            List.of("save", "insert", "update", "remove", "replace", "upsert", "find");

    private final Supplier<Life> life;

    Gates(Supplier<Life> life) {
        this.life = life;
    }

    /** A query's documents come all at once. */
    ReactiveMongoOperations mongo(ReactiveMongoOperations real) {
        return (ReactiveMongoOperations) Proxy.newProxyInstance(
                Gates.class.getClassLoader(), new Class<?>[] {ReactiveMongoOperations.class}, (proxy, method, args) -> {
                    if (method.getReturnType() == Mono.class) {
                        return pass(method, args, () -> ((Mono<?>) answer(real, method, args)).block());
                    }
                    if (method.getReturnType() == Flux.class) {
                        return pass(
                                        method,
                                        args,
                                        () -> ((Flux<?>) answer(real, method, args))
                                                .collectList()
                                                .block())
                                .flatMapIterable(found -> Objects.requireNonNull((List<?>) found));
                    }
                    return invoke(real, method, args);
                });
    }

    ExchangeFilterFunction store(Supplier<StoreAnswers> answers) {
        return (request, next) -> Mono.defer(() -> pass(
                () -> what(request),
                !READS.contains(request.method()),
                () -> answers.get().answer(request)));
    }

    KafkaTemplate<String, byte[]> broker(Consumer<ProducerRecord<String, byte[]>> bus) {
        return new KafkaTemplate<>(noProducers()) {
            @Override
            public CompletableFuture<SendResult<String, byte[]>> send(ProducerRecord<String, byte[]> record) {
                return pass(() -> "publish of " + Bus.typeOf(record), true, () -> {
                            bus.accept(record);
                            return new SendResult<>(
                                    record, new RecordMetadata(new TopicPartition(record.topic(), 0), 0, 0, 0, 0, 0));
                        })
                        .toFuture();
            }
        };
    }

    private Mono<Object> pass(Method method, @Nullable Object[] args, Callable<@Nullable Object> call) {
        boolean writes = WRITES.stream().anyMatch(method.getName()::startsWith)
                && (!method.getName().startsWith("find") || method.getName().startsWith("findAnd"));
        return Mono.defer(() -> pass(() -> method.getName() + " " + subject(args), writes, call));
    }

    private <T> Mono<T> pass(Supplier<String> what, boolean writes, Callable<@Nullable T> call) {
        Simulation simulation = Objects.requireNonNull(Simulation.current());
        return simulation.gate(life.get(), what, writes, call);
    }

    private static Object answer(Object target, Method method, Object[] args) throws Exception {
        return Objects.requireNonNull(invoke(target, method, args));
    }

    private static @Nullable Object invoke(Object target, Method method, Object[] args) throws Exception {
        try {
            return method.invoke(target, args);
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    private static String subject(@Nullable Object[] args) {
        Object first = args == null || args.length == 0 ? null : args[0];
        String text = String.valueOf(first);
        return text.substring(0, Math.min(text.length(), 160));
    }

    private static String what(ClientRequest request) {
        return request.method() + " " + request.url().getPath();
    }

    @SuppressWarnings("unchecked")
    private static ProducerFactory<String, byte[]> noProducers() {
        return (ProducerFactory<String, byte[]>) Proxy.newProxyInstance(
                Gates.class.getClassLoader(),
                new Class<?>[] {ProducerFactory.class},
                (proxy, method, args) -> method.getReturnType() == boolean.class ? Boolean.FALSE : null);
    }
}
