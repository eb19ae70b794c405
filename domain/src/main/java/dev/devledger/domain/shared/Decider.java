package dev.devledger.domain.shared;

import java.util.List;

/**
 * The rules of one kind of entity. Pure: time, ids and the caller arrive in the command, and the same command on the
 * same state always gives the same events.
 */
public interface Decider<C, S, E> {
    S initial();

    /** The facts that follow; none where the wish is already fulfilled. Throws {@link Rejection} where it is refused. */
    List<E> decide(C command, S state);

    S evolve(S state, E event);

    /** A command that knows which event stream it is for. */
    interface Addressed {
        /** The stream, such as {@code project-<uuid>}: all streams share one key space, so the subject is part of it. */
        String address();

        /** Whether its stream is new, so that there is nothing to look for. */
        default boolean begins() {
            return false;
        }
    }
}
