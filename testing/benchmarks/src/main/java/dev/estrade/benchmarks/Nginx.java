package dev.estrade.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The reference: one worker of nginx that serves files from a folder of its own, as it would be set up for that. */
final class Nginx implements AutoCloseable {
    private static final int LOOKS = 100;
    private static final int WORKER_TOO = 2;
    private static final String CONFIG = """
            daemon off;
            user %1$s;
            worker_processes 1;
            pid %2$s/nginx.pid;
            error_log %2$s/error.log;
            events { worker_connections 4096; }
            http {
              access_log off;
              sendfile on;
              tcp_nopush on;
              keepalive_timeout 300;
              keepalive_requests 1000000000;
              default_type application/octet-stream;
              client_body_temp_path %2$s/body;
              proxy_temp_path %2$s/proxy;
              fastcgi_temp_path %2$s/fastcgi;
              uwsgi_temp_path %2$s/uwsgi;
              scgi_temp_path %2$s/scgi;
              server { listen 127.0.0.1:%3$d; root %2$s/files; }
            }
            """;

    private final Path folder = Files.createTempDirectory("estrade-nginx");
    private final int port = freePort();
    private final Process process;

    Nginx(Cores cores) throws IOException, InterruptedException {
        String program = Programs.find("nginx", "nginx-light");
        Path config = folder.resolve("nginx.conf");
        Files.createDirectories(folder.resolve("files"));
        Files.writeString(config, CONFIG.formatted(System.getProperty("user.name"), folder, port));
        List<String> command = new ArrayList<>(cores.ofServers());
        command.addAll(List.of(program, "-c", config.toString(), "-e", folder + "/error.log"));
        this.process = new ProcessBuilder(command).inheritIO().start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        for (int i = 0; i < LOOKS && !(answers() && processes().size() == WORKER_TOO); i++) {
            Thread.sleep(50);
        }
    }

    Server server() {
        return new Server("nginx", port, processes());
    }

    /** @param path as requests name it; a query means nothing to it */
    void offer(String path, byte[] content) throws IOException {
        Path file = folder.resolve("files" + path.replaceFirst("\\?.*", ""));
        Files.createDirectories(file.getParent());
        Files.write(file, content);
    }

    @Override
    public void close() throws IOException, InterruptedException {
        process.destroy();
        process.waitFor();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(file);
            }
        }
    }

    private List<Long> processes() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .map(ProcessHandle::pid)
                .toList();
    }

    private boolean answers() {
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException notYet) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
