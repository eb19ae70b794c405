package dev.devledger.application.access;

import dev.devledger.domain.access.Access;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who has shown who they are.
 *
 * @param id tells them from anybody else, also from whoever had the same name before them
 * @param actor as the history names them: {@code owner}, or the name of a token
 * @param lease asked again where something of theirs goes on, such as a stream
 * @param uses told through what they came in
 */
public record KnownCaller(String id, String actor, Access access, Lease lease, Uses uses) {
    private static final String OWNER = "owner";

    /** Whether they are still who they were. */
    @FunctionalInterface
    public interface Lease {
        Lease FOR_EVER = () -> true;

        boolean holds();
    }

    /** Where it is written down at all, that is once a minute. */
    @FunctionalInterface
    public interface Uses {
        Uses UNWRITTEN = (channel, client) -> {};

        /** @param client the program, as it names itself when it connects; null where that is not known */
        void note(String channel, @Nullable String client);
    }

    /** Of whom nobody writes down when they came. */
    public KnownCaller(String id, String actor, Access access, Lease lease) {
        this(id, actor, access, lease, Uses.UNWRITTEN);
    }

    public static KnownCaller owner() {
        return owner(Lease.FOR_EVER);
    }

    /** For as long as that holds, such as a session. */
    public static KnownCaller owner(Lease lease) {
        return new KnownCaller(OWNER, OWNER, Access.ALL, lease);
    }
}
