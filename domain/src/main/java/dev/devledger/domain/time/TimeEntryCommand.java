package dev.devledger.domain.time;

import dev.devledger.domain.field.Patch;
import dev.devledger.domain.shared.Addressed;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What can be asked of a time entry. {@code expectedVersion} is the version that the caller saw, null where it does not mind.
 * What a service brings is taken as it is: the rules of time are for those who log here.
 */
public sealed interface TimeEntryCommand extends Addressed {
    TimeEntryId entry();

    Instant at();

    @Override
    default String address() {
        return entry().address();
    }

    record Create(TimeEntryId entry, TimeEntryKey key, TimeEntryDetails details, boolean asItIs, Instant at)
            implements TimeEntryCommand {}

    record Edit(
            TimeEntryId entry,
            Patch<TimeEntryDetails> edit,
            boolean asItIs,
            @Nullable Long expectedVersion,
            Instant at) implements TimeEntryCommand {}

    record Delete(TimeEntryId entry, @Nullable Long expectedVersion, Instant at) implements TimeEntryCommand {}

    record Restore(TimeEntryId entry, @Nullable Long expectedVersion, Instant at) implements TimeEntryCommand {}
}
