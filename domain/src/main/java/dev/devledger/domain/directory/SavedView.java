package dev.devledger.domain.directory;

import dev.devledger.domain.field.EntityKind;
import dev.devledger.domain.field.EntityKind.Changes;
import dev.devledger.domain.field.EntityKind.Patch;
import dev.devledger.domain.field.Field;
import dev.devledger.domain.shared.Decider.Addressed;
import dev.devledger.domain.shared.EntityEvent;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.shared.Violations;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The state of a saved view, which is a named query of the page of tasks: all that its decider needs. */
public sealed interface SavedView {
    record Unknown() implements SavedView {}

    record Present(ViewDetails details, long version) implements SavedView {
        Present next() {
            return new Present(details, version + 1);
        }

        Present edited(Changes<ViewDetails> changes) {
            return new Present(ViewDetails.KIND.changed(details, changes), version + 1);
        }
    }

    record Deleted(Present last) implements SavedView {}

    /** Returns the state with this content; a deleted view stays deleted. */
    default SavedView now(Present last) {
        return this instanceof Deleted ? new Deleted(last) : last;
    }

    /** Returns the content of a deleted view as it was before the deletion. */
    default Present last() {
        return this instanceof Deleted(Present last) ? last : present();
    }

    /** Rejects a view that is unknown or deleted. */
    default Present present() {
        return switch (this) {
            case Present present -> present;
            case Unknown() -> throw Rejection.of(Rejection.Code.NOT_FOUND, "This view does not exist.");
            case Deleted deleted ->
                throw Rejection.of(
                        Rejection.Code.CONFLICT_STATE, "This view is deleted. Undo its deletion to have it back.");
        };
    }

    record ViewId(UUID value) {
        /** The event stream of this view. */
        public String address() {
            return "view-" + value;
        }

        @Override
        public String toString() {
            return value.toString();
        }
    }

    /** The short id that people and agents use, such as {@code V-3}; never reused. */
    record ViewKey(long number) implements EntityEvent.Key {
        @Override
        public String toString() {
            return "V-" + number;
        }
    }

    /**
     * The content of a view.
     *
     * @param query the part of the page's address after the question mark; empty for the page without any filter
     * @param favourite true if the navigation of all pages has the view
     */
    record ViewDetails(String name, String query, boolean favourite) {
        public static final int NAME_LENGTH = 100;
        public static final int QUERY_LENGTH = 2_000;

        public static final Field<ViewDetails, String> NAME = Field.text("name", ViewDetails::name)
                .or("")
                .rule((violations, field, name) -> violations.line(field, name, NAME_LENGTH));
        public static final Field<ViewDetails, String> QUERY = Field.text("query", ViewDetails::query)
                .phrase("filters")
                .or("")
                .rule((violations, field, query) -> violations.text(field, query, QUERY_LENGTH));
        public static final Field<ViewDetails, Boolean> FAVOURITE = Field.flag("favourite", ViewDetails::favourite);

        public static final EntityKind<ViewDetails> KIND = new EntityKind<>(
                List.of(NAME, QUERY, FAVOURITE),
                values -> new ViewDetails(values.get(NAME), values.get(QUERY), values.get(FAVOURITE)));

        /** A view with nothing but a name. */
        public static ViewDetails named(String name) {
            return new ViewDetails(name, "", false);
        }

        /** Returns everything that breaks a rule. */
        public Violations violations() {
            return KIND.violations(this);
        }

        /** Returns everything that breaks a rule in the fields that are set. */
        public static Violations violations(Patch<ViewDetails> edit) {
            return KIND.edited(named("-"), edit).violations();
        }
    }

    /** A command to a view. {@code expectedVersion} is the version that the caller saw, null if any is accepted. */
    sealed interface ViewCommand extends Addressed {
        ViewId view();

        Instant at();

        @Override
        default String address() {
            return view().address();
        }

        record Create(ViewId view, ViewKey key, ViewDetails details, Instant at) implements ViewCommand {}

        record Edit(
                ViewId view,
                Patch<ViewDetails> edit,
                @Nullable Long expectedVersion,
                Instant at) implements ViewCommand {}

        record Delete(ViewId view, @Nullable Long expectedVersion, Instant at) implements ViewCommand {}

        record Restore(ViewId view, @Nullable Long expectedVersion, Instant at) implements ViewCommand {}
    }

    /** A change that happened to a view. Stored for ever: a record is never changed, an old revision is upcast. */
    sealed interface ViewEvent extends EntityEvent {
        ViewId view();

        record Created(ViewId view, ViewKey key, ViewDetails details, Instant at)
                implements ViewEvent, EntityEvent.Created {}

        record Edited(ViewId view, Changes<ViewDetails> changes, Instant at) implements ViewEvent {}

        record Deleted(ViewId view, Instant at) implements ViewEvent, EntityEvent.Deleted {}

        record Restored(ViewId view, Instant at) implements ViewEvent, EntityEvent.Restored {}
    }
}
