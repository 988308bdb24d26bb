package dev.estrade.upload.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.estrade.events.Event;
import dev.estrade.events.FormationAbandoned;
import dev.estrade.events.FormationDeleted;
import dev.estrade.events.FormationSubmitted;
import dev.estrade.events.FormationSubmitted.LessonVideo;
import dev.estrade.events.FormationSubmitted.PresentationVideo;
import dev.estrade.events.PresentationUploaded;
import dev.estrade.events.Rel;
import dev.estrade.events.Topics;
import dev.estrade.events.UploadsClaimed;
import dev.estrade.events.UploadsClaimed.ClaimedUpload;
import dev.estrade.events.UploadsRejected;
import dev.estrade.events.UploadsRejected.RejectedUpload;
import dev.estrade.test.PublishedEvents;
import dev.estrade.test.PublishedEvents.Published;
import dev.estrade.upload.RunningService;
import dev.estrade.upload.RunningService.Client;
import dev.estrade.upload.claim.Claim.Decision;
import dev.estrade.upload.file.Upload;
import dev.estrade.upload.file.UploadStatus;
import dev.estrade.upload.file.Uploads;
import dev.estrade.upload.presentation.Presentations;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Which uploads a formation gets, and what becomes of those that it does not get. */
class ClaimIT {
    private static RunningService service;

    private final String owner = "trainer-" + UUID.randomUUID();
    private final String formation = "f-" + UUID.randomUUID();

