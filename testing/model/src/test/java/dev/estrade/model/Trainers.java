package dev.estrade.model;

import dev.estrade.catalog.CatalogProblem;
import dev.estrade.catalog.formation.CatalogDoor;
import dev.estrade.catalog.formation.CatalogDoor.Shown;
import dev.estrade.catalog.formation.CatalogDoor.ShownLesson;
import dev.estrade.support.problem.CommonProblem;
import dev.estrade.support.problem.ProblemCode;
import dev.estrade.support.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What people do with formations. */
final class Trainers {
    private static final JsonMapper JSON = JsonMapper.shared();

    /** With these no upload was looked at. */
    private static final Set<ProblemCode> NEVER_ASKED =
            Set.of(CatalogProblem.CHANGING, CatalogProblem.EDITION_STALE, CommonProblem.INVALID);

    private final World world;
    private final People people;
    private final CatalogDoor catalog;

    Trainers(World world, People people) {
        this.world = world;
        this.people = people;
        this.catalog = new CatalogDoor(world.catalog().beans());
    }

    /** @param films what a request names, as far as they are films of somebody */
    private record Wish(String owner, boolean keepUploads, List<Film> films, List<Film> presentations) {
        Wish(String owner, boolean keepUploads) {
            this(owner, keepUploads, new ArrayList<>(), new ArrayList<>());
        }

        /** The caller's own; nobody else's is touched. */
        List<Film> own() {
            return films.stream().filter(film -> film.owner().equals(owner)).toList();
        }
    }

    void create(Choices choices) {
        Wish wish = new Wish(People.trainer(choices), choices.chance(30));
        ObjectNode body = JSON.createObjectNode().put("title", "Course").put("keep_uploads", wish.keepUploads());
        presentation(body, wish, choices, 20);
        ArrayNode modules = body.putArray("modules");
        int count = 1 + choices.below(2);
        for (int i = 0; i < count; i++) {
            ObjectNode module = modules.addObject().put("title", "Module");
            presentation(module, wish, choices, 10);
            ArrayNode videos = module.putArray("videos");
            int lessons = 1 + choices.below(2);
            for (int j = 0; j < lessons; j++) {
                videos.addObject().put("title", "Lesson").put("videoId", video(wish, choices));
            }
        }
        ask(
                wish,
                null,
                wish.owner() + " creates " + wish.films(),
                () -> catalog.create(People.caller(wish.owner()), body));
    }

    /** Keeps some lessons, in whatever order and module, and brings others. */
    void patch(Choices choices) {
        change("patch", choices, shown -> true, (course, wish, shown) -> {
            ObjectNode patch = changes(shown, wish, choices);
            wish.own().forEach(Film::use);
            return catalog.patch(People.caller(course.owner()), course.id(), shown.edition(), patch);
        });
    }

    private ObjectNode changes(Shown shown, Wish wish, Choices choices) {
        ObjectNode patch = JSON.createObjectNode().put("keep_uploads", wish.keepUploads());
        if (choices.chance(20)) {
            patch.putNull("presentationVideoId");
        } else {
            presentation(patch, wish, choices, 20);
        }
        if (choices.chance(15)) {
            boolean open = choices.chance(50);
            return patch.put("published", open).put("allow_downloads", !open);
        }
        ArrayNode modules = patch.putArray("modules");
        shown.modules()
                .forEach(module -> modules.addObject().put("id", module.id()).putArray("videos"));
        if (choices.chance(20) || modules.isEmpty()) {
            modules.addObject().put("title", "New module").putArray("videos");
        }
        List<ShownLesson> left = new ArrayList<>(shown.lessons());
        while (!left.isEmpty()) {
            ShownLesson lesson = choices.take(left);
            if (choices.chance(75)) {
                ObjectNode item = videosOfAny(modules, choices).addObject().put("id", lesson.id());
                if (choices.chance(20)) {
                    item.put("videoId", video(wish, choices));
                }
            }
        }
        if (choices.chance(50)) {
            videosOfAny(modules, choices).addObject().put("title", "New lesson").put("videoId", video(wish, choices));
        }
        return patch;
    }

    private static ArrayNode videosOfAny(ArrayNode modules, Choices choices) {
        return (ArrayNode) modules.get(choices.below(modules.size())).get("videos");
    }

    void replaceVideo(Choices choices) {
        change("replace in", choices, shown -> !shown.lessons().isEmpty(), (course, wish, shown) -> {
            String video = video(wish, choices);
            wish.own().forEach(Film::use);
            ShownLesson lesson = choices.of(shown.lessons());
            return catalog.replace(People.caller(course.owner()), course.id(), lesson.id(), video, wish.keepUploads());
        });
    }

    /** Looks at some course first, as an editor does. */
    private void change(String what, Choices choices, Predicate<Shown> possible, Change change) {
        People.any(people.courses(), choices).ifPresent(course -> {
            Wish wish = new Wish(course.owner(), choices.chance(50));
            course.change();
            ask(
                    wish,
                    course,
                    what + " " + course.id(),
                    () -> catalog.show(People.caller(course.owner()), course.id())
                            .filter(possible)
                            .flatMap(shown -> {
                                course.see(shown);
                                return change.ask(course, wish, shown);
                            }));
        });
    }

    private interface Change {
        Mono<Shown> ask(Course course, Wish wish, Shown shown);
    }

    void delete(Choices choices) {
        People.any(people.courses(), choices).ifPresent(course -> {
            course.delete();
            Mono<Boolean> request =
                    catalog.delete(People.caller(course.owner()), course.id()).thenReturn(true);
            people.ask(world.catalog(), "delete " + course.id(), request, (done, refusal) -> {
                if (done != null) {
                    course.deleted();
                }
            });
        });
    }

    private void ask(Wish wish, @Nullable Course course, String what, Supplier<Mono<Shown>> request) {
        if (course == null) {
            wish.own().forEach(Film::use);
        }
        people.ask(world.catalog(), what, Mono.defer(request), (shown, refusal) -> {
            if (shown != null) {
                accepted(wish, course, shown);
            } else {
                notAccepted(wish, course == null, refusal);
            }
        });
    }

    private void accepted(Wish wish, @Nullable Course known, Shown shown) {
        Course course = known == null ? new Course(shown.id(), wish.owner()) : known;
        if (known == null) {
            people.courses().add(course);
        }
        if (shown.status() == 202) {
            wish.own().forEach(Film::letGo);
            return;
        }
        course.see(shown);
        course.acknowledge();
        wish.presentations().forEach(Film::letGo);
        course.bring(wish.own());
        if (known != null) {
            // Others may have changed or deleted it meanwhile.
            wish.own().forEach(Film::letGo);
        }
    }

    private static void notAccepted(Wish wish, boolean creation, @Nullable ProblemException refusal) {
        boolean refused = refusal != null && refusal.code() == CatalogProblem.UPLOADS_REFUSED;
        boolean never = refusal != null && NEVER_ASKED.contains(refusal.code());
        if (never) {
            return;
        }
        wish.presentations().forEach(Film::letGo);
        if (wish.keepUploads() && (refused || creation)) {
            return;
        }
        wish.own().forEach(creation && refused ? Film::rollBack : Film::letGo);
    }

    private void presentation(ObjectNode node, Wish wish, Choices choices, int percent) {
        if (choices.chance(percent)) {
            int before = wish.films().size();
            node.put("presentationVideoId", video(wish, choices));
            wish.presentations()
                    .addAll(wish.films().subList(before, wish.films().size()));
        }
    }

    private String video(Wish wish, Choices choices) {
        return people.videoFor(wish.owner(), choices, wish.films());
    }
}
