package dev.estrade.upload.file;

import dev.estrade.support.problem.CommonProblem;
import dev.estrade.support.problem.ProblemException;
import dev.estrade.support.problem.ProblemException.FieldProblem;
import dev.estrade.support.store.Part;
import dev.estrade.upload.UploadProblem;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Mono;

/** {@code POST …/complete}: verifies, and says exactly what is wrong or missing. */
@Component
public class Completion {
    private final Assembly assembly;
    private final Verification verification;

    Completion(Assembly assembly, Verification verification) {
        this.assembly = assembly;
        this.verification = verification;
    }

    /** The body; optional, the store knows the parts. */
    public record Request(@Nullable List<@Nullable SentPart> parts) {}

    /** @param etag with or without quotes */
    public record SentPart(
            @Nullable Integer partNumber, @Nullable String etag) {}

    /** The completed upload; repeating answers the same. Fails with the upload's own fault, or what is missing. */
    public Mono<Upload> complete(Upload upload, @Nullable Request request) {
        List<@Nullable SentPart> sent = request == null ? null : request.parts();
        Mono<Void> compared = upload.isSettled() || sent == null || sent.isEmpty()
                ? Mono.empty()
                : assembly.arrived(upload)
                        // None: they may be one object already, and the answer to that got lost.
                        .filter(arrived -> !arrived.isEmpty())
                        .doOnNext(arrived -> requireArrived(sent, arrived))
                        .then();
        return compared.then(Mono.defer(() -> verification.verify(upload))).flatMap(this::accepted);
    }

    /** Makes one object of the parts that the client names; for clients that never said how large the whole is. */
    public Mono<Upload> assembleAndComplete(Upload upload, List<SentPart> sent) {
        return assembly.arrived(upload)
                .filter(arrived -> !upload.isSettled() && !arrived.isEmpty())
                .doOnNext(arrived -> requireArrived(sent, arrived))
                .flatMap(arrived -> assembly.assemble(upload, named(sent, arrived)))
                .then(Mono.defer(() -> verification.verify(upload)))
                .flatMap(this::accepted);
    }

    private static List<Part> named(List<SentPart> sent, List<Part> arrived) {
        return arrived.stream()
                .filter(part -> sent.stream()
                        .anyMatch(one -> Integer.valueOf(part.number()).equals(one.partNumber())))
                .toList();
    }

    private static void requireArrived(List<? extends @Nullable SentPart> sent, List<Part> arrived) {
        Map<Integer, Part> byNumber = arrived.stream().collect(Collectors.toMap(Part::number, Function.identity()));
        List<FieldProblem> faults = new ArrayList<>();
        for (int i = 0; i < sent.size(); i++) {
            SentPart part = sent.get(i);
            if (part == null || part.partNumber() == null || part.etag() == null) {
                throw ProblemException.of(CommonProblem.INVALID, CommonProblem.INVALID.title())
                        .withErrors(List.of(new FieldProblem(
                                "parts[" + i + "]", "field.required", "A part has a part_number and an etag.")));
            }
            Part there = byNumber.get(part.partNumber());
            if (there == null || !there.etag().equals(part.etag().replace("\"", ""))) {
                faults.add(new FieldProblem(
                        "parts[" + i + "].etag",
                        UploadProblem.PARTS_MISMATCH.code(),
                        there == null ? "This part has not arrived." : "This part arrived as " + there.etag() + "."));
            }
        }
        if (!faults.isEmpty()) {
            throw ProblemException.of(UploadProblem.PARTS_MISMATCH, UploadProblem.PARTS_MISMATCH.title())
                    .withErrors(faults);
        }
    }

    /** The upload, unless it has not arrived, was refused or is gone. */
    private Mono<Upload> accepted(Upload upload) {
        Upload.Failure failure = upload.state().failure();
        if (failure != null) {
            return Mono.error(Arrays.stream(UploadProblem.values())
                    .filter(problem -> problem.code().equals(failure.code()))
                    .findFirst()
                    .map(problem -> ProblemException.of(problem, failure.detail()))
                    .orElseThrow());
        }
        if (upload.status().isTombstone()) {
            return Mono.error(ProblemException.of(
                    UploadProblem.SETTLED, "It is " + upload.status().json() + "."));
        }
        return upload.isSettled()
                ? Mono.just(upload)
                : assembly.arrived(upload).flatMap(parts -> Mono.error(notCompleted(upload, parts)));
    }

    private static ProblemException notCompleted(Upload upload, List<Part> arrived) {
        boolean countable = upload.transfer().isMultipart() && upload.declared().size() != null;
        return ProblemException.of(
                UploadProblem.NOT_COMPLETED,
                countable
                        ? "These parts have not arrived whole: " + Assembly.missing(upload, arrived) + "."
                        : UploadProblem.NOT_COMPLETED.title());
    }
}
