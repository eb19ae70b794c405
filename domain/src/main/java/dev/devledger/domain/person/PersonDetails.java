package dev.devledger.domain.person;

import dev.devledger.domain.field.Patch;
import dev.devledger.domain.field.Field;
import dev.devledger.domain.field.Kind;
import dev.devledger.domain.shared.Violations;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is said of a person.
 *
 * @param archived whether nobody assigns anything to them any more
 */
public record PersonDetails(String name, @Nullable String email, boolean archived) {
    public static final Field<PersonDetails, String> NAME =
            Field.text("name", PersonDetails::name).or("").rule(Violations::title);
    public static final Field<PersonDetails, String> EMAIL =
            Field.text("email", PersonDetails::email).phrase("e-mail address").rule(Violations::email);
    public static final Field<PersonDetails, Boolean> ARCHIVED =
            Field.flag("archived", PersonDetails::archived).phrase("archived state");

    public static final Kind<PersonDetails> KIND = new Kind<>(List.of(NAME, EMAIL, ARCHIVED),
            values -> new PersonDetails(values.get(NAME), values.orNull(EMAIL), values.get(ARCHIVED)));

    /** Of whom nothing else is said. */
    public static PersonDetails named(String name) {
        return new PersonDetails(name, null, false);
    }

    /** All that the rules have against it, whatever else there is. */
    public Violations violations() {
        return KIND.violations(this);
    }

    /** All that the rules have against the fields that are set, whatever the person is like. */
    public static Violations violations(Patch<PersonDetails> edit) {
        return KIND.edited(named("-"), edit).violations();
    }
}
