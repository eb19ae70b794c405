package dev.devledger.adapters.services.ticktick;

import dev.devledger.adapters.services.ticktick.json.Wire;
import dev.devledger.application.sync.connector.Listing;
import dev.devledger.application.sync.connector.RemoteReads.Reading;
import dev.devledger.application.sync.connector.RemoteReads.RemotePage;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/**
 * Where a read of several requests goes on. TickTick has no cursors: this is all that the next request takes.
 *
 * @param at which page of its step is next, null for the first
 * @param lists those that are still to be read
 */
record ReadCursor(Step step, @Nullable String at, List<String> lists) {
    /** So many rows TickTick answers at most, without a sign that there are more (docs/ticktick.md, section 10). */
    static final int PAGE = 200;

    static final Listing NOTHING = Listing.of(List.of());

    /** The parts of a read. */
    enum Step {
        BEGIN,
        LISTS,
        IN_LIST,
        COMPLETED,
        OF_ANY_STATUS,
        OF_ANY_STATUS_IN_LIST
    }

    ReadCursor(@Nullable Step step, @Nullable String at, @Nullable List<String> lists) {
        this.step = Objects.requireNonNullElse(step, Step.BEGIN);
        this.at = at;
        this.lists = lists == null ? List.of() : List.copyOf(lists);
    }

    ReadCursor(Step step) {
        this(step, null, List.of());
    }

    /** Null where it is none of that reading. */
    static @Nullable ReadCursor of(Reading what, @Nullable String written) {
        try {
            @Nullable
            ReadCursor cursor =
                    written == null ? new ReadCursor(Step.BEGIN) : Wire.JSON.readValue(written, ReadCursor.class);
            boolean known = cursor != null
                    && steps(what).contains(cursor.step())
                    && (cursor.step() != Step.IN_LIST || !cursor.lists().isEmpty());
            return known ? cursor : null;
        } catch (JacksonException e) {
            return null;
        }
    }

    private static Set<Step> steps(Reading what) {
        return switch (what) {
            case Reading.InList list -> EnumSet.of(Step.BEGIN);
            case Reading.OpenAnywhere open -> EnumSet.of(Step.BEGIN, Step.LISTS, Step.IN_LIST);
            case Reading.FinishedSince finished -> EnumSet.of(Step.BEGIN, Step.COMPLETED);
            case Reading.WrittenSince written -> EnumSet.allOf(Step.class);
        };
    }

    /** There is nothing on this page, or nothing that counts. */
    RemotePage<Listing> next() {
        return after(NOTHING);
    }

    /** Here it goes on after those. */
    RemotePage<Listing> after(Listing rows) {
        return new RemotePage<>(rows, Wire.JSON.writeValueAsString(this));
    }
}
