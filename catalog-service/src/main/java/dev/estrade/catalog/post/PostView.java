package dev.estrade.catalog.post;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.estrade.catalog.lesson.LessonState;
import dev.estrade.catalog.lesson.LessonState.Status;
import dev.estrade.catalog.post.Chat.Message;
import dev.estrade.events.LivePlace;
import dev.estrade.events.Rel;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A post as people see it.
 *
 * @param kind always {@code live}
 * @param author a {@code sub}
 * @param recordedAt when it ended; null while it runs
 * @param viewers who watch now, while it runs; all who ever did, once it is over
 * @param messages the latest hundred, the oldest of them first
 * @param streamRel for a playback token of what plays while it runs; null when that is gone, a day after its end
 */
record PostView(
        String id,
        String liveId,
        String kind,
        LiveStatus liveStatus,
        String author,
        String content,
        Instant startedAt,
        @Nullable Instant recordedAt,
        long viewers,
        long viewersPeak,
        long messagesCount,
        List<MessageView> messages,
        List<MediaFile> mediaFiles,
        @Nullable Rel streamRel,
        @Nullable String streamUrl) {

    /** @param user who said it */
    record MessageView(String id, String user, String content, Instant createdAt) {
        static MessageView of(Message message) {
            return new MessageView(message.id(), message.userId(), message.content(), message.createdAt());
        }
    }

    /**
     * @param fileUrl of its playlist, which takes a playback token for {@code rel}
     * @param duration seconds; null until it plays
     * @param size bytes; 0 until it is known
     */
    record MediaFile(
            String id,
            String title,
            String description,
            String fileType,
            String fileUrl,
            @Nullable Double duration,
            long size,
            String user,
            Status status,
            @JsonProperty("is_live_recording") boolean isLiveRecording,
            String livePost,
            Rel rel) {}

    /** @param spoken how often */
    record Surroundings(
            Map<String, LessonState> states, Audience.Figures audience, List<Message> messages, long spoken) {}

    static PostView of(Post post, Surroundings around, PostProperties settings) {
        Audience.Figures audience = around.audience();
        boolean streams = post.life().streamsGoneAt() == null;
        return new PostView(
                post.id(),
                post.id(),
                "live",
                LiveStatus.of(post, around.states()),
                post.ownerId(),
                post.content(),
                post.life().startedAt(),
                post.life().endedAt(),
                post.isLive() ? audience.watching() : audience.total(),
                audience.peak(),
                around.spoken(),
                around.messages().stream().map(MessageView::of).toList(),
                post.kept().stream()
                        .map(recorded -> file(post, recorded, around.states().get(recorded.stateId(post)), settings))
                        .filter(file -> file.status() != Status.REMOVED)
                        .toList(),
                streams ? LivePlace.stream(post.id()) : null,
                streams ? settings.base() + "/live/" + post.id() + "/output.m3u8" : null);
    }

    static String title(Post post) {
        return "Vidéo du live - " + post.content();
    }

    static String description(Post post) {
        return "Vidéo enregistrée du live '" + post.content() + "'";
    }

    static String playlist(Rel rel, PostProperties settings) {
        return settings.base() + "/hls2/" + rel + "/output.m3u8";
    }

    private static MediaFile file(Post post, Recorded recorded, @Nullable LessonState state, PostProperties settings) {
        Rel rel = recorded.rel(post);
        return new MediaFile(
                recorded.id(),
                title(post),
                description(post),
                "video",
                playlist(rel, settings),
                state == null ? null : state.known().duration(),
                recorded.size(),
                post.ownerId(),
                LiveStatus.statusOf(state),
                true,
                post.id(),
                rel);
    }
}
