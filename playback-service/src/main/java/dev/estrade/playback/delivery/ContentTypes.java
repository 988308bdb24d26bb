package dev.estrade.playback.delivery;

import dev.estrade.support.store.StoredObject;
import java.util.regex.Pattern;
import org.springframework.http.MediaType;

/** As what a file is served. What could run in a browser is only ever downloaded, whoever stored it as that. */
final class ContentTypes {
    /** Not SVG: it holds scripts. */
    private static final Pattern HARMLESS = Pattern.compile("(video|audio|image)/(?!svg)[\\w.+-]{1,80}");

    private ContentTypes() {}

    static String of(StoredFile file, StoredObject found) {
        MediaType own = file.headers().getContentType();
        if (own != null) {
            return own.toString();
        }
        String stored = found.contentType();
        return stored != null && HARMLESS.matcher(stored).matches() ? stored : MediaType.APPLICATION_OCTET_STREAM_VALUE;
    }
}
