package dev.estrade.localstack.infra;

import dev.estrade.localstack.Home;
import dev.estrade.localstack.StackException;
import java.io.IOException;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserDefinedFileAttributeView;
import java.util.List;
import org.gaul.s3proxy.CrossOriginResourceSharing;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.s3proxy.auth.AuthenticationType;
import org.gaul.s3proxy.nio2blob.FilesystemNio2BlobStore;
import org.jspecify.annotations.Nullable;

/** An S3-compatible server that keeps its objects as files. Object metadata lives in extended attributes. */
final class ObjectStore implements AutoCloseable {
    static final String REGION = "us-east-1";
    static final String MEDIA_BUCKET = "estrade-media";
    static final String KEYS_BUCKET = "estrade-keys";

    /** A request larger than this is refused before its body is buffered for a signature check. */
    private static final long MAX_SIGNED_BODY = 8 << 20;

    private final S3Proxy proxy;

    private ObjectStore(S3Proxy proxy) {
        this.proxy = proxy;
    }

    static ObjectStore start(Home home, int port, Secrets secrets) {
        Path data = home.folder("s3");
        requireExtendedAttributes(data);
        UnfinishedObjects.sweep(data);
        var objects = new FilesystemNio2BlobStore(data.toString());
        for (String bucket : List.of(MEDIA_BUCKET, KEYS_BUCKET)) {
            if (!objects.containerExists(bucket)) {
                objects.createContainer(bucket);
            }
        }
        S3Proxy proxy = S3Proxy.builder()
                .endpoint(URI.create("http://127.0.0.1:" + port))
                .awsAuthentication(
                        AuthenticationType.AWS_V4,
                        secrets.get("ESTRADE_S3_ACCESS_KEY_ID"),
                        secrets.get("ESTRADE_S3_SECRET_ACCESS_KEY"))
                .blobStore(objects)
                .v4MaxNonChunkedRequestSize(MAX_SIGNED_BODY)
                .ignoreUnknownHeaders(true)
                .corsRules(browsers())
                .jettyMaxThreads(64)
                .stopTimeout(1000)
                .build();
        AccessLog.attach(proxy, home.log("s3-access"));
        return new ObjectStore(started(proxy));
    }

    URI endpoint() {
        return URI.create("http://localhost:" + proxy.getPort());
    }

    @Override
    public void close() throws Exception {
        proxy.stop();
    }

    private static S3Proxy started(S3Proxy proxy) {
        try {
            proxy.start();
            return proxy;
        } catch (Exception e) {
            throw new StackException("The object store does not start: " + e.getMessage(), e);
        }
    }

    private static CrossOriginResourceSharing browsers() {
        List<String> methods = List.of("GET", "HEAD", "PUT", "POST", "DELETE");
        return new CrossOriginResourceSharing(List.of("*"), methods, List.of("*"), List.of("ETag"), "");
    }

    private static void requireExtendedAttributes(Path folder) {
        Path probe = folder.resolve(".attributes");
        try {
            Files.writeString(probe, "");
            @Nullable
            UserDefinedFileAttributeView view = Files.getFileAttributeView(probe, UserDefinedFileAttributeView.class);
            if (view == null) {
                throw new IOException("not offered");
            }
            view.write("user.estrade", ByteBuffer.wrap(new byte[] {1}));
            Files.delete(probe);
        } catch (IOException | UnsupportedOperationException e) {
            throw new StackException(
                    "The file system of " + folder + " keeps no extended attributes, which the object store needs:"
                            + " set ESTRADE_HOME to a folder on ext4, xfs, btrfs or APFS.",
                    e);
        }
    }
}
