package dev.estrade.localstack.infra;

import de.bwaldvogel.mongo.MongoServer;
import dev.estrade.localstack.Home;
import dev.estrade.localstack.StackException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.h2.mvstore.MVStoreException;

/** A server that speaks MongoDB's wire protocol and keeps its documents in one file. */
final class MongoStore implements AutoCloseable {
    private final MongoServer server;
    private final ScheduledExecutorService compaction;

    private MongoStore(MongoServer server, ScheduledExecutorService compaction) {
        this.server = server;
        this.compaction = compaction;
    }

    static MongoStore start(Home home, int port) {
        CommittingBackend backend = open(home);
        var server = new MongoServer(backend);
        server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1, 8);
        ScheduledExecutorService compaction = Executors.newSingleThreadScheduledExecutor(work -> {
            var thread = new Thread(work, "mongodb-compaction");
            thread.setDaemon(true);
            return thread;
        });
        compaction.scheduleWithFixedDelay(backend::compact, 5, 5, TimeUnit.SECONDS);
        return new MongoStore(server, compaction);
    }

    String uri() {
        return "mongodb://localhost:" + server.getLocalAddress().getPort();
    }

    @Override
    public void close() {
        compaction.shutdownNow();
        server.shutdownNow();
    }

    private static CommittingBackend open(Home home) {
        try {
            return new CommittingBackend(home.folder("mongodb").resolve("data.mv"));
        } catch (MVStoreException e) {
            throw new StackException(
                    "The documents in " + home.root() + " are in use or damaged: " + e.getMessage(), e);
        }
    }
}
