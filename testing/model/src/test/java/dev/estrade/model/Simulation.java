package dev.estrade.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * One history in one thread. Whatever a service asks of the world (a database, the store, the broker, a clock) waits
 * here until chance lets it happen, so that every interleaving is possible and the same seed gives the same one.
 */
final class Simulation {
    /** Pauses before a second try are shorter; how long exactly must not depend on jitter. */
    private static final long SOON_MS = 1_000;

    private static final long PAUSE_MS = 400;
    private static final ThreadLocal<@Nullable Simulation> CURRENT = new ThreadLocal<>();

    private final Choices choices;
    private final Crashes crashes;
    private final List<Step> steps = new ArrayList<>();
    private final List<Timer> timers = new ArrayList<>();
    private final Deque<Task> tasks = new ArrayDeque<>();
    private final List<String> trace = new ArrayList<>();
    private @Nullable Life running;
    private long now;

    Simulation(Choices choices, Crashes crashes) {
        this.choices = choices;
        this.crashes = crashes;
        CURRENT.set(this);
    }

    /** Something that a service asked for. @param perform does it, and gives back how its answer is told */
    private record Step(Life life, Supplier<String> what, boolean writes, Callable<Runnable> perform) {}

    private record Timer(@Nullable Life life, long due, Runnable task) {}

    private record Task(@Nullable Life life, Runnable run) {}

    /** Null outside of a history: while contexts are built. */
    static @Nullable Simulation current() {
        return CURRENT.get();
    }

    static void end() {
        CURRENT.remove();
    }

    Choices choices() {
        return choices;
    }

    void note(String line) {
        trace.add(line);
    }

    List<String> trace() {
        return trace;
    }

    /** The effect happens when chance says so; in the life of a service that is over, never. */
    <T> Mono<T> gate(Life life, Supplier<String> what, boolean writes, Callable<@Nullable T> effect) {
        return Mono.create(sink -> {
            if (life.isOver()) {
                return;
            }
            steps.add(new Step(life, what, writes, () -> {
                try {
                    T result = effect.call();
                    return () -> sink.success(result);
                } catch (Exception e) {
                    return () -> sink.error(e);
                }
            }));
        });
    }

    /** Runs what belongs to a service's life, such as a request that it takes. */
    void within(Life life, Runnable work) {
        Life before = running;
        running = life;
        try {
            work.run();
        } finally {
            running = before;
        }
        drainTasks();
    }

    /** At the next opportunity, in the same life. */
    void soon(Runnable task) {
        tasks.add(new Task(running, task));
    }

    /** @return what takes it back */
    Runnable after(long millis, Runnable task) {
        Timer timer = new Timer(running, now + (millis < SOON_MS ? PAUSE_MS : millis), task);
        timers.add(timer);
        return () -> timers.remove(timer);
    }

    boolean hasSteps() {
        return !steps.isEmpty();
    }

    int stepCount() {
        return steps.size();
    }

    boolean hasTimers() {
        return !timers.isEmpty();
    }

    /** One effect that a service waits for, or the death of the service at it. */
    void step() {
        Step step = choices.take(steps);
        if (step.writes() && crashes.strikes(choices)) {
            boolean done = choices.chance(50);
            note("  CRASH of " + step.life().service() + (done ? " after " : " before ")
                    + step.what().get());
            if (done) {
                perform(step);
            }
            kill(step.life());
            return;
        }
        Runnable reply = perform(step);
        within(step.life(), reply);
    }

    /** The next clock that runs out. */
    void tick() {
        Timer next = timers.stream().min(Comparator.comparingLong(Timer::due)).orElseThrow();
        timers.remove(next);
        now = Math.max(now, next.due());
        running = next.life();
        try {
            next.task().run();
        } finally {
            running = null;
        }
        drainTasks();
    }

    /** What was sent may arrive yet; nobody hears of it. */
    void kill(Life life) {
        List<Step> sent = steps.stream().filter(step -> step.life() == life).toList();
        steps.removeAll(sent);
        timers.removeIf(timer -> timer.life() == life);
        tasks.removeIf(task -> task.life() == life);
        sent.stream().filter(step -> step.writes() && choices.chance(50)).forEach(this::perform);
        life.over();
    }

    private Runnable perform(Step step) {
        try {
            return step.perform().call();
        } catch (Exception e) {
            throw new IllegalStateException(step.what().get(), e);
        }
    }

    private void drainTasks() {
        for (Task task = tasks.poll(); task != null; task = tasks.poll()) {
            Life before = running;
            running = task.life();
            try {
                task.run().run();
            } finally {
                running = before;
            }
        }
    }
}
