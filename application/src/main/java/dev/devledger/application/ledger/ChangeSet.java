package dev.devledger.application.ledger;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.devledger.domain.shared.Decider.Addressed;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** One write to the ledger while it runs: its id, its time, and the way for its commands. */
public interface ChangeSet {
    UUID id();

    /** Returns the one time of everything in this change set. */
    Instant at();

    /** True if the write is only rehearsed, so that nothing may be used up for it. */
    default boolean isRehearsal() {
        return false;
    }

    /** Returns the id of a new entity. A repeated write gets the same ids in the same order. */
    default UUID newId() {
        return NewId.next();
    }

    /** Returns the id of the request. */
    String requestId();

    /**
     * Records the change sets that this one undoes. Call it before the first command; the ids are stored with the first
     * event.
     */
    default void undoes(Collection<UUID> changeSets) {}

    /**
     * Decides the command now, and stores its events together with the write's others. Throws what the decider throws.
     */
    void send(Addressed command);

    /**
     * Runs a check once all events are stored and visible in the read model, before any other transaction sees them; an
     * exception of the check rolls everything back.
     */
    default void whenStored(Runnable check) {
        check.run();
    }

    /**
     * Announces commands that the caller will send one by one, to learn of the refusal of each. If there are many, the
     * states on which they are decided are read together.
     */
    default void expect(List<? extends Addressed> commands) {}

    /**
     * Sends the commands one after the other, as {@link #send} does. Many cost less than one by one; their results may
     * then appear in the read model only at the end.
     */
    default void sendAll(List<? extends Addressed> commands) {
        commands.forEach(this::send);
    }

    /**
     * Ids of new entities, in the order of time (version 7 of RFC 9562, section 5.7): the next row then goes to the end
     * of each index, and not to a page somewhere in the middle.
     */
    final class NewId {
        private static final NoArgGenerator IDS = Generators.timeBasedEpochGenerator();

        private NewId() {}

        public static UUID next() {
            return IDS.generate();
        }
    }
}
