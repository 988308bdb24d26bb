package dev.estrade.upload.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.estrade.support.sniff.Format;
import dev.estrade.upload.file.UploadProperties.Accepted;
import dev.estrade.upload.file.UploadProperties.Limits;
import dev.estrade.upload.file.UploadProperties.Multipart;
import dev.estrade.upload.file.UploadProperties.Sweep;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.validation.ValidationBindHandler;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.beanvalidation.LocalValidatorFactoryBean;

class UploadPropertiesTests {

    @Test
    void hasDefaults() {
        UploadProperties defaults = bind(Map.of());

        assertThat(defaults.maxSize()).isEqualTo(DataSize.ofGigabytes(20));
        assertThat(defaults.maxFormSize()).isEqualTo(DataSize.ofMegabytes(100));
        assertThat(defaults.urlExpiry()).isEqualTo(Duration.ofHours(1));
        assertThat(defaults.unclaimedExpiry()).isEqualTo(Duration.ofHours(24));
        assertThat(defaults.multipart())
                .isEqualTo(new Multipart(DataSize.ofMegabytes(64), DataSize.ofMegabytes(16), 8));
        assertThat(defaults.sweep()).isEqualTo(new Sweep(Duration.ofMinutes(10), false));
        assertThat(defaults.limits()).isEqualTo(new Limits(500, 2000, 50, DataSize.ofGigabytes(500)));
    }

    @Test
    void acceptsEveryFormatUnlessToldOtherwise() {
        Accepted accepted = bind(Map.of()).accepted();

        assertThat(EnumSet.allOf(Format.class))
                .allMatch(format -> accepted.has(Kind.VIDEO, format) || accepted.has(Kind.PHOTO, format));
        assertThat(accepted.has(Kind.PHOTO, Format.MP4)).isFalse();
        assertThat(accepted.has(Kind.VIDEO, Format.JPEG)).isFalse();
    }

    @Test
    void bindsEverySetting() {
        Map<String, String> settings = Map.ofEntries(
                Map.entry("estrade.upload.max-size", "10MB"),
                Map.entry("estrade.upload.max-form-size", "104857600"),
                Map.entry("estrade.upload.url-expiry", "5m"),
                Map.entry("estrade.upload.unclaimed-expiry", "2h"),
                Map.entry("estrade.upload.sweep.every", "1s"),
                Map.entry("estrade.upload.sweep.remove-unknown", "true"),
                Map.entry("estrade.upload.multipart.from", "6MB"),
                Map.entry("estrade.upload.multipart.part-size", "5MB"),
                Map.entry("estrade.upload.multipart.signed-at-once", "2"),
                Map.entry("estrade.upload.limits.files-per-batch", "3"),
                Map.entry("estrade.upload.limits.open-uploads", "4"),
                Map.entry("estrade.upload.limits.open-batches", "5"),
                Map.entry("estrade.upload.limits.outstanding", "6MB"),
                Map.entry("estrade.upload.accepted.videos", "mp4"),
                Map.entry("estrade.upload.accepted.photos", "png,jpeg"));

        assertThat(bind(settings))
                .isEqualTo(new UploadProperties(
                        DataSize.ofMegabytes(10),
                        DataSize.ofMegabytes(100),
                        Duration.ofMinutes(5),
                        Duration.ofHours(2),
                        new Sweep(Duration.ofSeconds(1), true),
                        new Multipart(DataSize.ofMegabytes(6), DataSize.ofMegabytes(5), 2),
                        new Limits(3, 4, 5, DataSize.ofMegabytes(6)),
                        new Accepted(Set.of(Format.MP4), Set.of(Format.PNG, Format.JPEG))));
    }

    @Test
    void refusesWhatTheStoreWouldRefuse() {
        assertThatThrownBy(() -> bind(Map.of("estrade.upload.multipart.part-size", "4MB")))
                .isInstanceOf(BindException.class);
        assertThatThrownBy(() -> bind(Map.of("estrade.upload.multipart.from", "6GB")))
                .isInstanceOf(BindException.class);
        assertThatThrownBy(() -> bind(Map.of("estrade.upload.accepted.videos", "exe")))
                .isInstanceOf(BindException.class);
    }

    private static UploadProperties bind(Map<String, String> settings) {
        try (LocalValidatorFactoryBean validator = new LocalValidatorFactoryBean()) {
            validator.afterPropertiesSet();
            return new Binder(new MapConfigurationPropertySource(settings))
                    .bindOrCreate(
                            "estrade.upload",
                            Bindable.of(UploadProperties.class),
                            new ValidationBindHandler(validator));
        }
    }
}
