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
}
