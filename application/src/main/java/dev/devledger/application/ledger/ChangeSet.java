package dev.devledger.application.ledger;

import com.fasterxml.uuid.Generators;
import com.fasterxml.uuid.NoArgGenerator;
import dev.devledger.domain.shared.Decider.Addressed;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** The write at hand: its id, its time, and where its commands go. */
public interface ChangeSet {
    UUID id();

    /** The one time of everything in this change set. */
    Instant at();

    /** Whether it is only tried, so that nothing may be used up for it. */
    default boolean isRehearsal() {
        return false;
    }

    /** For what is new in it. Where the write is repeated, the same ones come again in the same order. */
    default UUID newId() {
        return NewId.next();
    }

    /** What asked for it. */
    String requestId();

    /** Says which change sets it takes back, before the first command; it is kept with the first event that comes. */
    default void undoes(Collection<UUID> changeSets) {}

    /** Decides now, and stores with the rest. Throws what the decider throws. */
    void send(Addressed command);

    /**
     * Looks at what was made once all is stored, as it is seen in the read model, and before anybody else sees it; what it
     * throws takes all of it back.
     */
    default void whenStored(Runnable check) {
        check.run();
    }

    /**
     * Says which ones are about to be sent one by one, by somebody who wants to hear of each what is against it: where they
     * are many, what they are decided on is read at once.
     */
    default void expect(List<? extends Addressed> commands) {}

    /**
     * As {@link #send} one after the other. Where they are many it costs no more for each than where they are few; then what
     * comes of them may be seen in the read model at once.
     */
    default void sendAll(List<? extends Addressed> commands) {
        commands.forEach(this::send);
    }

    /**
     * Ids for what is new, in the order of time (version 7 of RFC 9562, section 5.7): what is stored next goes to the end of
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
