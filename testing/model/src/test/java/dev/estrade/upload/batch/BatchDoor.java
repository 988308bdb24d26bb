package dev.estrade.upload.batch;

import dev.estrade.support.security.Caller;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.beans.factory.BeanFactory;
import reactor.core.publisher.Mono;

/** {@code /api/upload-batches}. */
public final class BatchDoor {
    private final BeanFactory beans;

    public BatchDoor(BeanFactory beans) {
        this.beans = beans;
    }

    public record Opened(String batchId, List<Announced> uploads) {}

    public record Announced(String videoId, String objectKey) {}

    public Mono<Opened> open(Caller caller, int files, long size) {
        List<BatchRequest.Item> items = IntStream.range(0, files)
                .mapToObj(i -> new BatchRequest.Item("f" + i, "film.mp4", "video/mp4", size, null))
                .toList();
        return beans.getBean(BatchController.class)
                .open(new BatchRequest(null, List.copyOf(items)), caller)
                .map(opened -> new Opened(
                        opened.batchId(),
                        opened.uploads().stream()
                                .map(one -> new Announced(one.videoId(), "uploads/" + one.fileKey()))
                                .toList()));
    }

    public Mono<Void> remove(Caller caller, String batchId) {
        return beans.getBean(BatchController.class).remove(batchId, null, caller);
    }
}
