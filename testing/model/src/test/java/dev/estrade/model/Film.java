package dev.estrade.model;

/** An upload as those know it who asked for it. */
final class Film {
    private final String videoId;
    private final String owner;
    private final String objectKey;
    private boolean completed;
    private boolean used;
    private boolean mayGo;
    private boolean mustGo;
    private boolean reachable = true;
    private boolean formed;
    private int named;

    Film(String videoId, String owner, String objectKey) {
        this.videoId = videoId;
        this.owner = owner;
        this.objectKey = objectKey;
    }

    String videoId() {
        return videoId;
    }

    String owner() {
        return owner;
    }

    String objectKey() {
        return objectKey;
    }

    /** Its completion was acknowledged. */
    boolean isCompleted() {
        return completed;
    }

    void complete() {
        completed = true;
    }

    /** Its owner named it in some request, so it is no first choice any more. */
    boolean isUsed() {
        return used;
    }

    /** Somebody asked for something that may remove it. */
    boolean mayGo() {
        return mayGo;
    }

    /** A refused request rolled it back. */
    boolean mustGo() {
        return mustGo && named == 1;
    }

    void use() {
        used = true;
        named++;
    }

    /** It came with a form: nobody else can send its bytes. */
    void form() {
        formed = true;
        use();
        letGo();
    }

    /** Nobody has a URL any more by which bytes could come, and unclaimed it is gone. */
    void expire() {
        reachable = false;
        letGo();
    }

    boolean isReachable() {
        return reachable && !formed;
    }

    void letGo() {
        mayGo = true;
    }

    void rollBack() {
        mayGo = true;
        mustGo = true;
    }

    @Override
    public String toString() {
        return videoId.substring(0, 8) + " of " + owner;
    }
}
