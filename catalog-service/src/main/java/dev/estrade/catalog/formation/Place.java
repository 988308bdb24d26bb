package dev.estrade.catalog.formation;

import dev.estrade.catalog.formation.Content.Module;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Where a presentation is: {@code courses/<course_id>} or {@code modules/<course_id>/<module_id>}.
 *
 * @param moduleId empty for the formation itself
 */
record Place(String formationId, Optional<String> moduleId) {

    /** Empty for what is no place. */
    static Optional<Place> parse(String place) {
        String[] parts = place.split("/", -1);
        if (parts.length == 2 && parts[0].equals("courses")) {
            return Optional.of(new Place(parts[1], Optional.empty()));
        }
        return parts.length == 3 && parts[0].equals("modules")
                ? Optional.of(new Place(parts[1], Optional.of(parts[2])))
                : Optional.empty();
    }

    static Place of(String formationId) {
        return new Place(formationId, Optional.empty());
    }

    static Place of(String formationId, Module module) {
        return new Place(formationId, Optional.of(module.id()));
    }

    @Override
    public String toString() {
        return moduleId.map(module -> "modules/" + formationId + "/" + module).orElse("courses/" + formationId);
    }

    /** All presentations of a formation by their places. */
    static Map<String, Presentation> all(String formationId, Content content) {
        Map<String, Presentation> found = new LinkedHashMap<>();
        if (content.presentation() != null) {
            found.put(of(formationId).toString(), content.presentation());
        }
        for (Module module : content.modules()) {
            if (module.presentation() != null) {
                found.put(of(formationId, module).toString(), module.presentation());
            }
        }
        return found;
    }
}
