package dev.estrade.localstack.demo;

import dev.estrade.localstack.StackException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.JsonNode;

/** Announces files, sends them all at once straight to the object store, and has each verified. */
final class Uploads {
    /** The HTTP client sets these itself. */
    private static final Set<String> OWN_HEADERS = Set.of("host", "content-length");

    private final HttpClient http;
    private final Gateway gateway;
    private final Screen screen;

    Uploads(HttpClient http, Gateway gateway, Screen screen) {
        this.http = http;
        this.gateway = gateway;
        this.screen = screen;
    }

    /** @return the video ids, in the order of the files */
    List<String> send(List<Path> files) throws InterruptedException {
        JsonNode batch = gateway.post("/api/upload-batches", Map.of("uploads", announcements(files)));
        var sent = new AtomicLong();
        List<CompletableFuture<Void>> transfers = new ArrayList<>();
        List<String> ids = new ArrayList<>();
        for (int ref = 0; ref < files.size(); ref++) {
            JsonNode upload = uploadOf(batch, String.valueOf(ref));
            ids.add(upload.path("video_id").asString());
            transfers.add(put(upload, files.get(ref), sent));
        }
        showUntilDone(transfers, sent, files.stream().mapToLong(Uploads::size).sum());
        for (String id : ids) {
            gateway.post("/api/uploads/" + id + "/complete", Map.of());
        }
        return ids;
    }

    private static List<Map<String, Object>> announcements(List<Path> files) {
        List<Map<String, Object>> items = new ArrayList<>();
        for (Path file : files) {
            items.add(Map.of(
                    "client_ref", String.valueOf(items.size()),
                    "filename", String.valueOf(file.getFileName()),
                    "content_type", contentType(file),
                    "size", size(file)));
        }
        return items;
    }

    private static JsonNode uploadOf(JsonNode batch, String ref) {
        for (JsonNode upload : batch.path("uploads")) {
            if (upload.path("client_ref").asString().equals(ref)) {
                return upload;
            }
        }
        throw new StackException("The batch has no upload for file " + ref + ".");
    }

    private CompletableFuture<Void> put(JsonNode upload, Path file, AtomicLong sent) {
        URI target = URI.create(upload.path("presigned_url").asString());
        HttpRequest.Builder request = HttpRequest.newBuilder(target).header("User-Agent", "estrade-demo");
        upload.path("required_headers").properties().stream()
                .filter(header -> !OWN_HEADERS.contains(header.getKey().toLowerCase(Locale.ROOT)))
                .forEach(header ->
                        request.header(header.getKey(), header.getValue().asString()));
        return http.sendAsync(request.PUT(CountedFile.of(file, sent)).build(), BodyHandlers.ofString())
                .thenAccept(answer -> requireStored(file, answer));
    }

    private static void requireStored(Path file, HttpResponse<String> answer) {
        if (answer.statusCode() != 200) {
            throw new StackException(
                    "The store refused " + file + " with " + answer.statusCode() + ": " + answer.body());
        }
    }

    private void showUntilDone(List<CompletableFuture<Void>> transfers, AtomicLong sent, long total)
            throws InterruptedException {
        Instant begun = Instant.now();
        CompletableFuture<Void> all = CompletableFuture.allOf(transfers.toArray(CompletableFuture[]::new));
        while (!all.isDone()) {
            screen.show(List.of(line(sent.get(), total, Duration.between(begun, Instant.now()))));
            Thread.sleep(100);
        }
        try {
            all.join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof StackException known
                    ? known
                    : new StackException("An upload broke: " + e.getCause(), e);
        }
        screen.settle(List.of(line(total, total, Duration.between(begun, Instant.now()))));
    }

    private static String line(long sent, long total, Duration passed) {
        double seconds = Math.max(0.001, passed.toMillis() / 1000.0);
        double rate = sent / seconds;
        double left = rate > 0 ? (total - sent) / rate : 0;
        return String.format(
                Locale.ROOT,
                "  upload    %s %3.0f %%  %.1f MB/s  %.0f s left",
                Screen.bar((double) sent / total),
                100.0 * sent / total,
                rate / 1e6,
                left);
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String contentType(Path file) {
        String name = file.toString().toLowerCase(Locale.ROOT);
        if (name.endsWith(".webm")) {
            return "video/webm";
        }
        if (name.endsWith(".mov")) {
            return "video/quicktime";
        }
        return name.endsWith(".mkv") ? "video/x-matroska" : "video/mp4";
    }
}
