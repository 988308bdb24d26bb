package dev.estrade.events;

/** A fact that a service made durable. Delivered at least once, possibly out of order. */
public sealed interface Event
        permits EnrolmentChanged,
                FormationAbandoned,
                FormationDeleted,
                FormationPublished,
                FormationSubmitted,
                GenerationErased,
                GenerationJobCompleted,
                GenerationJobFailed,
                GenerationJobProgressed,
                GenerationsRemoved,
                LessonFailed,
                LessonPlayable,
                LessonProgressed,
                LessonReady,
                LessonUploaded,
                LiveChanged,
                LiveMediaAccepted,
                LiveMediaRefused,
                LiveStopped,
                MediaDeleted,
                MediaSaved,
                NotificationCreated,
                PresentationFailed,
                PresentationReady,
                PresentationUploaded,
                PresentationsRemoved,
                RecordingAssembled,
                RecordingEnded,
                RecordingStarted,
                Revoked,
                SegmentWanted,
                UploadsClaimed,
                UploadsRejected,
                WorkAvailable {

    /** The Kafka key and CloudEvents subject: events of one aggregate share a partition. */
    String aggregateId();

    /** The aggregate's version when the event was recorded; consumers ignore versions older than the one they hold. */
    long version();
}
