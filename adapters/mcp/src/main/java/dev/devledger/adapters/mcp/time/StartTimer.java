package dev.devledger.adapters.mcp.time;

import dev.devledger.adapters.mcp.change.LedgerWrites;
import dev.devledger.adapters.mcp.change.WriteResult;
import dev.devledger.adapters.mcp.change.WriteResult.WriteSummary;
import dev.devledger.adapters.mcp.change.WriteContext;
import dev.devledger.adapters.mcp.change.WritingTool;
import dev.devledger.adapters.mcp.change.WritingTool.WriteAction;
import dev.devledger.adapters.mcp.change.WritingTool.WriteSchema;
import dev.devledger.adapters.mcp.change.WrittenItem;
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
import dev.devledger.domain.time.TimeEntry.TimeEntryDetails;
import dev.devledger.domain.time.Timer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

record StartTimer(LedgerWrites writes, Timers timers, EntryReferenceArguments on, WrittenItems written)
        implements WritingTool {
    private static final Declaration DECLARATION = new Declaration(
            "start_timer",
            "Start the timer",
            "Start the timer when you begin to work on a task or a project. Each person has one.",
            Toolset.DEFAULT,
            Hints.ADDS,
            Scope.WRITE,
            WriteSchema.brief(Schema.closed(
                    "task", Schema.taskKey(),
                    "project", EntryReferenceArguments.PROJECT,
                    "note", Schema.text(),
                    "billable", Schema.flag(),
                    "at", EntryReferenceArguments.MOMENT,
                    "person", EntryReferenceArguments.PERSON,
                    "stop_running", Schema.flag().described("End what runs"))),
            WriteSchema.output());

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public boolean staysInProject() {
        return true;
    }

    /** The new timer, and the timers that the new timer has ended. */
    private record Started(UUID entry, List<UUID> ended) {}

    @Override
    public WriteAction<?> read(Arguments arguments) {
        EntryReferenceArguments.requireOneTarget(arguments);
        Instant at = EntryReferenceArguments.moment(arguments, "at");
        PersonId person = on.person(arguments);
        return new WriteAction<>(
                writing -> TimeRules.of(
                        EntryReferenceArguments.place(arguments), null, () -> start(writing, arguments, person, at)),
                this::report);
    }

    private Started start(WriteContext writing, Arguments arguments, PersonId person, @Nullable Instant at) {
        writing.holdTime(Map.of(), Set.of(person));
        List<UUID> running = timers.entries().directory().timer(person).running().stream()
                .map(Timer.Running::entry)
                .map(each -> each.value())
                .toList();
        TimeEntryDetails details = TimeEntryInput.timer(arguments, person)
                .details(on, at == null ? writing.changes().at() : at);
        UUID entry = timers.start(writing.changes(), details, arguments.flag("stop_running"))
                .value();
        return new Started(entry, running);
    }

    private WriteResult report(WriteContext writing, Started started) {
        List<UUID> all = new ArrayList<>();
        all.add(started.entry());
        all.addAll(started.ended());
        List<WrittenItem> items = written.entries(all, Set.of(started.entry()), writing.dryRun());
        return WriteResult.of(
                new WriteSummary("started", "start", "the timer"), items, WrittenItems.unseen(all.size(), items));
    }
}
