package dev.estrade.support.security;

import dev.estrade.support.problem.CommonProblem;
import dev.estrade.support.problem.ProblemException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who calls: the principal of every authenticated request.
 *
 * @param userId the token's {@code sub}
 */
public record Caller(String userId, Set<Role> roles) {

    public boolean has(Role role) {
        return roles.contains(role);
    }

    /** @throws ProblemException {@code auth.forbidden} unless the caller has one of these roles */
    public void require(Role... anyOf) {
        for (Role role : anyOf) {
            if (has(role)) {
                return;
            }
        }
        throw ProblemException.of(CommonProblem.FORBIDDEN, "The caller's roles do not allow this.");
    }

    /**
     * Checks a {@code user_id} that says on whose behalf a call is made: the caller himself, unless he is an admin or
     * the frontend's own server.
     *
     * @throws ProblemException {@code auth.forbidden} for anybody else's id
     */
    public void requireActingFor(String namedUserId) {
        if (!userId.equals(namedUserId) && !has(Role.ADMIN) && !has(Role.SERVICE)) {
            throw ProblemException.of(CommonProblem.FORBIDDEN, "The caller may act only for himself.");
        }
    }

    /**
     * The user on whose behalf a call is made: the one it names, else the caller.
     *
     * @throws ProblemException as {@link #requireActingFor}
     */
    public String actingFor(@Nullable String namedUserId) {
        if (namedUserId == null || namedUserId.isBlank()) {
            return userId;
        }
        requireActingFor(namedUserId);
        return namedUserId;
    }
}
