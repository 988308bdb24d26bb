package dev.estrade.upload.recording;

import dev.estrade.support.problem.CommonProblem;
import dev.estrade.support.problem.ProblemException;
import dev.estrade.support.problem.ProblemException.FieldProblem;
import dev.estrade.support.security.Caller;
import dev.estrade.upload.UploadProblem;
import dev.estrade.upload.recording.Chunks.ChunkUrl;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.CacheControl;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/**
 * The author's browser records a live. A {@code service} or an admin names the {@code user_id} who does, in the body or
 * in the query.
 */
@RestController
class RecordingController {
    private static final Pattern TYPE = Pattern.compile(
            "((video|audio)/webm|video/x-matroska)(; ?codecs=[\\w.,\"' -]{1,80})?", Pattern.CASE_INSENSITIVE);

    private final RecordingDesk desk;

    RecordingController(RecordingDesk desk) {
        this.desk = desk;
    }

    /** @param mimeType MediaRecorder's */
    record StartRequest(@Nullable String mimeType, @Nullable String userId) {

        String checkedType() {
            if (mimeType == null || mimeType.isBlank()) {
                throw invalid(new FieldProblem("mime_type", "field.required", "The MediaRecorder's mimeType."));
            }
            if (!TYPE.matcher(mimeType).matches()) {
                throw ProblemException.of(
                        UploadProblem.RECORDING_TYPE, "video/webm, audio/webm or video/x-matroska are recorded.");
            }
            return mimeType;
        }
    }

    /** @param from the number of the first chunk to be signed */
    record ChunksRequest(@Nullable Integer from, @Nullable String userId) {

        int checkedFrom() {
            if (from == null || from < 0 || from >= Chunks.MOST) {
                throw invalid(new FieldProblem(
                        "from", "field.invalid", "Chunks are numbered from 0 to " + (Chunks.MOST - 1) + "."));
            }
            return from;
        }
    }

    /** @param leaseS seconds without a chunk or a request for more URLs, after which it ends */
    record Started(String recordingId, long leaseS, List<ChunkUrl> chunks) {}

    record Signed(List<ChunkUrl> chunks) {}

    @PostMapping({"/api/posts/live/{liveId}/recording", "/api/posts/live/{liveId}/recording/"})
    Mono<ResponseEntity<Started>> start(
            @PathVariable String liveId,
            @RequestBody StartRequest request,
            @RequestParam(name = "user_id", required = false) @Nullable String userId,
            @AuthenticationPrincipal Caller caller) {
        String owner = caller.actingFor(request.userId() == null ? userId : request.userId());
        String type = request.checkedType();
        return desk.start(liveId, owner, type)
                .map(started -> ResponseEntity.status(HttpStatus.CREATED)
                        .cacheControl(CacheControl.noStore())
                        .body(started));
    }

    @PostMapping({
        "/api/posts/live/{liveId}/recording/{recordingId}/chunks",
        "/api/posts/live/{liveId}/recording/{recordingId}/chunks/"
    })
    Mono<ResponseEntity<Signed>> sign(
            @PathVariable String liveId,
            @PathVariable String recordingId,
            @RequestBody ChunksRequest request,
            @RequestParam(name = "user_id", required = false) @Nullable String userId,
            @AuthenticationPrincipal Caller caller) {
        String owner = caller.actingFor(request.userId() == null ? userId : request.userId());
        int from = request.checkedFrom();
        return desk.sign(liveId, recordingId, owner, from)
                .map(signed ->
                        ResponseEntity.ok().cacheControl(CacheControl.noStore()).body(signed));
    }

    private static ProblemException invalid(FieldProblem fault) {
        return ProblemException.of(CommonProblem.INVALID, CommonProblem.INVALID.title())
                .withErrors(List.of(fault));
    }
}
