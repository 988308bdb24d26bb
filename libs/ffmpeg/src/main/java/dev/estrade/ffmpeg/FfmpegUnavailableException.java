package dev.estrade.ffmpeg;

/** There is no FFmpeg to run; the message is one sentence for the operator. */
public final class FfmpegUnavailableException extends RuntimeException {
    FfmpegUnavailableException(String message) {
        super(message);
    }

    FfmpegUnavailableException(String message, Throwable cause) {
        super(message, cause);
    }
}
