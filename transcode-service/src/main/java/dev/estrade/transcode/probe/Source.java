package dev.estrade.transcode.probe;

import java.net.URI;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where FFmpeg reads a user's file.
 *
 * @param demuxer what our own sniffing says it is; FFmpeg must not guess
 * @param url one signed address, read by ranges; null for a local file
 * @param etag the address must still hold this version
 * @param file given on standard input; null for an address
 */
public record Source(
        Demuxer demuxer,
        @Nullable URI url,
        @Nullable String etag,
        @Nullable Path file) {

    public static Source at(URI url, String etag, Demuxer demuxer) {
        return new Source(demuxer, url, etag, null);
    }

    public static Source of(Path file, Demuxer demuxer) {
        return new Source(demuxer, null, null, file);
    }
}
