package dev.devledger.domain.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.domain.directory.SavedView.ViewCommand;
import dev.devledger.domain.directory.SavedView.ViewDetails;
import dev.devledger.domain.directory.SavedView.ViewEvent;
import dev.devledger.domain.directory.SavedView.ViewId;
import dev.devledger.domain.directory.SavedView.ViewKey;
import dev.devledger.domain.field.EntityKind.Changes;
import dev.devledger.domain.field.EntityKind.Patch;
import dev.devledger.domain.history.Narration;
import dev.devledger.domain.shared.Rejection.Code;
import dev.devledger.domain.shared.Scenario;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SavedViewDeciderTest {
    private static final ViewId ID = new ViewId(new UUID(1, 1));
    private static final Instant AT = Instant.parse("2026-03-31T09:00:00Z");
    private static final ViewDetails RUST = new ViewDetails("Rust this week", "tag=rust", false);
    private static final ViewEvent CREATED = new ViewEvent.Created(ID, new ViewKey(3), RUST, AT);
    private static final ViewEvent DELETED = new ViewEvent.Deleted(ID, AT);
    private static final ViewEvent RESTORED = new ViewEvent.Restored(ID, AT);

    private static Scenario<ViewCommand, SavedView, ViewEvent> given(ViewEvent... events) {
        return Scenario.given(new SavedViewDecider(), events);
    }

    private static ViewCommand create(ViewDetails details) {
        return new ViewCommand.Create(ID, new ViewKey(3), details, AT);
    }

    private static ViewCommand edit(Patch<ViewDetails> edit, Long version) {
        return new ViewCommand.Edit(ID, edit, version, AT);
    }

    private static ViewEvent edited(Changes<ViewDetails> changes) {
        return new ViewEvent.Edited(ID, changes, AT);
    }

    @Test
    void a_view_is_made_once() {
        given().when(create(RUST)).then(CREATED);
        given(CREATED).when(create(RUST)).thenRejected(Code.CONFLICT_STATE);
    }

    @Test
    void an_edit_says_what_was_and_what_is() {
        Patch<ViewDetails> edit = Patch.of(ViewDetails.NAME, "Rust").set(ViewDetails.FAVOURITE, true);
        given(CREATED)
                .when(edit(edit, 1L))
                .then(edited(Changes.of(ViewDetails.NAME, "Rust this week", "Rust")
                        .with(ViewDetails.FAVOURITE, false, true)))
                .when(edit(edit, 2L))
                .thenNothing();
        given(CREATED).when(edit(edit, 2L)).thenRejected(Code.STALE);
        given().when(edit(edit, null)).thenRejected(Code.NOT_FOUND);
    }

    @Test
    void what_breaks_a_rule_is_refused() {
        given().when(create(ViewDetails.named(" "))).thenInvalid("name");
        given().when(create(new ViewDetails("a\nb", "q=" + "x".repeat(1_999), false)))
                .thenInvalid("name", "query");
        given(CREATED)
                .when(edit(Patch.of(ViewDetails.NAME, "x".repeat(101)), null))
                .thenInvalid("name");
        ViewDetails longest = new ViewDetails("🙂".repeat(100), "q=" + "x".repeat(1_998), true);
        given().when(create(longest)).then(new ViewEvent.Created(ID, new ViewKey(3), longest, AT));
    }

    @Test
    void a_deleted_view_comes_back_as_it_was() {
        given(CREATED)
                .when(new ViewCommand.Delete(ID, 1L, AT))
                .then(DELETED)
                .when(new ViewCommand.Delete(ID, null, AT))
                .thenNothing();
        given(CREATED, DELETED)
                .when(edit(Patch.of(ViewDetails.NAME, "Else"), null))
                .thenRejected(Code.CONFLICT_STATE);
        given(CREATED, DELETED)
                .when(new ViewCommand.Restore(ID, 2L, AT))
                .then(RESTORED)
                .when(new ViewCommand.Restore(ID, 3L, AT))
                .thenNothing();
        SavedViewDecider rules = new SavedViewDecider();
        assertThat(rules.evolve(rules.evolve(rules.evolve(rules.initial(), CREATED), DELETED), RESTORED))
                .isEqualTo(new SavedView.Present(RUST, 3));
    }

    @Test
    void each_event_is_a_sentence() {
        assertThat(told(CREATED)).isEqualTo("Saved the view \"Rust this week\".");
        assertThat(told(edited(Changes.of(ViewDetails.NAME, "Rust this week", "Rust"))))
                .isEqualTo("Renamed the view \"Rust this week\" to \"Rust\".");
        assertThat(told(edited(Changes.of(ViewDetails.FAVOURITE, false, true))))
                .isEqualTo("Made the view a favourite.");
        assertThat(told(edited(Changes.of(ViewDetails.FAVOURITE, true, false))))
                .isEqualTo("Took the view out of the favourites.");
        assertThat(told(edited(Changes.of(ViewDetails.QUERY, "tag=rust", ""))))
                .isEqualTo("Changed the filters from \"tag=rust\" to nothing.");
        assertThat(told(edited(Changes.of(ViewDetails.NAME, "a", "b").with(ViewDetails.QUERY, "", "tag=rust"))))
                .isEqualTo("Changed the name and filters.");
        assertThat(told(DELETED)).isEqualTo("Deleted the view.");
        assertThat(told(RESTORED)).isEqualTo("Restored the view.");
    }

    private static String told(ViewEvent event) {
        return Narration.of(event).summary();
    }
}
