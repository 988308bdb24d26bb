package dev.estrade.catalog;

import dev.estrade.support.problem.ProblemCode;
import org.springframework.http.HttpStatus;

/** The codes that catalog-service adds. */
public enum CatalogProblem implements ProblemCode {
    CHANGING(
            "formation.changing",
            HttpStatus.CONFLICT,
            "An earlier change of the formation still waits for its videos."),
    EDITION_MISSING("formation.edition_missing", HttpStatus.PRECONDITION_REQUIRED, "A change needs If-Match."),
    EDITION_STALE(
            "formation.edition_stale", HttpStatus.PRECONDITION_FAILED, "The formation has changed in the meantime."),
    FORMATION_UNKNOWN("formation.unknown", HttpStatus.NOT_FOUND, "There is no such formation for this caller."),
    LESSON_AMBIGUOUS("formation.lesson_ambiguous", HttpStatus.CONFLICT, "Several modules have a lesson of this id."),
    LESSON_UNKNOWN("formation.lesson_unknown", HttpStatus.NOT_FOUND, "The formation has no such lesson."),
    MEDIA_UNKNOWN("media.unknown", HttpStatus.NOT_FOUND, "There is no such item in this caller's library."),
    NOT_OWNER("formation.not_owner", HttpStatus.FORBIDDEN, "The formation belongs to another trainer."),
    NOTIFICATION_UNKNOWN(
            "notification.unknown", HttpStatus.NOT_FOUND, "There is no such notification for this caller."),
    POST_HAS_MEDIA("post.has_media", HttpStatus.CONFLICT, "The post has media: say media=keep or media=delete."),
    POST_LIVE_OVER("post.live_over", HttpStatus.CONFLICT, "The live is over."),
    POST_LIVE_RUNNING("post.live_running", HttpStatus.CONFLICT, "The live runs: stop it first."),
    POST_NOT_AUTHOR("post.not_author", HttpStatus.FORBIDDEN, "The post is somebody else's."),
    POST_RATE_LIMITED("post.rate_limited", HttpStatus.TOO_MANY_REQUESTS, "Too many messages of this user."),
    POST_UNKNOWN("post.unknown", HttpStatus.NOT_FOUND, "There is no such post."),
    RECORDING_UNREACHABLE(
            "recording.unreachable_url",
            HttpStatus.UNPROCESSABLE_CONTENT,
            "There is no film where it is said to be, so the live stays open."),
    UPLOADS_REFUSED(
            "formation.uploads_refused",
            HttpStatus.UNPROCESSABLE_CONTENT,
            "A video cannot be used, so the formation stays as it was, or is not created."),
    WEBHOOK_ADDRESS_REFUSED(
            "webhook.address_refused",
            HttpStatus.UNPROCESSABLE_CONTENT,
            "The endpoint's host is, or has, an address that is not public."),
    WEBHOOK_DELIVERY_UNKNOWN(
            "webhook.delivery_unknown", HttpStatus.NOT_FOUND, "There is no such delivery of this endpoint."),
    WEBHOOK_ENDPOINT_DISABLED("webhook.endpoint_disabled", HttpStatus.CONFLICT, "The endpoint is disabled."),
    WEBHOOK_ENDPOINT_UNKNOWN("webhook.endpoint_unknown", HttpStatus.NOT_FOUND, "There is no such webhook endpoint."),
    WEBHOOK_URL_REFUSED(
            "webhook.url_refused", HttpStatus.UNPROCESSABLE_CONTENT, "The endpoint's URL is of no allowed form.");

    private final String code;
    private final HttpStatus status;
    private final String title;

    CatalogProblem(String code, HttpStatus status, String title) {
        this.code = code;
        this.status = status;
        this.title = title;
    }

    @Override
    public String code() {
        return code;
    }

    @Override
    public HttpStatus status() {
        return status;
    }

    @Override
    public String title() {
        return title;
    }
}
