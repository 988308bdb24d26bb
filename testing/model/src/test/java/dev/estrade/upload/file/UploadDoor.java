package dev.estrade.upload.file;

import dev.estrade.support.security.Caller;
import org.springframework.beans.factory.BeanFactory;
import reactor.core.publisher.Mono;

/** {@code /api/uploads/{video_id}}. */
public final class UploadDoor {
    private final BeanFactory beans;

    public UploadDoor(BeanFactory beans) {
        this.beans = beans;
    }

    public Mono<Void> complete(Caller caller, String videoId) {
        return beans.getBean(UploadController.class)
                .complete(videoId, null, null, caller)
                .then();
    }

    public Mono<Void> remove(Caller caller, String videoId) {
        return beans.getBean(UploadController.class).remove(videoId, null, caller);
    }
}
