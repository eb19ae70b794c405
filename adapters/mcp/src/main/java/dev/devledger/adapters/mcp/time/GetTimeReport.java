package dev.devledger.adapters.mcp.time;

import dev.devledger.adapters.mcp.change.LoggedTime;
import dev.devledger.adapters.mcp.reading.FilterArguments;
import dev.devledger.adapters.mcp.tool.Arguments;
import dev.devledger.adapters.mcp.tool.Declaration;
import dev.devledger.adapters.mcp.tool.Hints;
import dev.devledger.adapters.mcp.tool.Schema;
import dev.devledger.adapters.mcp.tool.SizeLimit;
import dev.devledger.adapters.mcp.tool.Tool;
import dev.devledger.adapters.mcp.tool.ToolAnswer;
import dev.devledger.adapters.mcp.tool.ToolCall;
import dev.devledger.adapters.mcp.tool.ToolJson;
import dev.devledger.adapters.mcp.tool.Toolset;
import dev.devledger.application.query.Page;
import dev.devledger.application.query.PageRequest;
import dev.devledger.application.time.TimeEntryQueries;
import dev.devledger.application.time.TimeEntryView;
import dev.devledger.application.time.TimeGrouping;
import dev.devledger.application.time.TimeSummary;
import dev.devledger.domain.access.Scope;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Says how much time was logged on what, or lists the entries. Whatever is listed, the total is that of all that match. */
record GetTimeReport(TimeEntryQueries queries, ReportArguments report) implements Tool {
    private static final String ENTRY = "entry";
    private static final String[] GROUPS = Stream.concat(
                    Stream.of(ENTRY), Stream.of(FilterArguments.all(TimeGrouping.By.class)))
            .toArray(String[]::new);

    /** Any group will do. */
    private static final List<TimeGrouping.By> FOR_THE_TOTAL = List.of(TimeGrouping.By.BILLABLE);

    private static final Declaration DECLARATION = new Declaration(
            "get_time_report",
            "Time report",
            "Sums of time by up to 3 groups (default project), or with entry the entries and their keys, newest first.",
            Toolset.DEFAULT,
            Hints.READS,
            Scope.READ,
            Schema.closed(
                    "group_by", Schema.list(Schema.oneOf(GROUPS), 3),
                    "from", FilterArguments.DATE,
                    "to", Schema.text(40).described("A day counts as a whole"),
                    "time_zone", Schema.text(),
                    "project", LoggedOn.PROJECT,
                    "task", Schema.taskKey(),
                    "person", LoggedOn.PERSON,
                    "tag", Schema.list(Schema.text()),
                    "query", Schema.text(),
                    "billable", Schema.flag(),
                    "billed", Schema.flag(),
                    "rounding", Schema.text().described("Such as 15m, 15m:up"),
                    "split", Schema.flag().described("At midnight"),
                    "limit", FilterArguments.LIMIT,
                    "cursor", FilterArguments.CURSOR),
            Schema.open(
                            "items", Schema.list(Schema.object()),
                            "total", Schema.object(),
                            "nextCursor", Schema.text())
                    .requiring("items", "total"));

    @Override
    public Declaration declaration() {
        return DECLARATION;
    }

    @Override
    public boolean staysInProject() {
        return true;
    }

    @Override
    public ToolAnswer call(ToolCall call) {
        Arguments arguments = call.arguments();
        int limit = arguments.number("limit", 20);
        boolean listed = arguments.texts("group_by").contains(ENTRY);
        if (listed && arguments.texts("group_by").size() > 1) {
            throw arguments.wrong("group_by", "has entry and others. Use entry alone, or only the others.");
        }
        if (!listed && arguments.has("cursor")) {
            throw arguments.wrong("cursor", "is for group_by=[\"entry\"] only. Leave it out.");
        }
        ReportArguments.Asked asked = report.asked(arguments, listed ? FOR_THE_TOTAL : report.groups(arguments));
        TimeSummary summary = queries.summary(asked.grouping(), asked.filter());
        ObjectNode answer = ToolJson.object();
        ArrayNode items = answer.putArray("items");
        if (listed) {
            Page<TimeEntryView> page = queries.list(asked.filter(), new PageRequest(limit, arguments.text("cursor")));
            page.items().forEach(each -> items.add(LoggedTime.json(each)));
            if (page.nextCursor() != null) {
                answer.put("nextCursor", page.nextCursor());
            }
        } else {
            add(items, summary, limit, answer);
        }
        answer.set("total", ToolJson.object(summary.total()));
        if (summary.rounding().stepSeconds() > 1) {
            answer.set("rounding", ToolJson.object(summary.rounding()));
        }
        answer.put("timeZone", asked.grouping().zone().getId());
        if (summary.total().entries() == 0) {
            SizeLimit.hint(answer, "No time entry matches. Use fewer filters.");
        }
        return SizeLimit.of(answer, "narrow the filters", ReportLines::of);
    }

    private static void add(ArrayNode items, TimeSummary summary, int limit, ObjectNode answer) {
        summary.items().stream().limit(limit).forEach(each -> items.add(ToolJson.object(each)));
        int more = summary.items().size() - limit;
        if (more > 0) {
            SizeLimit.hint(
                    answer, more + " more groups; give limit up to 100, narrow from and to, or use fewer groups.");
        }
    }
}
