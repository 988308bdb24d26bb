package dev.estrade.model;

import dev.estrade.catalog.formation.CatalogLedger.LessonRow;
import dev.estrade.catalog.formation.CatalogLedger.Row;
import dev.estrade.events.Event;
import dev.estrade.events.FormationDeleted;
import dev.estrade.events.FormationPublished;
import dev.estrade.events.Rel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** A consumer that ignores older versions, as playback-service does, and hears of events in any order. */
final class Viewer {
    private final Map<String, Event> known = new HashMap<>();

    private Viewer(List<Event> published, Choices choices) {
        List<Event> left = new ArrayList<>(published);
        while (!left.isEmpty()) {
            hear(choices.take(left));
        }
    }

    private void hear(Event event) {
        if (event instanceof FormationPublished || event instanceof FormationDeleted) {
            known.merge(event.aggregateId(), event, (held, said) -> said.version() > held.version() ? said : held);
        }
    }

    static void check(World world, Ledger ledger, Choices choices, Faults faults) {
        Viewer viewer = new Viewer(world.bus().published(), choices);
        viewer.known.forEach((id, event) -> {
            Row row = ledger.whole(id);
            faults.require(
                    event instanceof FormationPublished seen ? row != null && isAs(row, seen) : row == null,
                    "projection differs",
                    row + " seen as " + event);
        });
        ledger.whole()
                .forEach(
                        row -> faults.require(viewer.known.containsKey(row.id()), "projection misses", row.toString()));
    }

    private static boolean isAs(Row row, FormationPublished seen) {
        Set<Rel> rels = row.lessons().stream().map(LessonRow::rel).collect(Collectors.toSet());
        return rels.equals(Set.copyOf(seen.lessons()))
                && row.published() == seen.published()
                && row.allowDownloads() == seen.allowDownloads();
    }
}
