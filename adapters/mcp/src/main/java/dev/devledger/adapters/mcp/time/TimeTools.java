package dev.devledger.adapters.mcp.time;

import dev.devledger.adapters.mcp.ToolPorts;
import dev.devledger.adapters.mcp.change.LedgerWrites;
import dev.devledger.adapters.mcp.change.WrittenItems;
import dev.devledger.adapters.mcp.tool.ProjectNames;
import dev.devledger.adapters.mcp.tool.Tool;
import java.util.List;

/** What an agent can do with time. */
public record TimeTools(ToolPorts ports) {
    public List<Tool> all() {
        LedgerWrites writes = new LedgerWrites(ports);
        WrittenItems written = new WrittenItems(ports);
        ProjectNames names = new ProjectNames(ports);
        LoggedOn on = new LoggedOn(ports.bookedOn(), names, ports.zone());
        return List.of(
                new StartTimer(writes, ports.timers(), on, written),
                new StopTimer(writes, ports.timers(), on, written),
                new SaveTimeEntries(writes, ports.timeEntries(), ports.timeEntryDirectory(), on, written),
                new GetTimeReport(
                        ports.timeEntryQueries(), new ReportArguments(ports.bookedOn(), names, on, ports.zone())));
    }
}
