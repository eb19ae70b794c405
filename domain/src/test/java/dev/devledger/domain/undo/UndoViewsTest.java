package dev.devledger.domain.undo;

import static dev.devledger.domain.undo.Given.AT;
import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.domain.directory.SavedView.ViewCommand;
import dev.devledger.domain.directory.SavedView.ViewDetails;
import dev.devledger.domain.directory.SavedView.ViewEvent;
import dev.devledger.domain.directory.SavedView.ViewId;
import dev.devledger.domain.directory.SavedView.ViewKey;
import dev.devledger.domain.field.EntityKind.Changes;
import dev.devledger.domain.field.EntityKind.Patch;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class UndoViewsTest {
    private static final ViewId VIEW = new ViewId(new UUID(7, 1));
    private static final ViewEvent MADE =
            new ViewEvent.Created(VIEW, new ViewKey(2), new ViewDetails("Rust", "", false), AT);
    private static final ViewEvent DELETED = new ViewEvent.Deleted(VIEW, AT);
    private static final ViewEvent RESTORED = new ViewEvent.Restored(VIEW, AT);

    private static ViewEvent starred() {
        return new ViewEvent.Edited(VIEW, Changes.of(ViewDetails.FAVOURITE, false, true), AT);
    }

    private static ViewEvent renamed(String from, String to) {
        return new ViewEvent.Edited(VIEW, Changes.of(ViewDetails.NAME, from, to), AT);
    }

    private static ViewCommand.Edit rename(String to, long version) {
        return new ViewCommand.Edit(VIEW, Patch.of(ViewDetails.NAME, to), version, AT);
    }

    @Test
    void what_was_changed_goes_back_and_the_rest_stays() {
        new Given().own(renamed("Rust", "Java")).others(starred()).sends(rename("Rust", 6));
        new Given().own(starred()).sends(new ViewCommand.Edit(VIEW, Patch.of(ViewDetails.FAVOURITE, false), 5L, AT));
    }

    @Test
    void what_was_made_or_restored_is_deleted_and_what_was_deleted_comes_back() {
        new Given().own(MADE).sends(new ViewCommand.Delete(VIEW, 5L, AT));
        new Given().own(RESTORED).sends(new ViewCommand.Delete(VIEW, 5L, AT));
        new Given().own(DELETED).sends(new ViewCommand.Restore(VIEW, 5L, AT));
    }

    @Test
    void what_comes_back_is_changed_then() {
        Undo undo = new Given().own(renamed("Rust", "Java")).own(DELETED).undo();

        assertThat(undo.commands())
                .containsExactly(
                        new ViewCommand.Restore(VIEW, 6L, AT),
                        new ViewCommand.Edit(VIEW, Patch.of(ViewDetails.NAME, "Rust"), null, AT));
    }
}
