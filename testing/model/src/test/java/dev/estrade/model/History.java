package dev.estrade.model;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;

/** Commands, and what chance makes of them. */
final class History {
    private static final Duration MOMENT = Duration.ofSeconds(20);
    private static final Duration DAY = Duration.ofHours(25);
    private static final Duration WEEK = Duration.ofDays(9);
    private static final int AT_ONCE = 4;
    private static final int MOST_STEPS = 60_000;

    private final World world;
    private final Simulation simulation;
    private final Crashes crashes;
    private final Faults faults = new Faults();
    private final People people;
    private final Trainers trainers;
    private int steps;

    private History(World world, long seed) {
        this.world = world;
        SeededIds.begin(seed);
        Choices choices = new Choices(seed);
        this.crashes = new Crashes(choices.of(List.of(0, 10, 20, 50)), 5);
        this.simulation = new Simulation(choices, crashes);
        world.begin(simulation, faults);
        this.people = new People(world, simulation);
        this.trainers = new Trainers(world, people);
    }

    /** @param trace what happened, a line each */
    record Outcome(List<Faults.Fault> faults, List<String> trace) {
        boolean hasFault(String kind) {
            return faults.stream().anyMatch(fault -> fault.kind().equals(kind));
        }
    }

    /** @param seed of everything that the commands do not say */
    static Outcome run(World world, List<Command> script, long seed) {
        History history = new History(world, seed);
        try {
            history.play(new ArrayDeque<>(script));
            history.end();
        } catch (RuntimeException e) {
            history.faults.add(
                    "broken", e + " " + List.of(e.getStackTrace()).subList(0, Math.min(6, e.getStackTrace().length)));
        } finally {
            Simulation.end();
        }
        return new Outcome(history.faults.found(), history.simulation.trace());
    }

    private void play(Queue<Command> script) {
        while (!script.isEmpty()) {
            boolean idle = !happensUnlessTold(script);
            world.restart();
            if (idle || people.waiting() < AT_ONCE && simulation.choices().chance(4)) {
                act(script.remove());
            }
        }
    }

    private boolean happensUnlessTold(Queue<Command> script) {
        return !script.isEmpty() && happens();
    }

    private boolean happens() {
        if (++steps > MOST_STEPS) {
            throw new IllegalStateException("It never comes to rest");
        }
        return world.happens();
    }

    private void act(Command command) {
        Choices choices = new Choices(command.seed());
        switch (command.kind()) {
            case ANNOUNCE -> people.announce(choices);
            case CREATE -> trainers.create(choices);
            case PATCH -> trainers.patch(choices);
            case REPLACE_VIDEO -> trainers.replaceVideo(choices);
            case DELETE_COURSE -> trainers.delete(choices);
            case FORM_LESSON -> people.formLesson(choices);
            case FORM_PRESENTATION -> people.formPresentation(choices);
            case DELETE_UPLOAD -> people.deleteUpload(choices);
            case DELETE_BATCH -> people.deleteBatch(choices);
            case COMPLETE -> people.complete(choices);
            case LATE_BYTES -> people.lateBytes(choices);
            case SWEEP -> {
                world.age(MOMENT);
                sweep();
            }
            case DAY -> {
                rest();
                people.films().forEach(Film::expire);
                world.age(DAY);
                sweep();
                rest();
            }
        }
    }

    /** All that services do again and again is done once, beside everything else. */
    private void sweep() {
        for (Service service : world.services()) {
            for (String job : service.jobs()) {
                simulation.note("  " + job);
                world.call(service, service.run(job).thenReturn(true), (done, failure) -> {});
            }
        }
    }

    private void rest() {
        while (happens()) {
            // Until nothing is left to happen.
        }
        faults.require(world.bus().isEmpty() && people.waiting() == 0, "stuck", people.waiting() + " requests");
    }

    private void end() {
        crashes.stop();
        rest();
        pass(MOMENT, 2);
        Ledger early = Ledger.of(world);
        new Promises(world, early, faults).nothingWaits();
        new Words(world, early, faults).checkFilms(people.films());
        pass(WEEK, 3);
        Ledger late = Ledger.of(world);
        new Promises(world, late, faults).check();
        new Words(world, late, faults).checkCourses(people.courses());
        Viewer.check(world, late, simulation.choices(), faults);
    }

    private void pass(Duration time, int times) {
        for (int i = 0; i < times; i++) {
            world.age(time);
            sweep();
            rest();
        }
    }
}
