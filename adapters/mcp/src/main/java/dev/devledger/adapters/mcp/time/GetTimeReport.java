package dev.devledger.adapters.mcp.time;

import dev.devledger.adapters.mcp.change.ArgumentReader;
import dev.devledger.adapters.mcp.change.TimeEntryAnswer;
import dev.devledger.adapters.mcp.reading.FilterArguments;
import dev.devledger.adapters.mcp.tool.Arguments;
import dev.devledger.adapters.mcp.tool.ProjectNames;
import dev.devledger.adapters.mcp.tool.Quoted;
import dev.devledger.adapters.mcp.tool.RuleWords;
import dev.devledger.adapters.mcp.tool.Schema;
import dev.devledger.adapters.mcp.tool.SizeLimit;
import dev.devledger.adapters.mcp.tool.SizeLimit.Footer;
import dev.devledger.adapters.mcp.tool.Tool;
import dev.devledger.adapters.mcp.tool.Tool.Declaration;
import dev.devledger.adapters.mcp.tool.Tool.Hints;
import dev.devledger.adapters.mcp.tool.Tool.ToolAnswer;
import dev.devledger.adapters.mcp.tool.Tool.ToolCall;
import dev.devledger.adapters.mcp.tool.Tool.Toolset;
import dev.devledger.adapters.mcp.tool.ToolFailure;
import dev.devledger.adapters.mcp.tool.ToolFailure.ToolProblem;
import dev.devledger.adapters.mcp.tool.ToolJson;
import dev.devledger.application.access.Access.Scope;
import dev.devledger.application.directory.People.PersonDirectory;
import dev.devledger.application.entity.Labels.Label;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.time.TimeEntries.EntryReferenceResolver;
import dev.devledger.application.time.TimeEntryQueries;
import dev.devledger.application.time.TimeEntryQueries.TimeEntryFilter;
import dev.devledger.application.time.TimeEntryQueries.TimeEntryView;
import dev.devledger.application.time.TimeEntryQueries.TimeGrouping;
import dev.devledger.application.time.TimeEntryQueries.TimeGrouping.By;
import dev.devledger.application.time.TimeEntryQueries.TimeSummary;
import dev.devledger.domain.directory.Person.PersonId;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.time.Rounding;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Sums up logged time, or lists the entries. The total always covers all matching entries. */
record GetTimeReport(TimeEntryQueries queries, GetTimeReport.ReportArguments report) implements Tool {
    private static final String ENTRY = "entry";
    private static final String[] GROUPS = Stream.concat(
                    Stream.of(ENTRY), Stream.of(FilterArguments.all(TimeGrouping.By.class)))
            .toArray(String[]::new);

