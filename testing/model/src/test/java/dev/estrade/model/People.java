package dev.estrade.model;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.estrade.events.Rel;
import dev.estrade.support.problem.ProblemException;
import dev.estrade.support.security.Caller;
import dev.estrade.support.security.Role;
import dev.estrade.upload.batch.BatchDoor;
import dev.estrade.upload.batch.BatchDoor.Announced;
import dev.estrade.upload.file.UploadDoor;
import dev.estrade.upload.form.FormDoor;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/** Two trainers, and what they were told. */
final class People {
    private static final List<String> TRAINERS = List.of("ada", "bob");
    private static final byte[] VIDEO = "\0\0\0\u0018ftypisom\0\0\2\0isomiso2".getBytes(ISO_8859_1);
    private static final byte[] LIE =
            "This is no video, dear.     ".substring(0, VIDEO.length).getBytes(UTF_8);

    private final World world;
    private final Simulation simulation;
    private final BatchDoor batches;
    private final UploadDoor uploads;
    private final FormDoor forms;
    private final List<Film> films = new ArrayList<>();
    private final List<Course> courses = new ArrayList<>();
    private final List<Batch> opened = new ArrayList<>();
    private int waiting;

    /** Whose URLs may still be used. */
    private record Batch(String id, String owner, List<Film> films) {}

    People(World world, Simulation simulation) {
        this.world = world;
        this.simulation = simulation;
        this.batches = new BatchDoor(world.upload().beans());
        this.uploads = new UploadDoor(world.upload().beans());
        this.forms = new FormDoor(world.upload().beans());
    }

    static Caller caller(String trainer) {
        return new Caller(trainer, Set.of(Role.TRAINER));
    }

    static String trainer(Choices choices) {
        return choices.of(TRAINERS);
    }

    List<Film> films() {
        return films;
    }

    List<Course> courses() {
        return courses;
    }

    /** How many requests are not answered yet. */
    int waiting() {
        return waiting;
    }

    void announce(Choices choices) {
        String trainer = trainer(choices);
        int count = 1 + choices.below(4);
        ask(
                world.upload(),
                trainer + " announces " + count,
                batches.open(caller(trainer), count, VIDEO.length),
                (batch, refusal) -> {
                    if (batch != null) {
                        List<Film> announced = batch.uploads().stream()
                                .map(one -> film(one, trainer))
                                .toList();
                        opened.add(new Batch(batch.batchId(), trainer, announced));
                        announced.forEach(film -> upload(film, choices));
                    }
                });
    }

    private Film film(Announced announced, String owner) {
        Film film = new Film(announced.videoId(), owner, announced.objectKey());
        films.add(film);
        return film;
    }

    private void upload(Film film, Choices choices) {
        int how = choices.below(100);
        if (how < 90) {
            put(film, how < 82 ? VIDEO : LIE);
        }
        if (choices.chance(80)) {
            complete(film);
        }
    }

    private void put(Film film, byte[] bytes) {
        world.store().put(MemoryStore.MEDIA, film.objectKey(), bytes, "video/mp4");
    }

    void complete(Choices choices) {
        any(films, choices).ifPresent(this::complete);
    }

    private void complete(Film film) {
        ask(
                world.upload(),
                "complete " + film,
                uploads.complete(caller(film.owner()), film.videoId()).thenReturn(true),
                (done, refusal) -> {
                    if (done != null) {
                        film.complete();
                    }
                });
    }

    void deleteUpload(Choices choices) {
        any(films, choices).ifPresent(film -> {
            film.letGo();
            ask(
                    world.upload(),
                    "delete " + film,
                    uploads.remove(caller(film.owner()), film.videoId()),
                    (done, refusal) -> {});
        });
    }

    void deleteBatch(Choices choices) {
        any(opened, choices).ifPresent(batch -> {
            batch.films().forEach(Film::letGo);
            ask(
                    world.upload(),
                    "delete batch of " + batch.films(),
                    batches.remove(caller(batch.owner()), batch.id()),
                    (done, refusal) -> {});
        });
    }

