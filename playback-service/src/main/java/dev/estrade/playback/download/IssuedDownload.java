package dev.estrade.playback.download;

/**
 * @param downloadUrl ready to be fetched, with the token in {@code Authorization: Bearer}
 * @param expiresIn seconds
 */
record IssuedDownload(String token, String downloadUrl, long expiresIn) {}
