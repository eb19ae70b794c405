package dev.devledger.application.projection;

import dev.devledger.application.command.Provenance;
import java.time.Instant;
import java.util.UUID;

/**
 * A stored event with all that is known of it.
 *
 * @param position where it is in the whole ledger; growing, with gaps
 * @param stream the entity's stream, such as {@code project-<uuid>}
 * @param version the entity's version after it, from 1
 * @param type the stored name, such as {@code project.status-changed}
 * @param payload one of the domain's sealed events
 */
public record LedgerEvent(
        long position,
        String eventId,
        String stream,
        long version,
        String type,
        Instant at,
        Object payload,
        Provenance by,
        UUID changeSet) {

    /** The state of the entity that it made. */
    public Revision revision() {
        return new Revision(version, position);
    }
}
