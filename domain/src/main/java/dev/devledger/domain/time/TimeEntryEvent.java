package dev.devledger.domain.time;

import dev.devledger.domain.field.Changes;
import java.time.Instant;

/** What has happened to a time entry. Stored for ever: a record here is never changed, an old revision is upcast. */
public sealed interface TimeEntryEvent {
    TimeEntryId entry();

    Instant at();

    record Created(TimeEntryId entry, TimeEntryKey key, TimeEntryDetails details, Instant at)
            implements TimeEntryEvent {}

    record Edited(TimeEntryId entry, Changes<TimeEntryDetails> changes, Instant at) implements TimeEntryEvent {}

    record Deleted(TimeEntryId entry, Instant at) implements TimeEntryEvent {}

    record Restored(TimeEntryId entry, Instant at) implements TimeEntryEvent {}
}
