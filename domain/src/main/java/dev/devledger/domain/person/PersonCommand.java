package dev.devledger.domain.person;

import dev.devledger.domain.field.Patch;
import dev.devledger.domain.shared.Addressed;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What can be asked of a person. {@code expectedVersion} is the version that the caller saw, null where it does not mind. */
public sealed interface PersonCommand extends Addressed {
    PersonId person();

    Instant at();

    @Override
    default String address() {
        return person().address();
    }

    record Create(PersonId person, PersonKey key, PersonDetails details, Instant at) implements PersonCommand {}

    record Edit(PersonId person, Patch<PersonDetails> edit, @Nullable Long expectedVersion, Instant at)
            implements PersonCommand {}

    record Delete(PersonId person, @Nullable Long expectedVersion, Instant at) implements PersonCommand {}

    record Restore(PersonId person, @Nullable Long expectedVersion, Instant at) implements PersonCommand {}
}
