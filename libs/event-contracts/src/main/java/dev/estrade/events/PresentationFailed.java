package dev.estrade.events;

/**
 * A presentation could not be made to play.
 *
 * @param place as in {@link PresentationUploaded}
 * @param version of the {@link PresentationUploaded} that asked for it
 * @param code of docs/errors.md
 * @param detail a sentence that the trainer understands
 */
public record PresentationFailed(String place, long version, String videoId, String code, String detail)
        implements Event {

    @Override
    public String aggregateId() {
        return place;
    }
}
