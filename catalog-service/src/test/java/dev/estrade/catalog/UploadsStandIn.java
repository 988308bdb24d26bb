package dev.estrade.catalog;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.estrade.events.Event;
import dev.estrade.events.EventJson;
import dev.estrade.events.EventType;
import dev.estrade.events.FormationSubmitted;
import dev.estrade.events.Topics;
import dev.estrade.events.UploadsClaimed;
import dev.estrade.events.UploadsClaimed.ClaimedUpload;
import dev.estrade.events.UploadsRejected;
import dev.estrade.events.UploadsRejected.RejectedUpload;
import dev.estrade.test.EventSender;
import dev.estrade.test.Infra;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Answers for upload-service: it refuses videos whose ids begin with {@code bad} and is silent about {@code slow} ones. */
final class UploadsStandIn implements AutoCloseable {
    private final EventSender sender = new EventSender();
    private final Thread thread = new Thread(this::answerAll, "uploads-stand-in");
    private final Queue<String> asked = new ConcurrentLinkedQueue<>();
    private volatile boolean open = true;

    UploadsStandIn() {
        thread.start();
    }

    private void answerAll() {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", Infra.running().address("ESTRADE_KAFKA_BOOTSTRAP_SERVERS"));
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topics.CATALOG).stream()
                    .map(partition -> new TopicPartition(Topics.CATALOG, partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToEnd(partitions);
            while (open) {
                consumer.poll(Duration.ofMillis(50)).forEach(this::answer);
            }
        }
    }

    private void answer(ConsumerRecord<String, byte[]> record) {
        String type = new String(record.headers().lastHeader("ce_type").value(), UTF_8);
        if (!type.equals(EventType.FORMATION_SUBMITTED.type())) {
            return;
        }
        FormationSubmitted event = (FormationSubmitted) EventJson.read(EventType.FORMATION_SUBMITTED, record.value());
        asked.addAll(event.videos().stream()
                .map(FormationSubmitted.LessonVideo::videoId)
                .toList());
        List<RejectedUpload> refused = Stream.concat(
                        event.videos().stream().map(FormationSubmitted.LessonVideo::videoId),
                        event.presentations().stream().map(FormationSubmitted.PresentationVideo::videoId))
                .filter(id -> id.startsWith("bad"))
                .map(id -> new RejectedUpload(id, "upload.unknown", "There is no such upload."))
                .toList();
        if (!refused.isEmpty()) {
            send(new UploadsRejected(event.formationId(), 1, refused, event.claimId()));
        } else if (event.videos().stream().noneMatch(video -> video.videoId().startsWith("slow"))) {
            claim(event);
        }
    }

    /** How often it was asked for a video. */
    long asked(String videoId) {
        return asked.stream().filter(videoId::equals).count();
    }

    /** Answers what it was silent about. */
    void claim(FormationSubmitted asked) {
        List<ClaimedUpload> claimed = asked.videos().stream()
                .map(video -> new ClaimedUpload(
                        video.videoId(), video.rel(), "film.mp4", "uploads/videos/" + video.videoId(), "e", 1, "mp4"))
                .toList();
        send(new UploadsClaimed(asked.formationId(), 1, asked.ownerId(), claimed, asked.claimId()));
    }

    void send(Event event) {
        sender.send(UUID.randomUUID().toString(), event);
    }

    @Override
    public void close() throws InterruptedException {
        open = false;
        thread.join();
        sender.close();
    }
}
