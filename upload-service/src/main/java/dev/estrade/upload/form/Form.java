package dev.estrade.upload.form;

import dev.estrade.support.problem.CommonProblem;
import dev.estrade.support.problem.ProblemException;
import dev.estrade.support.problem.ProblemException.FieldProblem;
import dev.estrade.upload.file.Upload;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What a form held, or has held so far: its text fields by name, and its file. */
record Form(Map<String, String> fields, @Nullable Upload video) {
    static final String VIDEO = "video";

    Form with(String name, String value) {
        Map<String, String> more = new LinkedHashMap<>(fields);
        more.put(name, value);
        return new Form(more, video);
    }

    Form with(Upload received) {
        return new Form(fields, received);
    }

    String text(String name) {
        return fields.getOrDefault(name, "");
    }

    /** @throws ProblemException {@code request.invalid} naming each field that is missing, the file included */
    Upload complete(List<String> required) {
        Upload received = video;
        List<FieldProblem> faults = Stream.concat(
                        required.stream().filter(name -> text(name).isBlank()),
                        received == null ? Stream.of(VIDEO) : Stream.empty())
                .map(name -> new FieldProblem(name, "field.required", "This field is missing."))
                .toList();
        if (received == null || !faults.isEmpty()) {
            String names = faults.stream().map(FieldProblem::field).collect(Collectors.joining(", "));
            throw ProblemException.of(CommonProblem.INVALID, "Missing: " + names + ".")
                    .withErrors(faults);
        }
        return received;
    }
}
