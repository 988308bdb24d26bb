package dev.estrade.transcode.presentation;

import dev.estrade.ffmpeg.FfmpegTools;
import dev.estrade.support.schedule.RecurringJob;
import dev.estrade.transcode.TranscodeProperties;
import dev.estrade.transcode.encode.WorkFolders;
import dev.estrade.transcode.probe.Prober;
import dev.estrade.transcode.work.MovieHeaders;
import dev.estrade.transcode.work.Sources;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import reactor.core.scheduler.Scheduler;

@Configuration(proxyBeanMethods = false)
class PresentationConfiguration {
    private static final Duration IDLE = Duration.ofSeconds(1);

    @Bean
    Maker presentationMaker(
            Sources sources,
            MovieHeaders headers,
            WorkFolders folders,
            FfmpegTools tools,
            Prober prober,
            Maker.Settings settings) {
        return new Maker(sources, headers, folders, tools, prober, settings);
    }

    @Bean
    Maker.Settings presentationSettings(TranscodeProperties settings, Scheduler media) {
        return new Maker.Settings(settings.preset(), media);
    }

    @Bean
    PresentationWorker presentationWorker(
            Presentations presentations, Maker maker, PresentationShelf shelf, TranscodeProperties settings) {
        return new PresentationWorker(presentations, maker, shelf, settings.lease());
    }

    @Bean
    RecurringJob presentationWork(PresentationWorker worker) {
        return new RecurringJob("presentation work", IDLE, worker::work);
    }
}
