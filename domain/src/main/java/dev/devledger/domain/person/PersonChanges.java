package dev.devledger.domain.person;

import dev.devledger.domain.shared.Change;
import dev.devledger.domain.shared.FieldChange;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an edit changed, field by field: what was and what is. A field that did not change is null. */
public record PersonChanges(
        @Nullable Change<String> name,
        @Nullable Change<String> email,
        @Nullable Change<Boolean> archived) {

    static PersonChanges between(PersonDetails from, PersonDetails to) {
        return new PersonChanges(
                Change.between(from.name(), to.name()),
                Change.between(from.email(), to.email()),
                Change.between(from.archived(), to.archived()));
    }

    PersonDetails applyTo(PersonDetails details) {
        return new PersonDetails(
                Change.orElse(name, details.name()),
                Change.toOrElse(email, details.email()),
                Change.orElse(archived, details.archived()));
    }

    /** The changes as the history shows them, under the field names of docs/contract.md, section 4. */
    public List<FieldChange> list() {
        List<FieldChange> changes = new ArrayList<>();
        FieldChange.collect(changes, "name", name);
        FieldChange.collect(changes, "email", email);
        FieldChange.collect(changes, "archived", archived);
        return List.copyOf(changes);
    }
}
