package dev.estrade.upload.crash;

import com.mongodb.event.CommandListener;
import com.mongodb.event.CommandStartedEvent;
import dev.estrade.upload.UploadApplication;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.mongodb.autoconfigure.MongoClientSettingsBuilderCustomizer;
import org.springframework.http.HttpMethod;
import org.springframework.web.reactive.function.client.ExchangeFilterFunction;
import org.springframework.web.server.WebFilter;

/**
 * The service in a process that halts, as by kill -9, right before its n-th change of the database or the store. What
 * is there before one change is what was there after the one before it.
 */
public final class Victim {
    /** Of a request: from the first one on changes are counted, and this is n. */
    static final String HALT_AT = "Halt-At";

    static final int KILLED = 137;

    private static final Set<HttpMethod> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD);
    private static final Set<String> WRITES = Set.of("insert", "update", "delete", "findAndModify");
    private static final AtomicInteger LEFT = new AtomicInteger(Integer.MAX_VALUE);

    private Victim() {}

    public static void main(String[] args) {
        SpringApplication application = new SpringApplication(UploadApplication.class);
        application.setMainApplicationClass(UploadApplication.class);
        application.addInitializers(context -> {
            ConfigurableListableBeanFactory beans = context.getBeanFactory();
            beans.registerSingleton("arming", arming());
            beans.registerSingleton("beforeStoreCalls", beforeStoreCalls());
            beans.registerSingleton("beforeWrites", beforeWrites());
        });
        application.run(args);
    }

    private static void change() {
        if (LEFT.get() != Integer.MAX_VALUE && LEFT.decrementAndGet() <= 0) {
            Runtime.getRuntime().halt(KILLED);
        }
    }

    private static WebFilter arming() {
        return (exchange, chain) -> {
            String n = exchange.getRequest().getHeaders().getFirst(HALT_AT);
            if (n != null) {
                LEFT.compareAndSet(Integer.MAX_VALUE, Integer.parseInt(n));
            }
            return chain.filter(exchange);
        };
    }

    private static ExchangeFilterFunction beforeStoreCalls() {
        return (request, next) -> {
            if (!READS.contains(request.method())) {
                change();
            }
            return next.exchange(request);
        };
    }

    private static MongoClientSettingsBuilderCustomizer beforeWrites() {
        return settings -> settings.addCommandListener(new CommandListener() {
            @Override
            public void commandStarted(CommandStartedEvent event) {
                if (WRITES.contains(event.getCommandName())) {
                    change();
                }
            }
        });
    }
}
