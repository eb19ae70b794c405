package dev.devledger.application.ledger;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.devledger.domain.shared.Decider.Addressed;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** The write at hand: its id, its time, and the way for its commands. */
public interface ChangeSet {
    UUID id();

    /** Returns the one time of everything in this change set. */
    Instant at();

    /** True if it is only rehearsed, so that nothing may be used up for it. */
    default boolean isRehearsal() {
        return false;
    }

    /** Returns the id of a new entity. A repeated write gets the same ids in the same order. */
    default UUID newId() {
        return NewId.next();
    }

    /** Returns the id of the request. */
    String requestId();

    /** Records the change sets that this one undoes, before the first command; they are stored with the first event. */
    default void undoes(Collection<UUID> changeSets) {}

    /** Decides the command now, and stores the result with the rest. Throws what the decider throws. */
    void send(Addressed command);

    /**
     * Runs a check once all is stored and visible in the read model, before any other transaction sees it; an exception
     * of the check takes all of it back.
     */
    default void whenStored(Runnable check) {
        check.run();
    }

    /**
     * Announces commands that the caller sends one by one, to learn of the refusal of each: if they are many, the
     * states that they are decided on are read at once.
     */
    default void expect(List<? extends Addressed> commands) {}

    /**
     * Sends the commands like {@link #send}, one after the other. Many cost no more for each than few; then their
     * results may appear in the read model at once.
     */
    default void sendAll(List<? extends Addressed> commands) {
        commands.forEach(this::send);
    }

    /**
     * Ids of new entities, in the order of time (version 7 of RFC 9562, section 5.7): the next row goes to the end of
     * each index, and not into a page of its own somewhere in it.
     */
    final class NewId {
        private static final NoArgGenerator IDS = Generators.timeBasedEpochGenerator();

        private NewId() {}

        public static UUID next() {
            return IDS.generate();
        }
    }
}
