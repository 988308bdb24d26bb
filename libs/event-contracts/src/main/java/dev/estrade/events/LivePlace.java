package dev.estrade.events;

/**
 * The places of a live's media. Those of lessons are {@code trainer/course/module/lesson}; no course is called
 * {@code live}.
 */
public final class LivePlace {
    /** What stands where a lesson has its course. */
    public static final String COURSE = "live";

    private static final String STREAM = "stream";

    private LivePlace() {}

    /** Of what plays while it runs: {@code live/live/<liveId>/stream}, the same as {@code /live/<liveId>}. */
    public static Rel stream(String liveId) {
        return new Rel(COURSE, COURSE, liveId, STREAM);
    }

    /** Whether it is what plays while a live runs. */
    public static boolean isStream(Rel rel) {
        return rel.equals(stream(rel.moduleId()));
    }

    /** Of what stays: {@code <author>/live/<liveId>/<recordingId>}. */
    public static Rel recording(String ownerId, String liveId, String recordingId) {
        return new Rel(Rel.segmentOf(ownerId), COURSE, liveId, recordingId);
    }
}
