package dev.estrade.catalog.enrolment;

import dev.estrade.support.problem.CommonProblem;
import dev.estrade.support.problem.ProblemException;
import dev.estrade.support.problem.ProblemException.FieldProblem;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** {@code {user_ids}}: who is enrolled at once, 1 to 1,000 people. */
record EnrolmentRequest(@Nullable List<@Nullable String> userIds) {
    private static final int MOST = 1_000;
    private static final int LONGEST = 256;

    /** Each once. @throws ProblemException {@code request.invalid} that names each fault by its path */
    Set<String> people() {
        List<FieldProblem> faults = new ArrayList<>();
        Set<String> people = new LinkedHashSet<>();
        if (userIds == null || userIds.isEmpty() || userIds.size() > MOST) {
            faults.add(new FieldProblem("user_ids", "field.size", "Name 1 to " + MOST + " people."));
        } else {
            for (int i = 0; i < userIds.size(); i++) {
                String id = userIds.get(i);
                if (id == null || id.isBlank() || id.length() > LONGEST) {
                    faults.add(new FieldProblem("user_ids[" + i + "]", "field.invalid", "A user's id is text."));
                } else {
                    people.add(id);
                }
            }
        }
        if (!faults.isEmpty()) {
            throw ProblemException.of(CommonProblem.INVALID, CommonProblem.INVALID.title())
                    .withErrors(faults);
        }
        return people;
    }
}
