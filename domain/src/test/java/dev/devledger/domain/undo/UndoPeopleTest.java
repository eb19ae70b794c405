package dev.devledger.domain.undo;

import static dev.devledger.domain.undo.Given.AT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.domain.directory.Person.PersonCommand;
import dev.devledger.domain.directory.Person.PersonDetails;
import dev.devledger.domain.directory.Person.PersonEvent;
import dev.devledger.domain.directory.Person.PersonId;
import dev.devledger.domain.directory.Person.PersonKey;
import dev.devledger.domain.field.EntityKind.Changes;
import dev.devledger.domain.field.EntityKind.Patch;
import dev.devledger.domain.undo.Undo.LaterEdit;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class UndoPeopleTest {
    private static final PersonId ADA = new PersonId(new UUID(7, 1));
    private static final PersonEvent MADE =
            new PersonEvent.Created(ADA, new PersonKey(2), new PersonDetails("Ada", null, false), AT);
    private static final PersonEvent DELETED = new PersonEvent.Deleted(ADA, AT);
    private static final PersonEvent RESTORED = new PersonEvent.Restored(ADA, AT);

    private static PersonEvent archived() {
        return new PersonEvent.Edited(ADA, Changes.of(PersonDetails.ARCHIVED, false, true), AT);
    }

    private static PersonEvent renamed(String from, String to) {
        return new PersonEvent.Edited(ADA, Changes.of(PersonDetails.NAME, from, to), AT);
    }

    private static PersonCommand.Edit rename(String to, long version) {
        return new PersonCommand.Edit(ADA, Patch.of(PersonDetails.NAME, to), version, AT);
    }

    @Test
    void what_was_changed_goes_back_and_the_rest_stays() {
        new Given().own(renamed("Ada", "Eve")).others(archived()).sends(rename("Ada", 6));
        new Given().own(archived()).sends(new PersonCommand.Edit(ADA, Patch.of(PersonDetails.ARCHIVED, false), 5L, AT));
    }

    @Test
    void who_was_made_or_restored_is_deleted_and_who_was_deleted_comes_back() {
        new Given().own(MADE).sends(new PersonCommand.Delete(ADA, 5L, AT));
        new Given().own(RESTORED).sends(new PersonCommand.Delete(ADA, 5L, AT));
        new Given().own(DELETED).sends(new PersonCommand.Restore(ADA, 5L, AT));
    }

    @Test
    void who_comes_back_is_changed_then() {
        Undo undo = new Given().own(renamed("Ada", "Eve")).own(DELETED).undo();

        assertThat(undo.commands())
                .containsExactly(
                        new PersonCommand.Restore(ADA, 6L, AT),
                        new PersonCommand.Edit(ADA, Patch.of(PersonDetails.NAME, "Ada"), null, AT));
    }

    @Test
    void what_others_changed_since_is_told() {
        assertThat(new Given()
                        .own(renamed("Ada", "Eve"))
                        .others(renamed("Eve", "Eva"))
                        .undo()
                        .laterEdits())
                .singleElement()
                .satisfies(edit -> assertThat(edit.field()).isEqualTo("name"));
        assertThat(new Given().own(MADE).others(renamed("Ada", "Eve")).undo().laterEdits())
                .singleElement()
                .satisfies(edit -> assertThat(edit.why()).contains("would delete it"));
        assertThat(new Given().own(renamed("Ada", "Eve")).others(DELETED).undo().laterEdits())
                .singleElement()
                .satisfies(edit -> assertThat(edit.now()).isEqualTo(LaterEdit.DELETED));
    }
}
