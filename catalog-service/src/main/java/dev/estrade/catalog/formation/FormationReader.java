package dev.estrade.catalog.formation;

import dev.estrade.support.problem.CommonProblem;
import dev.estrade.support.problem.ProblemException;
import dev.estrade.support.problem.ProblemException.FieldProblem;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.core.JacksonException.Reference;
import tools.jackson.databind.DatabindException;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Reads formations out of JSON; what has the wrong type is named by its path, like any other fault. */
@Component
class FormationReader {
    private final JsonMapper json;

    FormationReader(JsonMapper json) {
        this.json = json;
    }

    /** @throws ProblemException {@code request.invalid} */
    FormationRequest created(ObjectNode body) {
        FormationRequest request = read(body);
        RequestChecks.check(request);
        return request;
    }

    /** What a formation becomes by a patch. @throws ProblemException {@code request.invalid} */
    FormationRequest patched(ObjectNode patch, Content known) {
        FormationRequest request = read(FormationPatch.applied(patch, known, json));
        RequestChecks.check(request, known);
        return request;
    }

    private FormationRequest read(ObjectNode body) {
        try {
            return json.treeToValue(body, FormationRequest.class);
        } catch (DatabindException e) {
            FieldProblem fault = new FieldProblem(path(e.getPath()), "field.type", "The value is not of this type.");
            throw ProblemException.of(CommonProblem.INVALID, CommonProblem.INVALID.title())
                    .withErrors(List.of(fault))
                    .withCause(e);
        }
    }

    private static String path(List<Reference> references) {
        StringBuilder path = new StringBuilder();
        for (Reference reference : references) {
            if (reference.getPropertyName() == null) {
                path.append('[').append(reference.getIndex()).append(']');
            } else {
                path.append(path.isEmpty() ? "" : ".").append(reference.getPropertyName());
            }
        }
        return path.toString();
    }
}
