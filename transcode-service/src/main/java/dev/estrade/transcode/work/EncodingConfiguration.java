package dev.estrade.transcode.work;

import dev.estrade.ffmpeg.FfmpegTools;
import dev.estrade.transcode.TranscodeProperties;
import dev.estrade.transcode.encode.Encoder;
import dev.estrade.transcode.encode.WorkFolders;
import dev.estrade.transcode.probe.Prober;
import io.micrometer.observation.ObservationRegistry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;

/** FFmpeg, and the threads that wait for it. */
@Configuration(proxyBeanMethods = false)
class EncodingConfiguration {
    /** Beside one per encoder and live: for files and encryption. */
    private static final int SPARE_THREADS = 4;

    @Bean
    FfmpegTools ffmpegTools(TranscodeProperties settings, ObservationRegistry observations) {
        return FfmpegTools.locate(settings.ffmpegDir()).observedBy(new FfmpegSpans(observations));
    }

    @Bean(destroyMethod = "dispose")
    Scheduler media(TranscodeProperties settings) {
        return Schedulers.newBoundedElastic(
                settings.encoders() + settings.lives() + SPARE_THREADS, 10_000, "media", 60, true);
    }

    @Bean
    Prober prober(FfmpegTools tools, TranscodeProperties settings) {
        return new Prober(tools, settings.maxDuration());
    }

    @Bean
    WorkFolders workFolders(Scheduler media, TranscodeProperties settings) {
        WorkFolders folders = new WorkFolders(settings.workDir(), media);
        folders.removeLeftovers();
        return folders;
    }

    @Bean
    Encoder encoder(FfmpegTools tools, WorkFolders folders, Scheduler media, TranscodeProperties settings) {
        return new Encoder(tools, folders, settings.preset(), media);
    }
}
