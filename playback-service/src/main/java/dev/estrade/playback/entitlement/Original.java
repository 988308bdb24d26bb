package dev.estrade.playback.entitlement;

import dev.estrade.events.UploadsClaimed.ClaimedUpload;

/**
 * The file of which a generation is made, as it was claimed.
 *
 * @param filename as the trainer uploaded it
 * @param key in the media bucket
 * @param etag without quotes; what the key holds under another one is not this file
 * @param size bytes
 * @param container what its first bytes say, such as {@code mp4}
 */
public record Original(String filename, String key, String etag, long size, String container) {

    static Original of(ClaimedUpload upload) {
        return new Original(upload.filename(), upload.objectKey(), upload.etag(), upload.size(), upload.container());
    }
}
