package dev.devledger.adapters.mcp.time;

import dev.devledger.adapters.mcp.change.LedgerWrites;
import dev.devledger.adapters.mcp.change.WriteResult;
import dev.devledger.adapters.mcp.change.WriteResult.WriteSummary;
import dev.devledger.adapters.mcp.change.WriteContext;
import dev.devledger.adapters.mcp.change.WritingTool;
import dev.devledger.adapters.mcp.change.WritingTool.WriteAction;
import dev.devledger.adapters.mcp.change.WritingTool.WriteSchema;
import dev.devledger.adapters.mcp.change.WrittenItems;
import dev.devledger.adapters.mcp.time.TimeTools.TimeRules;
import dev.devledger.adapters.mcp.tool.Arguments;
import dev.devledger.adapters.mcp.tool.Schema;
import dev.devledger.adapters.mcp.tool.Tool.Declaration;
import dev.devledger.adapters.mcp.tool.Tool.Hints;
import dev.devledger.adapters.mcp.tool.Tool.Toolset;
import dev.devledger.application.access.Access.Scope;
import dev.devledger.application.time.TimeEntries.Timers;
import dev.devledger.domain.directory.Person.PersonId;
import dev.devledger.domain.time.Timer;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Stops a timer. A second call changes nothing. */
record StopTimer(LedgerWrites writes, Timers timers, EntryReferenceArguments on, WrittenItems written) implements WritingTool {
    private static final Declaration DECLARATION = new Declaration(
            "stop_timer",
            "Stop the timer",
            "Stop the timer; note says what was done. Or discard its time.",
            Toolset.DEFAULT,
            new Hints(false, true, true, false),
            Scope.WRITE,
            WriteSchema.brief(Schema.closed(
                    "note",
                    Schema.text(),
                    "at",
                    EntryReferenceArguments.MOMENT,
                    "discard",
                    Schema.flag(),
                    "person",
                    EntryReferenceArguments.PERSON)),
            WriteSchema.output());

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public boolean staysInProject() {
        return true;
    }

    private record StopRequest(
            PersonId person, @Nullable Instant at, @Nullable String note, boolean discard) {}

    @Override
    public WriteAction<?> read(Arguments arguments) {
        boolean discard = arguments.flag("discard");
        for (String field : new String[] {"note", "at"}) {
            if (discard && arguments.has(field)) {
                throw arguments.wrong(field, "is for time that is kept, and discard is true. Give one of the two.");
            }
        }
        Instant at = EntryReferenceArguments.moment(arguments, "at");
        StopRequest wish = new StopRequest(on.person(arguments), at, arguments.text("note"), discard);
        return new WriteAction<>(
                writing -> TimeRules.of(EntryReferenceArguments.place(arguments), null, () -> stop(writing, wish)),
                (writing, stopped) -> report(stopped, discard));
    }

    private List<UUID> stop(WriteContext writing, StopRequest wish) {
        writing.holdTime(Map.of(), Set.of(wish.person()));
        List<UUID> running = timers.entries().directory().timer(wish.person()).running().stream()
                .map(Timer.Running::entry)
                .map(each -> each.value())
                .toList();
        if (wish.discard()) {
            timers.discard(writing.changes(), wish.person());
        } else {
            timers.stop(writing.changes(), wish.person(), wish.at(), wish.note());
        }
        return running;
    }

    private WriteResult report(List<UUID> stopped, boolean discard) {
        WriteSummary summary = discard
                ? new WriteSummary("discarded", "discard", "the time of the timer")
                : new WriteSummary("stopped", "stop", "the timer");
        return WriteResult.of(
                summary, written.entries(stopped, Set.of(), false), stopped.isEmpty() ? "No timer runs." : null);
    }
}
