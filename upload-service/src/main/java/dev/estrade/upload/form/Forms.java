package dev.estrade.upload.form;

import dev.estrade.support.problem.CommonProblem;
import dev.estrade.support.problem.ProblemException;
import dev.estrade.upload.UploadProblem;
import dev.estrade.upload.file.Completion;
import dev.estrade.upload.file.Removal;
import dev.estrade.upload.file.Upload;
import dev.estrade.upload.file.UploadProperties;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.codec.multipart.FilePartEvent;
import org.springframework.http.codec.multipart.FormPartEvent;
import org.springframework.http.codec.multipart.PartEvent;
import org.springframework.stereotype.Component;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Reads forms part by part, in whatever order the parts come, and hands the file on while it arrives. */
@Component
class Forms {
    /** Fields, boundaries and part headers around the file. */
    private static final long AROUND = 1 << 20;

    private static final int MAX_FIELD = 255;

    private final Reception reception;
    private final Completion completion;
    private final Removal removal;
    private final long maxBytes;

    Forms(Reception reception, Completion completion, Removal removal, UploadProperties settings) {
        this.reception = reception;
        this.completion = completion;
        this.removal = removal;
        this.maxBytes = settings.maxFormSize().toBytes();
    }

    /**
     * @param admit decides by the fields that stand before the file whose file it is; fails to refuse it before its
     *     bytes come
     * @param use of the whole form, its file stored; if it fails, the file is removed
     */
    <T> Mono<T> read(
            Flux<PartEvent> parts,
            HttpHeaders headers,
            Function<Form, Mono<String>> admit,
            Function<Form, Mono<T>> use) {
        long length = headers.getContentLength();
        if (length > maxBytes + AROUND) {
            return Mono.error(Reception.tooLarge(maxBytes));
        }
        return Mono.defer(() -> {
            Reading reading = new Reading(admit, length);
            return parts.windowUntil(PartEvent::isLast, false, 1)
                    .concatMap(part -> part.switchOnFirst((first, events) -> reading.take(first.get(), events)), 0)
                    .then(Mono.defer(() -> use.apply(reading.form)))
                    .onErrorResume(failure -> reading.rollBack()
                            // What something needs by now stays; what was wrong with the form is still what is told.
                            .onErrorComplete()
                            .then(Mono.error(failure)));
        });
    }

    /** The file as it was verified; a form's "not a video" is 400. */
    Mono<Upload> verified(Upload received) {
        return completion
                .complete(received, null)
                .onErrorMap(
                        ProblemException.class,
                        refusal -> refusal.code() == UploadProblem.NOT_MEDIA
                                ? ProblemException.of(UploadProblem.FORM_NOT_MEDIA, refusal.detail())
                                : refusal);
    }

    private static String filename(FilePartEvent file) {
        String name = file.filename();
        return name.isBlank() ? Form.VIDEO : name.substring(0, Math.min(name.length(), MAX_FIELD));
    }

    /** One form on its way in. */
    private final class Reading {
        private final Function<Form, Mono<String>> admit;
        private final long length;
        private Form form = new Form(Map.of(), null);

        Reading(Function<Form, Mono<String>> admit, long length) {
            this.admit = admit;
            this.length = length;
        }

        Mono<Void> take(@Nullable PartEvent first, Flux<PartEvent> events) {
            if (first instanceof FilePartEvent file && first.name().equals(Form.VIDEO)) {
                return receive(file, events.map(PartEvent::content));
            }
            if (first instanceof FormPartEvent field && field.value().length() <= MAX_FIELD) {
                form = form.with(field.name(), field.value());
            }
            return events.map(event -> DataBufferUtils.release(event.content())).then();
        }

        Mono<Void> rollBack() {
            Upload received = form.video();
            return received == null ? Mono.empty() : removal.remove(received.id());
        }

        private Mono<Void> receive(FilePartEvent file, Flux<DataBuffer> bytes) {
            return form.video() != null
                    ? Mono.error(ProblemException.of(CommonProblem.INVALID, "A form has one file."))
                    : admit.apply(form)
                            .flatMap(owner -> reception.receive(owner, filename(file), bytes, length))
                            .doOnNext(upload -> form = form.with(upload))
                            .then();
        }
    }
}
