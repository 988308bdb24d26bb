package dev.estrade.catalog.formation;

import dev.estrade.events.Event;
import dev.estrade.events.GenerationsRemoved;
import dev.estrade.events.GenerationsRemoved.RemovedGeneration;
import dev.estrade.events.PresentationsRemoved;
import dev.estrade.events.PresentationsRemoved.RemovedPresentation;
import dev.estrade.events.UploadsClaimed.ClaimedUpload;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What nobody needs any more, each once. */
record Removals(List<RemovedGeneration> generations, List<RemovedPresentation> presentations) {

    Removals {
        generations = generations.stream().distinct().toList();
        presentations = presentations.stream().distinct().toList();
    }

    static Removals of(List<RemovedGeneration> generations) {
        return new Removals(generations, List.of());
    }

    /** What was claimed, or came by form. */
    static Removals ofUploads(List<ClaimedUpload> uploads) {
        return of(uploads.stream()
                .map(upload -> new RemovedGeneration(upload.rel(), upload.videoId()))
                .toList());
    }

    static Removals of(Place place, String videoId) {
        return new Removals(List.of(), List.of(new RemovedPresentation(place.toString(), videoId)));
    }

    static Removals of(Revision revision) {
        return new Removals(revision.removedGenerations(), revision.removedPresentations());
    }

    Removals and(Removals others) {
        return new Removals(
                Stream.concat(generations.stream(), others.generations.stream()).toList(),
                Stream.concat(presentations.stream(), others.presentations.stream())
                        .toList());
    }

    /** What the others are told of it; nothing if it is nothing. */
    List<Event> events(Formation formation) {
        List<Event> events = new ArrayList<>();
        if (!generations.isEmpty()) {
            events.add(new GenerationsRemoved(formation.id(), formation.nextVersion(), generations));
        }
        if (!presentations.isEmpty()) {
            events.add(new PresentationsRemoved(formation.id(), formation.nextVersion(), presentations));
        }
        return events;
    }
}
