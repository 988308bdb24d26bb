package dev.estrade.generation.gallery;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.estrade.generation.job.Failure;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** @param progress 0 to 100 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record GalleryItem(
        String jobId,
        String kind,
        String status,
        int progress,
        String prompt,
        Instant createdAt,
        @Nullable Failure error,
        List<FileView> files) {}