    /** The grouping for the total, which is the same for any grouping. */
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
                    "project", EntryReferenceArguments.PROJECT,
                    "task", Schema.taskKey(),
                    "person", EntryReferenceArguments.PERSON,
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
        ReportArguments.ReportQuery asked = report.asked(arguments, listed ? FOR_THE_TOTAL : report.groups(arguments));
        TimeSummary summary = queries.summary(asked.grouping(), asked.filter());
        ObjectNode answer = ToolJson.object();
        ArrayNode items = answer.putArray("items");
        if (listed) {
            Page<TimeEntryView> page = queries.list(asked.filter(), new PageRequest(limit, arguments.text("cursor")));
            page.items().forEach(each -> items.add(TimeEntryAnswer.json(each)));
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

    /**
     * Reads the arguments of a report.
     *
     * @param zone the time zone of days if the call names none
     */
    record ReportArguments(
            EntryReferenceResolver booked, ProjectNames projects, EntryReferenceArguments on, ZoneId zone) {
        private static final Set<By> OF_TIME = EnumSet.of(By.DAY, By.WEEK, By.MONTH);

        record ReportQuery(TimeGrouping grouping, TimeEntryFilter filter) {}

        List<By> groups(Arguments arguments) {
            List<By> groups = arguments.texts("group_by").stream()
                    .map(word -> By.valueOf(word.toUpperCase(Locale.ROOT)))
                    .toList();
            boolean twice = groups.stream().distinct().count() < groups.size();
            if (twice || groups.stream().filter(OF_TIME::contains).count() > 1) {
                throw arguments.wrong("group_by", "has one twice, or two of day, week, month. Name each once.");
            }
            return groups.isEmpty() ? List.of(By.PROJECT) : groups;
        }

        ReportQuery asked(Arguments arguments, List<By> groups) {
            ZoneId said = ArgumentReader.zone(arguments, "time_zone");
            ZoneId days = said == null ? zone : said;
            TimeEntryFilter read = TimeEntryFilter.read(new FilterArguments(arguments), days);
            Label project = projects.find(arguments, "project");
            TimeEntryFilter filter = read.with(to -> {
                to.person = person(arguments);
                to.task = task(arguments);
                to.project = project == null ? null : project.id().toString();
            });
            return new ReportQuery(new TimeGrouping(groups, rounding(arguments), days, filter.split()), filter);
        }

        private static Rounding rounding(Arguments arguments) {
            String text = arguments.text("rounding");
            try {
                return text == null ? Rounding.NONE : Rounding.parse(text);
            } catch (Rejection refused) {
                throw RuleWords.of(refused, arguments::place);
            }
        }

        private @Nullable String task(Arguments arguments) {
            String key = arguments.text("task");
            return key == null
                    ? null
                    : booked.tasks()
                            .identify(key)
                            .orElseThrow(() -> new ToolFailure(
                                    ToolProblem.NOT_FOUND, key + " does not exist. Call find_tasks to get keys."))
                            .toString();
        }

        /** Finds the person, including archived and deleted people, as they have time as well. */
        private @Nullable String person(Arguments arguments) {
            String name = arguments.text("person");
            return name == null
                    ? null
                    : booked.people()
                            .find(name)
                            .map(PersonDirectory.StoredPerson::person)
                            .map(PersonId::toString)
                            .orElseGet(() -> on.person(arguments).toString());
        }
    }

    /** Builds the text of a report from the structured form. */
    static final class ReportLines {
        private ReportLines() {}

        static String of(JsonNode report) {
            StringBuilder text = new StringBuilder();
            text.append("total: ").append(sums(report.path("total"))).append(rounding(report.path("rounding")));
            text.append(", days of ")
                    .append(report.path("timeZone").asString(""))
                    .append('\n');
            for (JsonNode item : report.path("items")) {
                text.append(
                                item.has("key")
                                        ? TimeEntryAnswer.line(item)
                                        : group(item.path("group")) + ": " + sums(item))
                        .append('\n');
            }
            return Footer.end(text, report);
        }

        /** Returns the sums, such as {@code 2h 30m in 3 entries, billable 1h, billed 30m}. */
        private static String sums(JsonNode sums) {
            long entries = sums.path("entries").asLong(0);
            return "%s in %d %s, billable %s, billed %s"
                    .formatted(
                            words(sums, "seconds"),
                            entries,
                            entries == 1 ? "entry" : "entries",
                            words(sums, "billableSeconds"),
                            words(sums, "billedSeconds"));
        }

        private static String rounding(JsonNode rounding) {
            return rounding.isMissingNode()
                    ? ""
                    : ", each rounded to %s %s, unrounded %s"
                            .formatted(
                                    words(rounding, "stepSeconds"),
                                    rounding.path("direction").asString(""),
                                    words(rounding, "unroundedSeconds"));
        }

        private static String words(JsonNode sums, String field) {
            return TimeEntryAnswer.words(sums.path(field).asLong(0));
        }

        private static String group(JsonNode group) {
            StringJoiner words = new StringJoiner(" | ");
            group.properties().forEach(each -> words.add(word(each.getKey(), each.getValue())));
            return words.toString();
        }

        private static String word(String name, JsonNode value) {
            if (value.isObject()) {
                return value.path("key").asString("") + " "
                        + Quoted.line(value.path("name").asString(""));
            }
            if (value.isArray()) {
                return value.isEmpty()
                        ? "no tag"
                        : value.valueStream()
                                .map(tag -> Quoted.line(tag.asString("")))
                                .collect(Collectors.joining(", "));
            }
            if (value.isBoolean()) {
                return value.asBoolean() ? name : "not " + name;
            }
            return value.isNull() ? "no " + name : value.asString("no " + name);
        }
    }
}
