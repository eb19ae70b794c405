package dev.devledger.application.time;

import dev.devledger.domain.field.Changes;
import dev.devledger.application.projection.Revision;
import dev.devledger.domain.time.TimeEntryDetails;
import dev.devledger.domain.time.TimeEntryId;
import dev.devledger.domain.time.TimeEntryKey;
import java.time.Instant;

/**
 * The rows of the time entries. Each method can be repeated; one that finds no row to change throws, since an event that
 * changes nothing is an event that was not applied.
 */
public interface TimeEntryList {
    void add(TimeEntryId entry, TimeEntryKey key, TimeEntryDetails details, Instant at, Revision revision);

    void edit(TimeEntryId entry, Changes<TimeEntryDetails> changes, Instant at, Revision revision);

    void delete(TimeEntryId entry, Instant at, Revision revision);

    void restore(TimeEntryId entry, Instant at, Revision revision);
}
