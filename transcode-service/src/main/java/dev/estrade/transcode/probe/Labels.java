package dev.estrade.transcode.probe;

import dev.estrade.transcode.probe.Probe.Label;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** What tracks say of themselves, in the words of HLS. */
final class Labels {
    private static final int LONGEST_TITLE = 60;

    /** ISO 639-2 to 639-1. Containers use either of the two codes that some languages have in 639-2. */
    private static final Map<String, String> SHORT = Stream.concat(
                    Arrays.stream(Locale.getISOLanguages())
                            .map(code -> Map.entry(Locale.forLanguageTag(code).getISO3Language(), code)),
                    Stream.of(
                            Map.entry("fre", "fr"),
                            Map.entry("ger", "de"),
                            Map.entry("dut", "nl"),
                            Map.entry("chi", "zh"),
                            Map.entry("cze", "cs"),
                            Map.entry("gre", "el"),
                            Map.entry("per", "fa"),
                            Map.entry("rum", "ro"),
                            Map.entry("slo", "sk")))
            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue, (first, same) -> first));

    private Labels() {}

    /** @param stream as ffprobe lists it */
    static Label of(JsonNode stream) {
        return new Label(
                language(stream.path("tags").path("language").asString("")),
                title(stream.path("tags").path("title").asString("")),
                stream.path("disposition").path("default").asInt(0) == 1);
    }

    private static @Nullable String language(String tag) {
        Locale locale = Locale.forLanguageTag(tag.strip().replace('_', '-'));
        String code = locale.getLanguage();
        if (code.isEmpty() || code.equals("und")) {
            return null;
        }
        String known = Objects.requireNonNullElse(SHORT.get(code), code);
        return locale.getCountry().isEmpty() ? known : known + "-" + locale.getCountry();
    }

    /** It goes into a quoted string of a playlist, and must not look like an attribute. */
    private static @Nullable String title(String text) {
        String clean = text.codePoints()
                .filter(c -> c != '"' && c != '=' && !Character.isISOControl(c))
                .limit(LONGEST_TITLE)
                .mapToObj(Character::toString)
                .collect(Collectors.joining())
                .strip();
        return clean.isEmpty() ? null : clean;
    }
}
