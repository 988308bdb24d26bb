package dev.estrade.events;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Binds each event record to its CloudEvents {@code type} and its topic. A breaking change is a new constant. */
public enum EventType {
    ENROLMENT_CHANGED("dev.estrade.catalog.enrolment-changed.v1", Topics.CATALOG, EnrolmentChanged.class),
    FORMATION_ABANDONED("dev.estrade.catalog.formation-abandoned.v1", Topics.CATALOG, FormationAbandoned.class),
    FORMATION_DELETED("dev.estrade.catalog.formation-deleted.v1", Topics.CATALOG, FormationDeleted.class),
    FORMATION_PUBLISHED("dev.estrade.catalog.formation-published.v1", Topics.CATALOG, FormationPublished.class),
    FORMATION_SUBMITTED("dev.estrade.catalog.formation-submitted.v1", Topics.CATALOG, FormationSubmitted.class),
    GENERATION_ERASED("dev.estrade.transcodes.generation-erased.v1", Topics.TRANSCODES, GenerationErased.class),
    GENERATION_JOB_COMPLETED(
            "dev.estrade.generations.generation-job-completed.v1", Topics.GENERATIONS, GenerationJobCompleted.class),
    GENERATION_JOB_FAILED(
            "dev.estrade.generations.generation-job-failed.v1", Topics.GENERATIONS, GenerationJobFailed.class),
    GENERATION_JOB_PROGRESSED(
            "dev.estrade.generations.generation-job-progressed.v1", Topics.GENERATIONS, GenerationJobProgressed.class),
    GENERATIONS_REMOVED("dev.estrade.catalog.generations-removed.v1", Topics.CATALOG, GenerationsRemoved.class),
    LESSON_FAILED("dev.estrade.transcodes.lesson-failed.v1", Topics.TRANSCODES, LessonFailed.class),
    LESSON_PLAYABLE("dev.estrade.transcodes.lesson-playable.v1", Topics.TRANSCODES, LessonPlayable.class),
    LESSON_PROGRESSED("dev.estrade.transcodes.lesson-progressed.v1", Topics.TRANSCODES, LessonProgressed.class),
    LESSON_READY("dev.estrade.transcodes.lesson-ready.v1", Topics.TRANSCODES, LessonReady.class),
    LESSON_UPLOADED("dev.estrade.uploads.lesson-uploaded.v1", Topics.UPLOADS, LessonUploaded.class),
    LIVE_CHANGED("dev.estrade.catalog.live-changed.v1", Topics.CATALOG, LiveChanged.class),
    LIVE_MEDIA_ACCEPTED("dev.estrade.uploads.live-media-accepted.v1", Topics.UPLOADS, LiveMediaAccepted.class),
    LIVE_MEDIA_REFUSED("dev.estrade.uploads.live-media-refused.v1", Topics.UPLOADS, LiveMediaRefused.class),
    LIVE_STOPPED("dev.estrade.catalog.live-stopped.v1", Topics.CATALOG, LiveStopped.class),
    MEDIA_DELETED("dev.estrade.catalog.media-deleted.v1", Topics.CATALOG, MediaDeleted.class),
    MEDIA_SAVED("dev.estrade.uploads.media-saved.v1", Topics.UPLOADS, MediaSaved.class),
    NOTIFICATION_CREATED("dev.estrade.catalog.notification-created.v1", Topics.CATALOG, NotificationCreated.class),
    PRESENTATION_FAILED("dev.estrade.transcodes.presentation-failed.v1", Topics.TRANSCODES, PresentationFailed.class),
    PRESENTATION_READY("dev.estrade.transcodes.presentation-ready.v1", Topics.TRANSCODES, PresentationReady.class),
    PRESENTATION_UPLOADED("dev.estrade.uploads.presentation-uploaded.v1", Topics.UPLOADS, PresentationUploaded.class),
    PRESENTATIONS_REMOVED("dev.estrade.catalog.presentations-removed.v1", Topics.CATALOG, PresentationsRemoved.class),
    RECORDING_ASSEMBLED("dev.estrade.transcodes.recording-assembled.v1", Topics.TRANSCODES, RecordingAssembled.class),
    RECORDING_ENDED("dev.estrade.uploads.recording-ended.v1", Topics.UPLOADS, RecordingEnded.class),
    RECORDING_STARTED("dev.estrade.uploads.recording-started.v1", Topics.UPLOADS, RecordingStarted.class),
    REVOKED("dev.estrade.playback.revoked.v1", Topics.REVOCATIONS, Revoked.class),
    SEGMENT_WANTED("dev.estrade.playback.segment-wanted.v1", Topics.TRANSCODE_WORK, SegmentWanted.class),
    UPLOADS_CLAIMED("dev.estrade.uploads.uploads-claimed.v1", Topics.UPLOADS, UploadsClaimed.class),
    UPLOADS_REJECTED("dev.estrade.uploads.uploads-rejected.v1", Topics.UPLOADS, UploadsRejected.class),
    WORK_AVAILABLE("dev.estrade.transcodes.work-available.v1", Topics.TRANSCODE_WORK, WorkAvailable.class);

    private static final Map<String, EventType> BY_NAME =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(EventType::type, Function.identity()));
    private static final Map<Class<?>, EventType> BY_RECORD =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(EventType::record, Function.identity()));

    private final String type;
    private final String topic;
    private final Class<? extends Event> record;

    EventType(String type, String topic, Class<? extends Event> record) {
        this.type = type;
        this.topic = topic;
        this.record = record;
    }

    /** The CloudEvents {@code type} attribute. */
    public String type() {
        return type;
    }

    /** The topic on which the producing service publishes it. */
    public String topic() {
        return topic;
    }

    public Class<? extends Event> record() {
        return record;
    }

    /** Whether losing one costs nothing: such events pass neither an outbox nor an inbox. */
    public boolean lossy() {
        return switch (this) {
            case GENERATION_JOB_PROGRESSED, LESSON_PROGRESSED, NOTIFICATION_CREATED, SEGMENT_WANTED, WORK_AVAILABLE ->
                true;
            default -> false;
        };
    }

    /** Empty for a type that this build does not know: newer producers may send it, consumers pass over it. */
    public static Optional<EventType> named(String type) {
        return Optional.ofNullable(BY_NAME.get(type));
    }

    /** @throws IllegalArgumentException for a record that no constant names */
    public static EventType of(Event event) {
        EventType found = BY_RECORD.get(event.getClass());
        if (found == null) {
            throw new IllegalArgumentException("No event type for " + event.getClass());
        }
        return found;
    }
}
