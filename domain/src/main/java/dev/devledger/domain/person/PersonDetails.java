package dev.devledger.domain.person;

import dev.devledger.domain.shared.Violations;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a person.
 *
 * @param archived whether nobody assigns anything to them any more
 */
public record PersonDetails(String name, @Nullable String email, boolean archived) {

    /** All that the rules have against it, whatever else there is. */
    public Violations violations() {
        return new Violations().title("name", name).email("email", email);
    }
}
