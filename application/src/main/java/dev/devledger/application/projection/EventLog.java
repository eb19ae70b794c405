package dev.devledger.application.projection;

import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.ledger.Provenance;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The stored events in the order of their positions. */
public interface EventLog {

    /**
     * @param type the stored name, such as {@code project.status-changed}
     * @param at the time that was given with the position: a later position has a later time
     */
    record LocatedEvent(long position, String type, Instant at) {}

    /** Locates an event that the current transaction stores; empty for any other event. */
    Optional<LocatedEvent> locate(String eventId);

    /** Returns the pairs of projection and stream, among these streams, that have a parked event. */
    Set<List<String>> parked(Collection<String> streams);

    /**
     * Reads at most {@code limit} events after one position, up to and including another; fewer if they are large, and
     * none only if there is none. Old revisions are upcast.
     */
    List<LedgerEvent> read(long after, long upTo, int limit);

    /** Returns the number of events after one position, up to and including another. Reads all of these events. */
    long count(long after, long upTo);

    /** Returns the number of events up to and including a position. */
    default long count(long upTo) {
        return count(0, upTo);
    }

    /** Returns the newest stored position, 0 for none. */
    long head();

    /**
     * A stored event with all its data.
     *
     * @param position the event's position in the whole ledger; growing, with gaps
     * @param stream the entity's stream, such as {@code project-<uuid>}
     * @param version the entity's version after the event, from 1
     * @param type the stored name, such as {@code project.status-changed}
     * @param at the time when the event was given its position; later positions have later times
     * @param payload one of the domain's sealed events
     * @param imported true for an event of an import, whose statuses may date from long ago
     * @param before the entity's state on which the event was decided; null if it is not known
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
         * Returns the time from which the event's status holds: the given time for an imported event, else the time of
         * the event.
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
     * @param position the position, in the whole ledger, of the event that led to the state
     */
    record Revision(long version, long position) {}

    /**
     * Stands for the payload of an event that cannot be read: a projection that needs the payload has the event parked,
     * and the others go on.
     */
    record UnreadablePayload(String reason) {}

    /**
     * The events that a projection could not apply, with all later events of the same streams. A replay of the projection
     * tries them again.
     */
    interface ParkedEvents {
        void park(String projection, LedgerEvent event, String error);

        boolean isParked(String projection, String stream);

        /** Returns the pairs of projection and stream that have parked events. */
        Set<List<String>> streams();

        /**
         * A parked event.
         *
         * @param error the reason, or that an earlier event of the stream waits
         */
        record Parked(String projection, long position, String stream, String type, String error, Instant at) {}

        /** Returns the parked events, the oldest first. */
        Page<Parked> list(PageRequest page);

        /** Returns descriptions of other stored values that could not be read lately. */
        default List<String> unreadable() {
            return List.of();
        }

        /** Returns the number of parked events by projection, without projections that have none. */
        Map<String, Long> counts();
    }
}
