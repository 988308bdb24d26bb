package dev.estrade.model;

import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import reactor.core.Disposable;
import reactor.core.Disposables;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** Every scheduler of Reactor is this one: the thread and the clock of the history that asks. */
final class SimulatedScheduler implements Scheduler {

    static void install() {
        Schedulers.setFactory(new Schedulers.Factory() {
            @Override
            public Scheduler newBoundedElastic(int threads, int queued, ThreadFactory factory, int ttl) {
                return new SimulatedScheduler();
            }

            @Override
            public Scheduler newParallel(int parallelism, ThreadFactory factory) {
                return new SimulatedScheduler();
            }

            @Override
            public Scheduler newSingle(ThreadFactory factory) {
                return new SimulatedScheduler();
            }
        });
    }

    @Override
    public Disposable schedule(Runnable task) {
        Simulation simulation = Simulation.current();
        Disposable cancelled = Disposables.single();
        if (simulation == null) {
            task.run();
        } else {
            simulation.soon(() -> {
                if (!cancelled.isDisposed()) {
                    task.run();
                }
            });
        }
        return cancelled;
    }

    @Override
    public Disposable schedule(Runnable task, long delay, TimeUnit unit) {
        Simulation simulation = Simulation.current();
        if (simulation == null) {
            throw new IllegalStateException("Nothing waits outside of a history");
        }
        Runnable cancel = simulation.after(unit.toMillis(delay), task);
        return cancel::run;
    }

    @Override
    public Worker createWorker() {
        return new Worker() {
            private final Disposable.Composite all = Disposables.composite();

            @Override
            public Disposable schedule(Runnable task) {
                return added(SimulatedScheduler.this.schedule(task));
            }

            @Override
            public Disposable schedule(Runnable task, long delay, TimeUnit unit) {
                return added(SimulatedScheduler.this.schedule(task, delay, unit));
            }

            @Override
            public void dispose() {
                all.dispose();
            }

            @Override
            public boolean isDisposed() {
                return all.isDisposed();
            }

            private Disposable added(Disposable scheduled) {
                all.add(scheduled);
                return scheduled;
            }
        };
    }
}
