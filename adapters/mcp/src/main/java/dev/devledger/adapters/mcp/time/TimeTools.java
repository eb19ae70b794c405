package dev.devledger.adapters.mcp.time;

import dev.devledger.adapters.mcp.change.CheckedLedger;
import dev.devledger.adapters.mcp.change.WriteContext;
import dev.devledger.adapters.mcp.change.WriteResult;
import dev.devledger.adapters.mcp.change.WriteResult.WriteSummary;
import dev.devledger.adapters.mcp.change.WritingTool;
import dev.devledger.adapters.mcp.change.WritingTool.WriteAction;
import dev.devledger.adapters.mcp.change.WritingTool.WriteSchema;
import dev.devledger.adapters.mcp.change.WrittenItem;
import dev.devledger.adapters.mcp.change.WrittenItems;
import dev.devledger.adapters.mcp.time.GetTimeReport.ReportArguments;
import dev.devledger.adapters.mcp.tool.Arguments;
import dev.devledger.adapters.mcp.tool.ProjectNames;
import dev.devledger.adapters.mcp.tool.RuleWords;
import dev.devledger.adapters.mcp.tool.Schema;
import dev.devledger.adapters.mcp.tool.Tool;
import dev.devledger.adapters.mcp.tool.Tool.Declaration;
import dev.devledger.adapters.mcp.tool.Tool.Hints;
import dev.devledger.adapters.mcp.tool.Tool.Toolset;
import dev.devledger.adapters.mcp.tool.ToolFailure;
import dev.devledger.adapters.mcp.tool.ToolPorts;
import dev.devledger.application.access.Access.Scope;
import dev.devledger.application.time.TimeEntries.Timers;
import dev.devledger.domain.directory.Person.PersonId;
import dev.devledger.domain.field.EntityKind.Patch;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.time.TimeEntry.TimeEntryDetails;
import dev.devledger.domain.time.Timer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The tools for time. */
public record TimeTools(ToolPorts ports) {
    public List<Tool> all() {
        CheckedLedger writes = new CheckedLedger(ports);
        WrittenItems written = new WrittenItems(ports);
        ProjectNames names = new ProjectNames(ports);
        EntryReferenceArguments on = new EntryReferenceArguments(ports.bookedOn(), names, ports.zone());
        return List.of(
                new StartTimer(writes, ports.timers(), on, written),
                new StopTimer(writes, ports.timers(), on, written),
                new SaveTimeEntries(writes, ports.timeEntries(), ports.timeEntryDirectory(), on, written),
                new GetTimeReport(
                        ports.timeEntryQueries(), new ReportArguments(ports.bookedOn(), names, on, ports.zone())));
    }

    /**
     * Returns whose timer a call is about: the caller's own, or that of a person whom the call names.
     *
     * @param named true if the call names the person
     */
    private static Timer.Worker worker(WriteContext writing, PersonId person, boolean named) {
        return new Timer.Worker(person, named ? null : writing.worker().agent());
    }

    private static List<UUID> running(Timers timers, Timer.Worker worker) {
        return timers.entries().directory().timer(worker).running().stream()
                .map(each -> each.entry().value())
                .toList();
    }

    /** Translates refusals of the time rules into the words of the time tools. */
    static final class TimeRules {
        private TimeRules() {}

        /**
         * @param place maps a field to its place in the call
         * @param what the part of the call, such as {@code entries[1]}; null if the call has only one part
         */
        static <T> T of(UnaryOperator<String> place, @Nullable String what, Supplier<T> work) {
            try {
                return work.get();
            } catch (Rejection refused) {
                ToolFailure words = RuleWords.of(refused, place);
                throw refused.violations().isEmpty()
                        ? new ToolFailure(words.problem(), named(String.valueOf(words.getMessage()), what))
                        : words;
            }
        }

        private static String named(String words, @Nullable String what) {
            String restore = words.startsWith("The task") || words.startsWith("The project")
                    ? "Restore it with delete_items restore=true first."
                    : "Restore it with deleted=false first.";
            String told = words.replace("Restore it first.", restore);
            return what == null
                    ? told.replace(
                            "with stop_timer.",
                            "with stop_timer, or give stop_running=true to end it where this one starts.")
                    : what + ": " + told;
        }
    }

    record StartTimer(CheckedLedger writes, Timers timers, EntryReferenceArguments on, WrittenItems written)
            implements WritingTool {
        private static final Declaration DECLARATION = new Declaration(
                "start_timer",
                "Start the timer",
                "Start your timer when you begin to work on a task or a project. person: theirs instead.",
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
                            EntryReferenceArguments.place(arguments),
                            null,
                            () -> start(writing, arguments, person, at)),
                    this::report);
        }

        private Started start(WriteContext writing, Arguments arguments, PersonId person, @Nullable Instant at) {
            writing.holdTime(Map.of(), Set.of(person));
            Timer.Worker worker = worker(writing, person, arguments.has("person"));
            List<UUID> running = running(timers, worker);
            TimeEntryDetails details = TimeEntryDetails.KIND.edited(
                    TimeEntryInput.timer(arguments, person)
                            .details(on, at == null ? writing.changes().at() : at),
                    Patch.of(TimeEntryDetails.AGENT, worker.agent()));
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

    /** Stops a timer. A second call changes nothing. */
    record StopTimer(CheckedLedger writes, Timers timers, EntryReferenceArguments on, WrittenItems written)
            implements WritingTool {
        private static final Declaration DECLARATION = new Declaration(
                "stop_timer",
                "Stop the timer",
                "Stop your timer; note says what was done. Or discard its time. person: theirs instead.",
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
                PersonId person,
                boolean named,
                @Nullable Instant at,
                @Nullable String note,
                boolean discard) {}

        @Override
        public WriteAction<?> read(Arguments arguments) {
            boolean discard = arguments.flag("discard");
            for (String field : new String[] {"note", "at"}) {
                if (discard && arguments.has(field)) {
                    throw arguments.wrong(field, "is for time that is kept, and discard is true. Give one of the two.");
                }
            }
            Instant at = EntryReferenceArguments.moment(arguments, "at");
            StopRequest wish =
                    new StopRequest(on.person(arguments), arguments.has("person"), at, arguments.text("note"), discard);
            return new WriteAction<>(
                    writing -> TimeRules.of(EntryReferenceArguments.place(arguments), null, () -> stop(writing, wish)),
                    (writing, stopped) -> report(stopped, discard));
        }

        private List<UUID> stop(WriteContext writing, StopRequest wish) {
            writing.holdTime(Map.of(), Set.of(wish.person()));
            Timer.Worker worker = worker(writing, wish.person(), wish.named());
            List<UUID> running = running(timers, worker);
            if (wish.discard()) {
                timers.discard(writing.changes(), worker);
            } else {
                timers.stop(writing.changes(), worker, wish.at(), wish.note());
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
}
