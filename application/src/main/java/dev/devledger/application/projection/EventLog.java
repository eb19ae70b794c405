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
     * @param at the time that goes with the position: who is behind is later
     */
    record Located(long position, String type, Instant at) {}

    /** Where the transaction at hand stores an event; empty for one that it does not store. */
    Optional<Located> locate(String eventId);

    /** Of these streams, in which projections an event waits: the projection before the stream. */
    Set<List<String>> parked(Collection<String> streams);

    /**
     * At most {@code limit} events after one position, up to and including another; fewer where they are large, and none
     * only where there is none. Old revisions are upcast.
     */
    List<LedgerEvent> read(long after, long upTo, int limit);

    /** How many there are after one position, up to and including another: it costs as much as these are. */
    long count(long after, long upTo);

    /** How many there are up to and including a position. */
    default long count(long upTo) {
        return count(0, upTo);
    }

    /** The newest position that is stored, 0 for none. */
    long head();

    /**
     * A stored event with all that is known of it.
     *
     * @param position where it is in the whole ledger; growing, with gaps
     * @param stream the entity's stream, such as {@code project-<uuid>}
     * @param version the entity's version after it, from 1
     * @param type the stored name, such as {@code project.status-changed}
     * @param at when it was given its position, which grows with the positions
     * @param payload one of the domain's sealed events
     * @param imported whether it is of an import, whose statuses may tell of long ago
     * @param before the state on which it was decided; null where that is not known
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

        /** The same, of which nobody can say what it was. */
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

        /** The same, of which it is known what the entity was before. */
        LedgerEvent from(@Nullable Object state) {
            return new LedgerEvent(
                    position, eventId, stream, version, type, at, payload, by, changeSet, imported, state);
        }

        /** Since when the status stands that it brings: as it says, but for one whose time is only that of deciding it. */
        public Instant since(Instant since) {
            return imported && since.isBefore(at) ? since : at;
        }

        /** The state of the entity that it made. */
        public Revision revision() {
            return new Revision(version, position);
        }
    }

    /**
     * Which state of an entity a row shows.
     *
     * @param version the entity's version
     * @param position of the event that made it, in the whole ledger
     */
    record Revision(long version, long position) {}

    /** In the place of what an event says, where that cannot be read back: whoever needs it has it parked, and all else goes on. */
    record UnreadablePayload(String reason) {}
}
