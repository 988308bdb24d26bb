package dev.estrade.playback.publicfile;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A path that may lead to a public file; nothing is decoded or normalised on the way to an answer. */
sealed interface PublicFile {

    /** In the media bucket. */
    String key();

    /** Empty for any other path. */
    static Optional<PublicFile> parse(String rawPath) {
        return Media.parse(rawPath).or(() -> PresentationFile.parse(rawPath));
    }

    /** A saved item; its name is its id, so it never changes. */
    record Media(String key) implements PublicFile {
        private static final Pattern PATH = Pattern.compile("/media/((?:videos|photos)/"
                + "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}(?:\\.[A-Za-z0-9]{1,10})?)");

        private static Optional<PublicFile> parse(String rawPath) {
            Matcher path = PATH.matcher(rawPath);
            return path.matches() ? Optional.of(new Media(path.group(1))) : Optional.empty();
        }
    }

    /**
     * A presentation or its poster.
     *
     * @param place {@code courses/<course_id>} or {@code modules/<course_id>/<module_id>}
     */
    record PresentationFile(String place, String name) implements PublicFile {
        private static final Pattern PATH = Pattern.compile(
                "/presentation_videos/((?:courses/ID|modules/ID/ID))/(presentation\\.(?:mp4|webm)|poster\\.jpg)"
                        .replace("ID", "[A-Za-z0-9_-]{1,64}"));

        private static Optional<PublicFile> parse(String rawPath) {
            Matcher path = PATH.matcher(rawPath);
            return path.matches() ? Optional.of(new PresentationFile(path.group(1), path.group(2))) : Optional.empty();
        }

        @Override
        public String key() {
            return "presentation_videos/" + place + "/" + name;
        }

        String extension() {
            return name.substring(name.indexOf('.') + 1);
        }
    }
}
