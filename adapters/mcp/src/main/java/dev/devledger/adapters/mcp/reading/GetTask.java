package dev.devledger.adapters.mcp.reading;

import dev.devledger.adapters.mcp.reading.FilterArguments.AsOfArgument;
import dev.devledger.adapters.mcp.reading.FilterArguments.Format;
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
import dev.devledger.application.sync.conflict.Conflicts;
import dev.devledger.application.sync.memory.ConflictView;
import dev.devledger.application.task.NoteQueries.NoteView;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.application.task.TaskQueries.TaskView;
import dev.devledger.domain.sync.conflict.Conflict.Choice;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads complete tasks, as of now or of a given moment. A repeated key is answered once. */
record GetTask(TaskQueries tasks, NewestNotes notes, Labels labels, Conflicts conflicts, AsOfArgument then)
        implements Tool {
    private static final Declaration DECLARATION = new Declaration(
            "get_task",
            "Get tasks",
            "Read 1-20 tasks in full: description, checklist, notes, links to TickTick, open conflicts, version.",
            Toolset.DEFAULT,
            Hints.READS,
            Scope.READ,
            Schema.closed(
                            "tasks",
                            Schema.some(Schema.taskKey(), 20),
                            AsOfArgument.ARGUMENT,
                            Schema.text(40).described("Time or history position: the tasks as they were then"),
                            "response_format",
                            Format.schema(Format.DETAILED))
                    .requiring("tasks"),
            Schema.open("tasks", FindTasks.TASKS, "missing", Schema.list(Schema.text()))
                    .requiring("tasks"));

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
        Format format = Format.of(arguments, Format.DETAILED);
        return read(new LinkedHashSet<>(arguments.texts("tasks")), format, then.moment(arguments));
    }

    /** Returns the task as text; null if the task does not exist. */
    @Nullable
    String page(String key) {
        return tasks.findAllByKey(Set.of(key)).isEmpty()
                ? null
                : read(Set.of(key), Format.DETAILED, null).text();
    }

    private ToolAnswer read(Set<String> keys, Format format, @Nullable LedgerMoment moment) {
        TaskQueries of = moment == null ? tasks : tasks.asOf(moment);
        Map<String, TaskView> found =
                of.findAllByKey(keys).stream().collect(Collectors.toMap(TaskView::key, Function.identity()));
        List<String> missing =
                keys.stream().filter(key -> !found.containsKey(key)).toList();
        String why = missing.isEmpty() ? "" : why(missing, moment);
        if (found.isEmpty()) {
            throw new ToolFailure(ToolProblem.NOT_FOUND, why);
        }
        Map<UUID, Label> named = labels.of(TaskJson.named(found.values()));
        Map<UUID, List<NoteView>> noted = format == Format.DETAILED ? noted(found.values(), moment) : Map.of();
        ObjectNode answer = answer(keys, found, new TaskJson(named, moment != null), format, noted);
        if (format == Format.DETAILED) {
            addBlockers(answer, of, found.values());
        }
        if (!missing.isEmpty()) {
            missing.forEach(answer.putArray("missing")::add);
            SizeLimit.hint(answer, why);
        }
        String rest = keys.size() == 1 ? "no tool shows more of this task" : "call get_task for one task alone";
        return SizeLimit.of(answer, rest, fitting -> text(fitting, named, format));
    }

    private Map<UUID, List<NoteView>> noted(Collection<TaskView> found, @Nullable LedgerMoment moment) {
        List<UUID> ids = found.stream().map(TaskView::id).toList();
        return moment == null ? notes.of(ids) : notes.asOf(ids, moment.position());
    }

    private ObjectNode answer(
            Set<String> keys,
            Map<String, TaskView> found,
            TaskJson json,
            Format format,
            Map<UUID, List<NoteView>> noted) {
        Map<UUID, List<ConflictView>> open = format == Format.DETAILED ? open(found.values()) : Map.of();
        ObjectNode answer = ToolJson.object();
        ArrayNode items = answer.putArray("tasks");
        for (String key : keys) {
            TaskView task = found.get(key);
            if (task != null) {
                ObjectNode item = items.addObject();
                item.setAll(json.of(task, format));
                if (format == Format.DETAILED) {
                    TaskJson.addFields(task, item);
                }
                if (noted.containsKey(task.id())) {
                    NewestNotes.add(noted.get(task.id()), item, answer);
                }
                List<ConflictView> disputed = open.getOrDefault(task.id(), List.of());
                if (!disputed.isEmpty()) {
                    ArrayNode shown = item.putArray("conflicts");
                    disputed.forEach(each -> shown.add(ToolJson.object(Disputed.of(conflicts.spoken(each)))));
                }
            }
        }
        return answer;
    }

    /** Adds the tasks for which the found tasks wait, so that an agent need not request them as well. */
    private static void addBlockers(ObjectNode answer, TaskQueries then, Collection<TaskView> found) {
        Set<String> keys = found.stream()
                .flatMap(task -> task.others().blockedBy().stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
        if (keys.isEmpty()) {
            return;
        }
        Map<String, TaskView> blockers =
                then.findAllByKey(keys).stream().collect(Collectors.toMap(TaskView::key, Function.identity()));
        for (JsonNode task : answer.path("tasks")) {
            ArrayNode shown = ((ObjectNode) task).putArray("blockers");
            for (JsonNode key : task.path("blockedBy")) {
                TaskView blocker = blockers.get(key.asString(""));
                if (blocker != null) {
                    shown.addObject()
                            .put("key", blocker.key())
                            .put("title", blocker.title())
                            .put("status", ToolJson.word(blocker.status()));
                }
            }
        }
    }

    /** Returns the open conflicts of the tasks. Reads them only for tasks with a link in conflict. */
    private Map<UUID, List<ConflictView>> open(Collection<TaskView> found) {
        List<UUID> disputed = found.stream()
                .filter(task -> TaskJson.sync(task.links()).equals("conflict"))
                .map(TaskView::id)
                .toList();
        return disputed.isEmpty()
                ? Map.of()
                : conflicts.openOfTasks(disputed).stream()
                        .collect(Collectors.groupingBy(each -> each.entity().id()));
    }

    private String why(List<String> missing, @Nullable LedgerMoment moment) {
        Map<String, Instant> later = moment == null
                ? Map.of()
                : tasks.findAllByKey(missing).stream().collect(Collectors.toMap(TaskView::key, TaskView::createdAt));
        return missing.stream()
                        .map(key -> later.containsKey(key)
                                ? key + " was not there yet: it was created at " + later.get(key) + "."
                                : key + " does not exist.")
                        .collect(Collectors.joining(" "))
                + (later.size() == missing.size() ? "" : " Call find_tasks to get keys.");
    }

    private static String text(ObjectNode answer, Map<UUID, Label> named, Format format) {
        TaskLines lines = TaskLines.of(named.values());
        StringBuilder text = new StringBuilder();
        answer.path("tasks")
                .forEach(task -> text.append(format == Format.DETAILED ? lines.full(task) : lines.line(task) + "\n"));
        if (answer.has("missing")) {
            text.append("missing: ")
                    .append(answer.path("missing")
                            .valueStream()
                            .map(key -> key.asString(""))
                            .collect(Collectors.joining(", ")))
                    .append('\n');
        }
        return Footer.end(text, answer);
    }

    /** The fields of a conflict that a person needs to resolve the conflict. */
    record Disputed(
            UUID id,
            String connector,
            ConflictView.Kind kind,
            @Nullable String field,
            @Nullable Object base,
            @Nullable Object local,
            @Nullable Object remote,
            List<Choice> choices,
            List<ConflictView.AlsoIn> alsoIn,
            Instant firstSeenAt) {

        static Disputed of(ConflictView view) {
            return new Disputed(
                    view.id(),
                    view.connector(),
                    view.kind(),
                    view.field(),
                    view.base(),
                    view.local(),
                    view.remote(),
                    view.choices(),
                    view.alsoIn(),
                    view.firstSeenAt());
        }
    }
}
