package dev.devledger.adapters.mcp.time;

import dev.devledger.adapters.mcp.change.LedgerWrites;
import dev.devledger.adapters.mcp.change.WrittenItems;
import dev.devledger.adapters.mcp.time.GetTimeReport.ReportArguments;
import dev.devledger.adapters.mcp.tool.ProjectNames;
import dev.devledger.adapters.mcp.tool.RuleWords;
import dev.devledger.adapters.mcp.tool.Tool;
import dev.devledger.adapters.mcp.tool.ToolFailure;
import dev.devledger.adapters.mcp.tool.ToolPorts;
import dev.devledger.domain.shared.Rejection;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The tools for time. */
public record TimeTools(ToolPorts ports) {
    public List<Tool> all() {
        LedgerWrites writes = new LedgerWrites(ports);
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
}
