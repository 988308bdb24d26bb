package dev.estrade.localstack.infra;

import de.bwaldvogel.mongo.backend.h2.H2Backend;
import de.bwaldvogel.mongo.bson.Document;
import io.netty.channel.Channel;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Supplier;
import org.h2.mvstore.MVStore;

/**
 * Acknowledges a write only when it is on disk. The stock backend commits in the background and between the steps of
 * one command, so a kill loses acknowledged writes and can leave a document without its unique-index entry.
 */
final class CommittingBackend extends H2Backend {
    private static final Set<String> READS = Set.of(
            "find",
            "count",
            "distinct",
            "getmore",
            "killcursors",
            "listcollections",
            "listindexes",
            "listdatabases",
            "ping",
            "hello",
            "ismaster",
            "buildinfo",
            "serverstatus",
            "endsessions",
            "whatsmyuri",
            "connectionstatus",
            "getlog",
            "collstats",
            "dbstats");
    private static final int TARGET_FILL_PERCENT = 70;
    private static final int BYTES_PER_COMPACTION = 4 << 20;

    private final ReadWriteLock lock = new ReentrantReadWriteLock();

    CommittingBackend(Path file) {
        super(open(file));
    }

    private static MVStore open(Path file) {
        MVStore store = new MVStore.Builder()
                .fileName(file.toString())
                .autoCommitDisabled()
                .pageSplitSize(4096)
                .cacheSize(16)
                .open();
        store.setRetentionTime(0);
        store.setVersionsToKeep(0);
        return store;
    }

    @Override
    public Document handleCommand(Channel channel, String database, String command, Document query) {
        String name = command.toLowerCase(Locale.ROOT);
        if (name.equals("hello")) {
            return super.handleCommand(channel, database, "ismaster", query).append("isWritablePrimary", true);
        }
        Supplier<Document> handling = () -> super.handleCommand(channel, database, command, query);
        return READS.contains(name) ? reading(handling) : writing(handling);
    }

    /** Moves live pages out of sparse chunks: with every command a commit, the file would only grow. */
    void compact() {
        writing(() -> getMvStore().compact(TARGET_FILL_PERCENT, BYTES_PER_COMPACTION));
    }

    @Override
    public void close() {
        writing(() -> {
            super.close();
            return true;
        });
    }

    private <T> T reading(Supplier<T> work) {
        lock.readLock().lock();
        try {
            return work.get();
        } finally {
            lock.readLock().unlock();
        }
    }

    private <T> T writing(Supplier<T> work) {
        lock.writeLock().lock();
        try {
            return committed(work);
        } finally {
            lock.writeLock().unlock();
        }
    }

    private <T> T committed(Supplier<T> work) {
        try {
            return work.get();
        } finally {
            commitAndSync();
        }
    }

    private void commitAndSync() {
        MVStore store = getMvStore();
        if (!store.isClosed() && store.hasUnsavedChanges()) {
            store.commit();
            store.sync();
        }
    }
}
