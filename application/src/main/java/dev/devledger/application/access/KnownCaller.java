package dev.devledger.application.access;

import dev.devledger.domain.access.Access;

/**
 * Somebody who has shown who they are.
 *
 * @param id tells them from anybody else, also from whoever had the same name before them
 * @param actor as the history names them: {@code owner}, or the name of a token
 * @param lease asked again where something of theirs goes on, such as a stream
 */
public record KnownCaller(String id, String actor, Access access, Lease lease) {
    private static final String OWNER = "owner";

    /** Whether they are still who they were. */
    @FunctionalInterface
    public interface Lease {
        Lease FOR_EVER = () -> true;

        boolean holds();
    }

    public static KnownCaller owner() {
        return owner(Lease.FOR_EVER);
    }

    /** For as long as that holds, such as a session. */
    public static KnownCaller owner(Lease lease) {
        return new KnownCaller(OWNER, OWNER, Access.ALL, lease);
    }
}
