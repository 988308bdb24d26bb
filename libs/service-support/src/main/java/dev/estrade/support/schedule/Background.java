package dev.estrade.support.schedule;

import org.jspecify.annotations.Nullable;
import org.springframework.context.SmartLifecycle;
import reactor.core.Disposable;

/** Something that goes on beside the requests from the service's start to its end. */
public abstract class Background implements SmartLifecycle {
    private volatile @Nullable Disposable running;

    /** Subscribes to the work; the handle ends it. */
    protected abstract Disposable begin();

    @Override
    public final void start() {
        running = begin();
    }

    @Override
    public final void stop() {
        Disposable handle = running;
        if (handle != null) {
            handle.dispose();
        }
        running = null;
    }

    @Override
    public final boolean isRunning() {
        return running != null;
    }

    /** Goes on while the service drains, and ends before its consumers and its web server. */
    @Override
    public final int getPhase() {
        return DEFAULT_PHASE - 1;
    }
}
