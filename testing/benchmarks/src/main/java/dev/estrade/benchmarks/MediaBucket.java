package dev.estrade.benchmarks;

import io.minio.GetPresignedObjectUrlArgs;
import io.minio.Http;
import io.minio.ListObjectsArgs;
import io.minio.MinioClient;
import io.minio.Result;
import io.minio.messages.Item;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** The running stack's media, behind the services' backs, with the credentials that lie in the stack's home. */
final class MediaBucket {
    private static final String BUCKET = "estrade-media";
    private static final String REGION = "us-east-1";

    private final RunningStack stack;
    private final MinioClient store;

    MediaBucket(RunningStack stack) throws Exception {
        Properties secrets = StackSecrets.read();
        this.stack = stack;
        this.store = MinioClient.builder()
                .endpoint(stack.s3())
                .region(REGION)
                .credentials(
                        secrets.getProperty("ESTRADE_S3_ACCESS_KEY_ID"),
                        secrets.getProperty("ESTRADE_S3_SECRET_ACCESS_KEY"))
                .build();
    }

    List<String> keys(String prefix) throws Exception {
        List<String> keys = new ArrayList<>();
        ListObjectsArgs below = ListObjectsArgs.builder()
                .bucket(BUCKET)
                .prefix(prefix)
                .recursive(true)
                .build();
        for (Result<Item> item : store.listObjects(below)) {
            keys.add(item.get().objectName());
        }
        return keys;
    }

    void replace(String key, String contentType, byte[] content) throws Exception {
        String url = store.getPresignedObjectUrl(GetPresignedObjectUrlArgs.builder()
                .method(Http.Method.PUT)
                .bucket(BUCKET)
                .object(key)
                .build());
        stack.put(url, BodyPublishers.ofByteArray(content), Map.of("Content-Type", contentType));
    }
}
