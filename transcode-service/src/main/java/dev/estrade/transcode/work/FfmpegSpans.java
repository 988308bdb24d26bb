package dev.estrade.transcode.work;

import dev.estrade.ffmpeg.FfmpegResult;
import dev.estrade.ffmpeg.FfmpegTools;
import dev.estrade.support.trace.Traces;
import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;

/**
 * Each run of FFmpeg is a span, {@code ffmpeg} or {@code ffprobe}, inside that of the work it is done for, with the same
 * attributes and how it ended. What is done for no trace has none.
 */
final class FfmpegSpans implements FfmpegTools.Around {
    private final ObservationRegistry observations;

    FfmpegSpans(ObservationRegistry observations) {
        this.observations = observations;
    }

    @Override
    public FfmpegResult run(String program, FfmpegTools.Run run) throws InterruptedException {
        Observation work = observations.getCurrentObservation();
        return work == null ? run.end() : traced(program, run, work);
    }

    private FfmpegResult traced(String program, FfmpegTools.Run run, Observation work) throws InterruptedException {
        Observation span = Observation.createNotStarted(Traces.SPAN, observations)
                .contextualName(program)
                .highCardinalityKeyValues(work.getContextView().getHighCardinalityKeyValues())
                .start();
        try {
            FfmpegResult result = run.end();
            span.highCardinalityKeyValue(KeyValue.of("end", result.end().name()));
            span.highCardinalityKeyValue(KeyValue.of("exit_code", String.valueOf(result.exitCode())));
            return result;
        } catch (RuntimeException | InterruptedException failure) {
            span.error(failure);
            throw failure;
        } finally {
            span.stop();
        }
    }
}
