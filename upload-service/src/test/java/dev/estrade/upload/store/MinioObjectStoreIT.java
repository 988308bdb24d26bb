package dev.estrade.upload.store;

import io.minio.MakeBucketArgs;
import io.minio.MinioClient;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.testcontainers.containers.MinIOContainer;

/** A real MinIO, where Docker is asked for ({@code -Ddocker}); where it then is none, this fails. */
@EnabledIfSystemProperty(named = "docker", matches = ".*")
class MinioObjectStoreIT extends ObjectStoreContract {
    private static final String IMAGE = "minio/minio:RELEASE.2025-04-22T22-12-26Z";

    private final MinIOContainer minio = new MinIOContainer(IMAGE);

    @Override
    Map<String, Object> settings() {
        minio.start();
        try (MinioClient client = MinioClient.builder()
                .endpoint(minio.getS3URL())
                .credentials(minio.getUserName(), minio.getPassword())
                .build()) {
            client.makeBucket(MakeBucketArgs.builder().bucket("estrade-media").build());
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
        return Map.of(
                "estrade.s3.endpoint", minio.getS3URL(),
                "estrade.s3.access-key-id", minio.getUserName(),
                "estrade.s3.secret-access-key", minio.getPassword());
    }

    @AfterAll
    void stopMinio() {
        minio.stop();
    }
}
