package dev.devledger.adapters.mcp.reading;

import dev.devledger.adapters.mcp.reading.FilterArguments.AsOfArgument;
import dev.devledger.adapters.mcp.reading.FilterArguments.Format;
import dev.devledger.adapters.mcp.reading.HistoryEntryLines.HistoryEntryJson;
import dev.devledger.adapters.mcp.reading.ProjectLines.ProjectJson;
import dev.devledger.adapters.mcp.reading.TaskLines.TaskJson;
import dev.devledger.adapters.mcp.tool.Arguments;
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
import dev.devledger.application.entity.Labels;
import dev.devledger.application.entity.Labels.Label;
import dev.devledger.application.entity.LedgerMoment;
import dev.devledger.application.entity.Page;
import dev.devledger.application.history.HistoryFilter;
import dev.devledger.application.history.HistoryQueries;
import dev.devledger.application.history.HistoryQueries.HistoryView;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.sync.connector.Connectors;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.application.task.TaskQueries.TaskView;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Returns the history, without the sync's own book-keeping. With {@code as_of}, the entries end at that moment, and the
 * entity is shown as of that moment. The history of a project does not include the history of its tasks.
 */
record GetHistory(
        HistoryQueries history, GetHistory.States states, GetHistory.HistoryArguments filters, AsOfArgument then)
        implements Tool {
    @Override
    public Declaration declaration() {
        return filters.declaration();
    }

    @Override
    public boolean staysInProject() {
        return true;
    }

    @Override
    public ToolAnswer call(ToolCall call) {
        Arguments arguments = call.arguments();
        Format format = Format.of(arguments, Format.CONCISE);
        if (arguments.has(AsOfArgument.ARGUMENT) && !arguments.has("entity")) {
            throw arguments.wrong(
                    AsOfArgument.ARGUMENT, "needs entity: the key of the one task or project to show as it was then.");
        }
        Label entity = filters.entity(arguments);
        LedgerMoment moment = then.moment(arguments);
        Long position = moment == null ? null : moment.position();
        Page<HistoryView> page =
                history.list(filters.filter(arguments, entity, position), FilterArguments.page(arguments, format));
        ObjectNode answer = ToolJson.object();
        ArrayNode items = answer.putArray("entries");
        page.items().forEach(entry -> items.add(HistoryEntryJson.of(entry, format)));
        States.State state = entity == null || moment == null ? null : states.of(entity, moment, format);
        if (state != null) {
            state.addTo(answer);
        }
        if (page.nextCursor() != null) {
            answer.put("nextCursor", page.nextCursor());
        } else if (page.items().isEmpty() && !arguments.has("cursor")) {
            SizeLimit.hint(answer, "No entry matches.");
        }
        Map<String, String> projects = state == null ? Map.of() : state.projects();
        return SizeLimit.of(answer, "ask for a smaller limit", fitting -> text(fitting, projects, format));
    }

    private static String text(ObjectNode answer, Map<String, String> projects, Format format) {
        StringBuilder text = new StringBuilder();
        if (answer.has("state")) {
            text.append("as it was then: ")
                    .append(States.text(answer.path("state"), new TaskLines(projects), format))
                    .append('\n');
        }
        answer.path("entries")
                .forEach(entry -> text.append(
                        format == Format.DETAILED
                                ? HistoryEntryLines.full(entry)
                                : HistoryEntryLines.line(entry) + "\n"));
        return Footer.end(text, answer);
    }

    /** Reads the arguments of {@code get_history}. */
    static final class HistoryArguments {
        private static final Schema ENTRIES = Schema.open(
                        "entries",
                                Schema.list(Schema.open(
                                                "position", Schema.number(),
                                                "at", Schema.text(),
                                                "summary", Schema.text(),
                                                "changeSet", Schema.text())
                                        .requiring("position", "at", "summary")),
                        "state", Schema.object(),
                        "nextCursor", Schema.text())
                .requiring("entries");

        private final Labels labels;
        private final ZoneId zone;
        private final Declaration declaration;

        HistoryArguments(Labels labels, ZoneId zone, Connectors connectors) {
            this.labels = labels;
            this.zone = zone;
            this.declaration = declared(
                    Stream.of(Stream.of("rest", "mcp", "web"), connectors.names().stream(), Stream.of("system"))
                            .flatMap(each -> each)
                            .toArray(String[]::new));
        }

        private static Declaration declared(String... channels) {
            return new Declaration(
                    "get_history",
                    "History",
                    "Who changed what, when, why and with which tool, newest first. Each entry has its changeSet, for"
                            + " undo_changes. With entity and as_of: the task or project as it was then.",
                    Toolset.DEFAULT,
                    Hints.READS,
                    Scope.READ,
                    Schema.closed(
                            "entity",
                            Schema.key().described("T- or P- key"),
                            AsOfArgument.ARGUMENT,
                            Schema.text(40).described("Time or history position"),
                            "since",
                            FilterArguments.DATE,
                            "until",
                            FilterArguments.DATE,
                            "actor",
                            Schema.text(100),
                            "agent",
                            Schema.text(200),
                            "query",
                            Schema.text(200).described("Words in reasons, notes, titles"),
                            "channel",
                            Schema.oneOf(channels),
                            "client",
                            Schema.text(),
                            "tool",
                            Schema.text(),
                            "event",
                            Schema.text(),
                            "change_set",
                            Schema.text(64),
                            "kind",
                            Schema.oneOf("all", "status").orElse("all"),
                            "limit",
                            FilterArguments.LIMIT,
                            "cursor",
                            FilterArguments.CURSOR,
                            "response_format",
                            Format.schema(Format.CONCISE)),
                    ENTRIES);
        }

        Declaration declaration() {
            return declaration;
        }

        HistoryFilter filter(Arguments arguments, @Nullable Label entity, @Nullable Long position) {
            return HistoryFilter.read(new FilterArguments(arguments), zone)
                    .with(HistoryFilter.ENTITY, entity == null ? null : entity.id())
                    .with(HistoryFilter.UP_TO, position);
        }

        @Nullable
        Label entity(Arguments arguments) {
            String key = arguments.text("entity");
            if (key == null) {
                return null;
            }
            return labels.ofKey(key)
                    .orElseThrow(() -> new ToolFailure(
                            ToolProblem.NOT_FOUND,
                            "%s does not exist. Call %s to get keys."
                                    .formatted(key, key.startsWith("P") ? "get_overview" : "find_tasks")));
        }
    }

    /** Reads the state of a task or a project at a moment. */
    record States(ProjectQueries projects, TaskQueries tasks, Labels labels) {
        /**
         * @param json the task or project; null if it did not exist yet
         * @param projects the names of the projects in the state, by their keys
         */
        record State(String key, @Nullable ObjectNode json, Map<String, String> projects) {

            void addTo(ObjectNode answer) {
                if (json == null) {
                    SizeLimit.hint(
                            answer, key + " was not there yet. get_history without as_of tells when it was created.");
                } else {
                    answer.set("state", json);
                }
            }
        }

        State of(Label entity, LedgerMoment moment, Format format) {
            return entity.key().startsWith("P") ? project(entity, moment, format) : task(entity, moment, format);
        }

        private State project(Label entity, LedgerMoment moment, Format format) {
            ObjectNode json = projects.asOf(moment)
                    .find(entity.key())
                    .map(project -> new ProjectJson(true).of(project, format))
                    .orElse(null);
            return new State(entity.key(), json, Map.of());
        }

        private State task(Label entity, LedgerMoment moment, Format format) {
            Optional<TaskView> then = tasks.asOf(moment).find(entity.key());
            if (then.isEmpty()) {
                return new State(entity.key(), null, Map.of());
            }
            Map<UUID, Label> named = labels.of(TaskJson.named(List.of(then.get())));
            return new State(
                    entity.key(),
                    new TaskJson(named, true).of(then.get(), format),
                    TaskLines.of(named.values()).projects());
        }

        /** Builds the text of a task or a project. A task has a title, and a project has a name. */
        static String text(JsonNode state, TaskLines lines, Format format) {
            boolean full = format == Format.DETAILED;
            if (state.has("title")) {
                return full ? lines.full(state) : lines.line(state);
            }
            return full ? ProjectLines.full(state) : ProjectLines.line(state);
        }
    }
}
