package dev.estrade.upload.file;

import dev.estrade.upload.file.Upload.Failure;
import dev.estrade.upload.file.Upload.VerifiedContent;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.data.mongodb.core.index.Indexed;

/**
 * How far an {@link Upload} is.
 *
 * @param content what was found on the store at completion; pinned from then on
 * @param holder who claimed or borrowed it: a formation's claim, a lesson's {@code rel}, a presentation's place, the film
 *     whose cover it is
 * @param undone claims that came to nothing; none of them holds it again, however late its last step is
 */
public record UploadState(
        @Indexed UploadStatus status,
        @Nullable VerifiedContent content,
        @Nullable Failure failure,
        @Nullable String holder,
        List<String> undone) {
    static final UploadState WAITING = new UploadState(UploadStatus.WAITING, null, null, null, List.of());
    private static final int REMEMBERED = 10;

    /** Documents of earlier builds have none undone. */
    public UploadState {
        undone = Objects.requireNonNullElse(undone, List.of());
    }

    UploadState to(UploadStatus next, @Nullable VerifiedContent found, @Nullable Failure why, @Nullable String by) {
        return new UploadState(next, found, why, by, undone);
    }

    UploadState without(String claim) {
        List<String> latest = Stream.concat(undone.stream(), Stream.of(claim))
                .skip(Math.max(0, undone.size() + 1 - REMEMBERED))
                .toList();
        return new UploadState(status, content, failure, holder, latest);
    }
}
