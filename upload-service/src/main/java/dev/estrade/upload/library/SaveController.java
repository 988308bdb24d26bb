package dev.estrade.upload.library;

import dev.estrade.support.security.Caller;
import dev.estrade.support.security.Role;
import dev.estrade.upload.file.Kind;
import org.springframework.security.core.annotation.AuthenticationPrincipal;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;
import reactor.core.publisher.Mono;

/** Films and photos become public with their titles. */
@RestController
class SaveController {
    private final Library library;

    SaveController(Library library) {
        this.library = library;
    }

    record SavedVideo(boolean success, String videoId) {}

    record SavedPhoto(boolean success, String photoId) {}

    @PostMapping({"/api/save-video-metadata", "/api/save-video-metadata/"})
    Mono<SavedVideo> video(@RequestBody SaveRequest request, @AuthenticationPrincipal Caller caller) {
        return save(request, Kind.VIDEO, caller).map(id -> new SavedVideo(true, id));
    }

    @PostMapping({"/api/save-photo-metadata", "/api/save-photo-metadata/"})
    Mono<SavedPhoto> photo(@RequestBody SaveRequest request, @AuthenticationPrincipal Caller caller) {
        return save(request, Kind.PHOTO, caller).map(id -> new SavedPhoto(true, id));
    }

    private Mono<String> save(SaveRequest request, Kind kind, Caller caller) {
        caller.require(Role.TRAINER, Role.ADMIN, Role.SERVICE);
        String owner = caller.actingFor(request.userId());
        request.check();
        return library.save(owner, kind, request);
    }
}
