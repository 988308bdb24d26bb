package dev.estrade.catalog.formation;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The body of {@code POST /api/formations}, and what a formation is after a {@code PATCH}. A client's own item
 * {@code id} comes back as {@code client_ref}; files are bound to lessons by {@code videoId}, never by position.
 */
record FormationRequest(
        @Nullable String trainerId,
        @Nullable String title,
        @Nullable String description,
        @Nullable Boolean published,
        @Nullable Boolean allowDownloads,
        @Nullable ObjectNode attributes,

        @JsonProperty("presentationVideoId") @JsonAlias("presentation_video_id") @Nullable
        String presentationVideoId,

        @Nullable List<@Nullable ModuleItem> modules,
        @Nullable Boolean keepUploads) {

    /** Ids mean the same with blanks around them. */
    private static @Nullable String stripped(@Nullable String id) {
        return id == null ? null : id.strip();
    }

    record ModuleItem(
            @Nullable String id,
            @Nullable String title,
            @Nullable String description,
            @Nullable Integer order,

            @JsonProperty("presentationVideoId") @JsonAlias("presentation_video_id") @Nullable
            String presentationVideoId,

            @Nullable List<@Nullable LessonItem> videos) {
        ModuleItem {
            id = stripped(id);
        }
    }

    /** @param rel says which lesson of the formation is meant where several have one id; a new one gets its own */
    record LessonItem(
            @Nullable String id,
            @Nullable String rel,
            @Nullable String title,
            @Nullable String description,
            @Nullable Integer order,

            @JsonProperty("videoId") @JsonAlias("video_id") @Nullable
            String videoId) {
        LessonItem {
            id = stripped(id);
        }
    }

    boolean keepsUploads() {
        return Boolean.TRUE.equals(keepUploads);
    }

    @Nullable
    String attributesJson() {
        return attributes == null ? null : attributes.toString();
    }
}
