package dev.devledger.domain.shared;

import java.util.List;

/**
 * The rules of one kind of entity. Pure: time, ids and the caller arrive in the command, and the same command on the
 * same state always gives the same events.
 */
public interface Decider<C, S, E> {
    S initial();

    /**
     * Returns the events that follow, none if the state is already what the command asks for. Throws {@link Rejection}
     * on refusal.
     */
    List<E> decide(C command, S state);

    S evolve(S state, E event);

    /** A command that names its event stream. */
    interface Addressed {
        /** The stream, such as {@code project-<uuid>}. All streams share one key space, so the kind is part of it. */
        String address();

        /** True if the stream is new, so that no events have to be loaded. */
        default boolean begins() {
            return false;
        }
    }
}
