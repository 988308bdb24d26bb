package dev.estrade.transcode.presentation;

import dev.estrade.ffmpeg.FfmpegTools;
import dev.estrade.transcode.encode.WorkFolders;
import dev.estrade.transcode.presentation.Presentation.Upload;
import dev.estrade.transcode.presentation.Recipe.Format;
import dev.estrade.transcode.probe.Prober;
import dev.estrade.transcode.work.MovieHeaders;
import dev.estrade.transcode.work.Sources;
import java.util.function.Function;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/** Makes the file that browsers play, in a folder of its own. */
final class Maker {
    private final Sources sources;
    private final MovieHeaders headers;
    private final WorkFolders folders;
    private final FfmpegTools tools;
    private final Prober prober;
    private final Settings settings;

    Maker(
            Sources sources,
            MovieHeaders headers,
            WorkFolders folders,
            FfmpegTools tools,
            Prober prober,
            Settings settings) {
        this.sources = sources;
        this.headers = headers;
        this.folders = folders;
        this.tools = tools;
        this.prober = prober;
        this.settings = settings;
    }

    /**
     * @param preset x264's
     * @param scheduler where FFmpeg is waited for
     */
    record Settings(String preset, Scheduler scheduler) {}

    /** @param publish is done with the file when it completes; then the folder goes */
    <T> Mono<T> make(Upload upload, Function<Conversion.Result, Mono<T>> publish) {
        Format format = Format.of(upload.extension());
        return headers.requireReadable(upload.objectKey(), upload.etag(), upload.container())
                .then(sources.of(upload.objectKey(), upload.etag(), upload.container()))
                .flatMap(source -> Mono.usingWhen(
                        folders.create(),
                        folder -> new Conversion(tools, prober, settings.preset())
                                .run(source, format, folder, settings.scheduler())
                                .flatMap(publish),
                        folders::delete));
    }
}
