package dev.estrade.localstack.infra;

import java.lang.reflect.Field;
import java.nio.file.Path;
import org.gaul.s3proxy.S3Proxy;
import org.gaul.shaded.org.eclipse.jetty.server.CustomRequestLog;
import org.gaul.shaded.org.eclipse.jetty.server.RequestLogWriter;
import org.gaul.shaded.org.eclipse.jetty.server.Server;

/**
 * One line per request to the object store: time, method, path, status, bytes received, bytes sent, the client's port
 * and its user agent. Shows who moved which bytes. Queries are left out: they hold signatures.
 */
final class AccessLog {
    private static final String FORMAT =
            "%{yyyy-MM-dd'T'HH:mm:ss.SSS'Z'|UTC}t %m %U %s %I %O %{remote}p \"%{User-Agent}i\"";

    private AccessLog() {}

    /** S3Proxy keeps its server to itself and has no setting for a request log. */
    static void attach(S3Proxy proxy, Path file) {
        try {
            Field server = S3Proxy.class.getDeclaredField("server");
            server.setAccessible(true);
            var writer = new RequestLogWriter(file.toString());
            writer.setAppend(true);
            ((Server) server.get(proxy)).setRequestLog(new CustomRequestLog(writer, FORMAT));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this S3Proxy has no field 'server'", e);
        }
    }
}
