package dev.estrade.catalog.library;

import dev.estrade.catalog.CatalogProblem;
import dev.estrade.support.inbox.ProjectionLag;
import dev.estrade.support.page.Page;
import dev.estrade.support.problem.ProblemException;
import dev.estrade.support.security.Caller;
import dev.estrade.support.security.Role;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.util.MultiValueMap;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/**
 * The library. {@code user_id} names on whose behalf the frontend's own server, or an admin, calls; without it an admin
 * sees everybody's items, and everybody else his own.
 */
@RestController
class MediaController {
    private final Library library;

    MediaController(Library library) {
        this.library = library;
    }

    @GetMapping({"/api/media", "/api/media/"})
    Mono<Page<MediaView>> list(
            @RequestParam MultiValueMap<String, String> query, @AuthenticationPrincipal Caller caller) {
        MediaQuery wanted = MediaQuery.of(owner(caller, query.getFirst("user_id")), query);
        return library.list(wanted)
                .collectList()
                .map(found -> Page.of(found, wanted.limit(), MediaView::of, MediaItem::cursor));
    }

    @GetMapping({"/api/media/{id}", "/api/media/{id}/"})
    Mono<MediaView> show(
            @PathVariable String id,
            @RequestParam(name = "user_id", required = false) @Nullable String userId,
            @AuthenticationPrincipal Caller caller) {
        return find(id, owner(caller, userId))
                .filter(item -> !item.isDeleted())
                .switchIfEmpty(unknown())
                .map(MediaView::of);
    }

    @DeleteMapping({"/api/media/{id}", "/api/media/{id}/"})
    @ResponseStatus(HttpStatus.NO_CONTENT)
    Mono<Void> delete(
            @PathVariable String id,
            @RequestParam(name = "user_id", required = false) @Nullable String userId,
            @AuthenticationPrincipal Caller caller) {
        return find(id, owner(caller, userId))
                .flatMap(item -> library.change(id, MediaItem::deleted))
                .switchIfEmpty(unknown())
                .then();
    }

    /** Waits for an item that was saved just now; somebody else's is as unknown as none. */
    private Mono<MediaItem> find(String id, @Nullable String ownerId) {
        return ProjectionLag.outwait(Mono.defer(() -> library.find(id)))
                .filter(item -> ownerId == null || item.ownerId().equals(ownerId));
    }

    private static @Nullable String owner(Caller caller, @Nullable String userId) {
        if (userId != null) {
            caller.requireActingFor(userId);
            return userId;
        }
        return caller.has(Role.ADMIN) ? null : caller.userId();
    }

    private static Mono<MediaItem> unknown() {
        return Mono.error(
                () -> ProblemException.of(CatalogProblem.MEDIA_UNKNOWN, CatalogProblem.MEDIA_UNKNOWN.title()));
    }
}
