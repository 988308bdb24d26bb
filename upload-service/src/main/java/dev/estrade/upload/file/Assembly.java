package dev.estrade.upload.file;

import dev.estrade.support.store.MultipartUploads;
import dev.estrade.support.store.ObjectStores;
import dev.estrade.support.store.Part;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** Parts: which have arrived, and whether they make the whole. */
@Component
public class Assembly {
    private final MultipartUploads multipart;

    Assembly(ObjectStores stores) {
        this.multipart = stores.media().multipart();
    }

    /** By number; empty for a single PUT. */
    public Mono<List<Part>> arrived(Upload upload) {
        String multipartId = upload.transfer().multipartId();
        return multipartId == null ? Mono.just(List.of()) : multipart.parts(upload.objectKey(), multipartId);
    }

    /** Makes one object of the parts as soon as all of a declared size are there; until then, nothing. */
    Mono<Void> assemble(Upload upload) {
        return arrived(upload).filter(parts -> isWhole(upload, parts)).flatMap(parts -> assemble(upload, parts));
    }

    /** Makes one object of these parts. */
    public Mono<Void> assemble(Upload upload, List<Part> parts) {
        String multipartId = upload.transfer().multipartId();
        return multipartId == null
                ? Mono.empty()
                : multipart.complete(upload.objectKey(), multipartId, parts).then();
    }

    /** How many parts a file of this size has. */
    public static int partCount(long size, long partSize) {
        return Math.toIntExact((size + partSize - 1) / partSize);
    }

    /** Bytes of one part: the last one is what is left. @param number from 1 */
    public static long lengthOf(int number, long size, long partSize) {
        return Math.min(partSize, size - (number - 1) * partSize);
    }

    /** The numbers that have not arrived, for people: {@code 3, 4, 7 and 12 more}. */
    static String missing(Upload upload, List<Part> arrived) {
        List<Integer> there = arrived.stream().map(Part::number).toList();
        int count = partCount(upload.declaredSize(), upload.transfer().partSize());
        List<String> missing = IntStream.rangeClosed(1, count)
                .filter(number -> !there.contains(number))
                .mapToObj(Integer::toString)
                .toList();
        String named = missing.stream().limit(20).collect(Collectors.joining(", "));
        return missing.size() > 20 ? named + " and " + (missing.size() - 20) + " more" : named;
    }

    private static boolean isWhole(Upload upload, List<Part> parts) {
        Long size = upload.declared().size();
        return size != null && parts.stream().mapToLong(Part::size).sum() == size;
    }
}
