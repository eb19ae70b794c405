package dev.devledger.application.projection;

import dev.devledger.application.ledger.Provenance;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The stored events in the order of their positions. */
public interface EventLog {

    /**
     * @param type the stored name, such as {@code project.status-changed}
     * @param at the time of the position: a later position has a later time
     */
    record LocatedEvent(long position, String type, Instant at) {}

    /** Locates an event that the transaction at hand stores; empty for one that it does not store. */
    Optional<LocatedEvent> locate(String eventId);

    /** Returns the streams among these in which an event is parked, each as projection and stream. */
    Set<List<String>> parked(Collection<String> streams);

    /**
     * Reads at most {@code limit} events after one position, up to and including another; fewer if they are large, and
     * none only if there is none. Old revisions are upcast.
     */
    List<LedgerEvent> read(long after, long upTo, int limit);

    /** Returns the number of events after one position, up to and including another: it costs as much as these are. */
    long count(long after, long upTo);

    /** Returns the number of events up to and including a position. */
    default long count(long upTo) {
        return count(0, upTo);
    }

    /** Returns the newest stored position, 0 for none. */
    long head();

    /**
     * A stored event with all that is known of it.
     *
     * @param position the event's position in the whole ledger; growing, with gaps
     * @param stream the entity's stream, such as {@code project-<uuid>}
     * @param version the entity's version after the event, from 1
     * @param type the stored name, such as {@code project.status-changed}
     * @param at the time when it was given its position, which grows with the positions
     * @param payload one of the domain's sealed events
     * @param imported true for an event of an import, whose statuses may date from long ago
     * @param before the state on which it was decided; null if that is not known
     */
    record LedgerEvent(
            long position,
            String eventId,
            String stream,
            long version,
            String type,
            Instant at,
            Object payload,
            Provenance by,
            UUID changeSet,
            boolean imported,
            @Nullable Object before) {

        public LedgerEvent(
                long position,
                String eventId,
                String stream,
                long version,
                String type,
                Instant at,
                Object payload,
                Provenance by,
                UUID changeSet,
                boolean imported) {
            this(position, eventId, stream, version, type, at, payload, by, changeSet, imported, null);
        }

        public LedgerEvent(
                long position,
                String eventId,
                String stream,
                long version,
                String type,
                Instant at,
                Object payload,
                Provenance by,
                UUID changeSet) {
            this(position, eventId, stream, version, type, at, payload, by, changeSet, false);
        }

        /** Returns the same event with an unreadable payload. */
        public LedgerEvent unreadable(String reason) {
            return new LedgerEvent(
                    position,
                    eventId,
                    stream,
                    version,
                    type,
                    at,
                    new UnreadablePayload(reason),
                    by,
                    changeSet,
                    imported);
        }

        /** Returns the same event with the state before it. */
        LedgerEvent from(@Nullable Object state) {
            return new LedgerEvent(
                    position, eventId, stream, version, type, at, payload, by, changeSet, imported, state);
        }

        /**
         * Returns the time from which its status holds: the given one for an import, otherwise the time of the event.
         */
        public Instant since(Instant since) {
            return imported && since.isBefore(at) ? since : at;
        }

        /** Returns the state of the entity after the event. */
        public Revision revision() {
            return new Revision(version, position);
        }
    }

    /**
     * The state of an entity that a row shows.
     *
     * @param version the entity's version
     * @param position the position of the event that made it, in the whole ledger
     */
    record Revision(long version, long position) {}

    /**
     * The payload of an event that cannot be read back: a projection that needs it has it parked, and all else goes on.
     */
    record UnreadablePayload(String reason) {}
}