    @BeforeAll
    static void start() {
        service = RunningService.start();
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Test
    void claimsEveryVideoAndPinsItsBytes() {
        List<String> videos = uploaded(owner, 3);

        handle(asked(formation, false, videos, List.of()));
        handle(asked(formation, false, videos, List.of()));

        UploadsClaimed claimed = (UploadsClaimed) answers().get(0);
        assertThat(claimed.uploads()).extracting(ClaimedUpload::videoId).containsExactlyElementsOf(videos);
        assertThat(claimed.uploads())
                .allSatisfy(upload -> assertThat(upload.etag()).isNotBlank());
        assertThat(answers()).hasSize(1);
        assertThat(statuses(videos)).containsOnly(UploadStatus.CLAIMED);
        service.as(owner).delete("/api/uploads/" + videos.get(0)).expect(409, "upload.claimed");
    }

    @Test
    void rollsBackTheCallersOwnAndNobodyElses() {
        List<String> mine = uploaded(owner, 2);
        List<String> elsewhere = uploaded(owner, 1);
        List<String> foreign = uploaded("somebody-" + UUID.randomUUID(), 1);
        handle(asked("other-" + formation, false, elsewhere, List.of()));
        List<String> named = new ArrayList<>(mine);
        named.addAll(elsewhere);
        named.addAll(foreign);

        handle(asked(formation, false, named, List.of()));

        UploadsRejected refused = (UploadsRejected) answers().get(0);
        assertThat(refused.uploads())
                .extracting(RejectedUpload::videoId)
                .containsExactlyInAnyOrder(elsewhere.get(0), foreign.get(0));
        assertThat(statuses(mine)).containsOnly(UploadStatus.CANCELLED);
        assertThat(mine).allSatisfy(id -> assertThat(bytes(id)).isNull());
        assertThat(statuses(elsewhere)).containsOnly(UploadStatus.CLAIMED);
        assertThat(statuses(foreign)).containsOnly(UploadStatus.COMPLETED);
    }

    @Test
    void keepsUploadsIfItIsAskedTo() {
        List<String> mine = uploaded(owner, 1);

        handle(asked(formation, true, List.of(mine.get(0), "missing"), List.of()));

        assertThat(answers().get(0)).isInstanceOf(UploadsRejected.class);
        assertThat(statuses(mine)).containsOnly(UploadStatus.COMPLETED);
    }

    @Test
    void claimsPresentationsWithTheirLessonsOrNone() {
        List<String> ids = uploaded(owner, 2);
        String place = "courses/" + formation;

        handle(asked(formation, false, ids.subList(0, 1), List.of(new PresentationVideo(ids.get(1), place))));

        assertThat(((UploadsClaimed) answers().get(0)).uploads()).hasSize(1);
        assertThat(presentations(place))
                .extracting(PresentationUploaded::videoId)
                .containsExactly(ids.get(1));
        String other = "g-" + UUID.randomUUID();
        List<String> more = uploaded(owner, 1);
        handle(asked(other, false, more, List.of(new PresentationVideo("missing", "courses/" + other))));
        assertThat(statuses(more)).containsOnly(UploadStatus.CANCELLED);
        assertThat(presentations("courses/" + other)).isEmpty();
    }

    /** Its end would take the bytes away from the lesson. */
    @Test
    void getsNoFileOfWhichAFormsPresentationIsMade() {
        List<String> ids = uploaded(owner, 2);
        String lent = ids.get(0);
        service.bean(Presentations.class)
                .replace("courses/" + formation, find(lent))
                .block();

        handle(asked(formation, false, ids, List.of()));

        UploadsRejected refused = (UploadsRejected) answers().get(0);
        assertThat(refused.uploads())
                .extracting(RejectedUpload::videoId, RejectedUpload::code)
                .containsExactly(tuple(lent, "upload.claimed"));
        assertThat(statuses(ids)).containsExactly(UploadStatus.COMPLETED, UploadStatus.CANCELLED);
        assertThat(bytes(lent)).isNotNull();
        service.as(owner).delete("/api/uploads/" + lent).expect(409, "upload.claimed");
    }

    @Test
    void claimsForAChangeBesideWhatItHolds() {
        List<String> videos = uploaded(owner, 2);
        handle(asked(formation, false, videos.subList(0, 1), List.of()));
        String change = formation + "~3";

        handle(asked(formation, change, false, videos.subList(1, 2), List.of()));

        assertThat(answers())
                .extracting(event -> ((UploadsClaimed) event).claimId())
                .containsExactly(formation, change);
        handle(new FormationAbandoned(formation, 4, change));
        assertThat(statuses(videos)).containsExactly(UploadStatus.CLAIMED, UploadStatus.COMPLETED);
    }

    @Test
    void isOverWhenItsFormationIsDeleted() {
        List<String> videos = uploaded(owner, 1);
        handle(asked(formation, false, videos, List.of()));

        handle(new FormationDeleted(formation, 5, owner));

        Claims claims = service.bean(Claims.class);
        assertThat(claims.of(formation).map(Claim::decision).collectList().block())
                .containsExactly(Decision.ENDED);
        assertThat(claims.ownerOf(formation).blockOptional()).isEmpty();
        claims.forget(Instant.now().plusSeconds(1)).block();
        assertThat(claims.of(formation).collectList().block()).isEmpty();
    }

    private FormationSubmitted asked(
            String id, boolean keep, List<String> videos, List<PresentationVideo> presentations) {
        return asked(id, id, keep, videos, presentations);
    }

    private FormationSubmitted asked(
            String id, String claim, boolean keep, List<String> videos, List<PresentationVideo> presentations) {
        List<LessonVideo> lessons = videos.stream()
                .map(video -> new LessonVideo(video, new Rel("t", id, "m", "l-" + videos.indexOf(video))))
                .toList();
        return new FormationSubmitted(id, 0, owner, keep, lessons, claim, presentations);
    }

    private static void handle(Event event) {
        service.bean(ClaimSaga.class).handle(event, Instant.now()).block();
    }

    private List<Event> answers() {
        return PublishedEvents.of(Topics.UPLOADS, formation, Duration.ofSeconds(2)).stream()
                .map(Published::event)
                .toList();
    }

    private static List<PresentationUploaded> presentations(String place) {
        return PublishedEvents.of(Topics.UPLOADS, place, Duration.ofSeconds(2)).stream()
                .map(published -> (PresentationUploaded) published.event())
                .toList();
    }

    private static List<UploadStatus> statuses(List<String> ids) {
        return ids.stream().map(id -> find(id).status()).toList();
    }

    private static Upload find(String id) {
        return Objects.requireNonNull(service.bean(Uploads.class).find(id).block());
    }

    private static byte @Nullable [] bytes(String id) {
        return service.media().bytes(find(id).objectKey()).block();
    }

    private static List<String> uploaded(String person, int count) {
        Client client = service.as(person);
        List<Map<String, Object>> files = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            files.add(Map.of("client_ref", "c" + i, "filename", "f.mp4", "content_type", "video/mp4", "size", 100));
        }
        var batch = client.post("/api/upload-batches", Map.of("uploads", files))
                .expect(201)
                .json();
        List<String> ids = new ArrayList<>();
        batch.path("uploads").forEach(upload -> {
            String id = upload.path("video_id").asString();
            RunningService.put(upload.path("presigned_url").asString(), RunningService.video(100, 1), "video/mp4");
            client.post("/api/uploads/" + id + "/complete", "{}").expect(200);
            ids.add(id);
        });
        return ids;
    }
}
