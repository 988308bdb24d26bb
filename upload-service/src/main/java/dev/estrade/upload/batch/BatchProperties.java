package dev.estrade.upload.batch;

import jakarta.validation.constraints.Min;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What may be announced at once.
 *
 * @param maxFiles files per batch
 * @param maxSize of one file; 5 GiB is what S3 takes in one PUT
 * @param urlExpiry how long a presigned URL may be used to begin
 * @param unclaimedExpiry when uploads that no formation claimed are removed
 */
@Validated
@ConfigurationProperties("estrade.upload")
public record BatchProperties(
        @DefaultValue("500") @Min(1) int maxFiles,
        @DefaultValue("5GB") DataSize maxSize,
        @DefaultValue("3600s") Duration urlExpiry,
        @DefaultValue("24h") Duration unclaimedExpiry) {}
