package dev.estrade.upload.form;

import dev.estrade.events.Rel;
import dev.estrade.support.security.Caller;
import dev.estrade.upload.file.Removal;
import dev.estrade.upload.file.Upload;
import dev.estrade.upload.file.Uploads;
import java.util.Map;
import org.springframework.beans.factory.BeanFactory;
import reactor.core.publisher.Mono;

/** Form uploads, from the moment at which their file lies on the store. */
public final class FormDoor {
    private final BeanFactory beans;

    public FormDoor(BeanFactory beans) {
        this.beans = beans;
    }

    public Mono<Void> lesson(Caller caller, String videoId, Rel rel) {
        Map<String, String> fields = Map.of(
                "trainer_id", rel.trainerId(),
                "course_id", rel.courseId(),
                "module_id", rel.moduleId(),
                "lesson_id", rel.lessonId());
        return received(videoId)
                .flatMap(upload -> beans.getBean(LessonFormController.class).accept(new Form(fields, upload), caller))
                .onErrorResume(failure -> rolledBack(videoId, failure))
                .then();
    }

    public Mono<Void> presentation(Caller caller, String videoId, String courseId) {
        return received(videoId)
                .flatMap(upload -> beans.getBean(PresentationFormController.class)
                        .replace(upload, courseId, caller.userId(), "courses/" + courseId))
                .onErrorResume(failure -> rolledBack(videoId, failure))
                .then();
    }

    private Mono<Upload> received(String videoId) {
        return beans.getBean(Uploads.class).find(videoId);
    }

    /** As {@link Forms} does. */
    private <T> Mono<T> rolledBack(String videoId, Throwable failure) {
        return beans.getBean(Removal.class).remove(videoId).then(Mono.error(failure));
    }
}
