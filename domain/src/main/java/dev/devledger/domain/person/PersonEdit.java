package dev.devledger.domain.person;

import dev.devledger.domain.shared.SetTo;
import dev.devledger.domain.shared.Violations;
import org.jspecify.annotations.Nullable;

/** A wish for new values; a field without one stays as it is. */
public record PersonEdit(
        @Nullable SetTo<String> name,
        @Nullable SetTo<String> email,
        @Nullable SetTo<Boolean> archived) {

    /** All that the rules have against the fields that are set, whatever the person is like. */
    public Violations violations() {
        return applyTo(new PersonDetails("-", null, false)).violations();
    }

    PersonDetails applyTo(PersonDetails details) {
        return new PersonDetails(
                SetTo.orElse(name, details.name(), ""),
                SetTo.orElse(email, details.email()),
                SetTo.orElse(archived, details.archived(), false));
    }
}