    /** Of a film that was rolled back, or never sent. */
    void lateBytes(Choices choices) {
        any(
                        films.stream()
                                .filter(film ->
                                        !film.isCompleted() && !film.isUsed() && film.isReachable() && film.mayGo())
                                .toList(),
                        choices)
                .ifPresent(film -> {
                    simulation.note("late bytes of " + film);
                    put(film, VIDEO);
                });
    }

    void formLesson(Choices choices) {
        String trainer = trainer(choices);
        Course course = formed(trainer, choices);
        Rel rel = new Rel(trainer, course.id(), "m" + choices.below(2), "l" + choices.below(2));
        received(trainer, choices, film -> forms.lesson(caller(trainer), film.videoId(), rel), "form for " + rel);
    }

    void formPresentation(Choices choices) {
        String trainer = trainer(choices);
        Course course = formed(trainer, choices);
        received(
                trainer,
                choices,
                film -> forms.presentation(caller(trainer), film.videoId(), course.id()),
                "presentation for " + course.id());
    }

    /** A form brings its own file; its upload is announced as a batch of one. */
    private void received(String trainer, Choices choices, Function<Film, Mono<Void>> use, String what) {
        byte[] bytes = choices.chance(92) ? VIDEO : LIE;
        ask(world.upload(), trainer + ": " + what, batches.open(caller(trainer), 1, VIDEO.length), (batch, refusal) -> {
            if (batch != null) {
                Film film = new Film(
                        batch.uploads().get(0).videoId(),
                        trainer,
                        batch.uploads().get(0).objectKey());
                film.form();
                films.add(film);
                put(film, bytes);
                ask(world.upload(), what + " with " + film, use.apply(film), (done, refused) -> {});
            }
        });
    }

    /** One that he has, often, or one of a name that he makes up. */
    private Course formed(String trainer, Choices choices) {
        List<Course> own = courses(trainer);
        Course course = own.isEmpty() || choices.chance(50)
                ? named("course" + choices.below(2) + trainer, trainer)
                : choices.of(own);
        course.form();
        course.change();
        return course;
    }

    private Course named(String id, String trainer) {
        return courses.stream()
                .filter(known -> known.id().equals(id))
                .findFirst()
                .orElseGet(() -> {
                    Course course = new Course(id, trainer);
                    courses.add(course);
                    return course;
                });
    }

    List<Course> courses(String trainer) {
        return courses.stream().filter(course -> course.owner().equals(trainer)).toList();
    }

    /** Mostly a film that is free. */
    String videoFor(String trainer, Choices choices, List<Film> taken) {
        int how = choices.below(100);
        Stream<Film> wanted = how < 4
                ? films.stream().filter(film -> !film.owner().equals(trainer))
                : films.stream()
                        .filter(film -> film.owner().equals(trainer))
                        .filter(film -> how < 14 || film.isCompleted() && !film.isUsed());
        Optional<Film> film = any(wanted.filter(one -> !taken.contains(one)).toList(), choices);
        film.ifPresent(taken::add);
        return film.map(Film::videoId).orElse("00000000-0000-0000-0000-00000000000" + taken.size());
    }

    static <T> Optional<T> any(List<T> items, Choices choices) {
        return items.isEmpty() ? Optional.empty() : Optional.of(choices.of(items));
    }

    /** Told only of answers that mean something: success, or a refusal that is final. */
    <T> void ask(Service service, String what, Mono<T> request, Told<T> told) {
        simulation.note(what);
        waiting++;
        world.call(service, request.map(Optional::of).defaultIfEmpty(Optional.empty()), (answer, failure) -> {
            waiting--;
            ProblemException refusal = failure instanceof ProblemException problem ? problem : null;
            simulation.note("    " + what + " -> "
                    + (failure != null
                            ? String.valueOf(
                                    refusal == null ? failure : refusal.code().code())
                            : answer == null
                                    ? "?"
                                    : "ok " + answer.map(Object::toString).orElse("")));
            told.told(answer == null ? null : answer.orElse(null), refusal);
        });
    }

    /** Both null if nobody knows what became of it. */
    interface Told<T> {
        void told(@Nullable T answer, @Nullable ProblemException refusal);
    }
}
