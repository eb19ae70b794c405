package dev.devledger.adapters.mcp.reading;

import dev.devledger.adapters.mcp.reading.FilterArguments.Format;
import dev.devledger.adapters.mcp.reading.TaskLines.TaskJson;
import dev.devledger.adapters.mcp.tool.Arguments;
import dev.devledger.adapters.mcp.tool.ProjectNames;
import dev.devledger.adapters.mcp.tool.Schema;
import dev.devledger.adapters.mcp.tool.SizeLimit;
import dev.devledger.adapters.mcp.tool.SizeLimit.Footer;
import dev.devledger.adapters.mcp.tool.Tool;
import dev.devledger.adapters.mcp.tool.Tool.Declaration;
import dev.devledger.adapters.mcp.tool.Tool.Hints;
import dev.devledger.adapters.mcp.tool.Tool.ToolAnswer;
import dev.devledger.adapters.mcp.tool.Tool.ToolCall;
import dev.devledger.adapters.mcp.tool.Tool.Toolset;
import dev.devledger.adapters.mcp.tool.ToolJson;
import dev.devledger.application.access.Access.Scope;
import dev.devledger.application.entity.Labels;
import dev.devledger.application.entity.Labels.Label;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.Sort;
import dev.devledger.application.task.TaskFilter;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.application.task.TaskQueries.BlockingProject;
import dev.devledger.application.task.TaskQueries.TaskView;
import dev.devledger.domain.task.Task.TaskStatus;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Lists tasks. As everywhere in the ledger, a period of due dates includes its begin but not its end: {@code due_after}
 * includes its own day, {@code due_before} does not, so a week is from a Monday to the next Monday. Deleted tasks have
 * any status by default, as an agent that looks for deleted tasks wants to restore them. Open tasks of finished projects
 * are left out, unless the call names a status or the project.
 */
record FindTasks(TaskQueries tasks, Labels labels, FindTasks.TaskArguments filters) implements Tool {
    static final Schema TASKS = Schema.list(Schema.object().requiring("key", "title", "status", "version"));

    private static final Declaration DECLARATION = new Declaration(
            "find_tasks",
            "Find tasks",
            "Find tasks and their T- keys. A task must match all filters. Without filters: the open tasks by due"
                    + " date.",
            Toolset.DEFAULT,
            Hints.READS,
            Scope.READ,
            Schema.closed(
                            "query", Schema.text(200).described("Words in title, description, tags or notes"),
                            "project", FilterArguments.PROJECT,
                            "assignee", Schema.text(40).described("U- key, or me"),
                            "status",
                                    Schema.list(Schema.oneOf(FilterArguments.all(TaskStatus.class)), 3)
                                            .described("Default open"))
                    .and(FilterArguments.fields(TaskFilter.CRITERIA))
                    .and(
                            "tags", Schema.list(Schema.text(64), 50),
                            "due_before", FilterArguments.DATE,
                            "due_after", FilterArguments.DATE,
                            "updated_since", FilterArguments.DATE,
                            "sync", Schema.oneOf(TaskFilter.SYNC_STATES.toArray(String[]::new)),
                            "ready", Schema.flag().described("true: only those to begin now, the next one first"),
                            "deleted", Schema.flag().described("Only deleted tasks"),
                            "sort",
                                    Schema.oneOf("due", "updated", "priority", "title")
                                            .orElse("due"),
                            "limit", FilterArguments.LIMIT,
                            "cursor", FilterArguments.CURSOR,
                            "response_format", Format.schema(Format.CONCISE)),
            Schema.open(
                            "tasks", TASKS,
                            "nextCursor", Schema.text(),
                            "hint", Schema.text())
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
        Format format = Format.of(arguments, Format.CONCISE);
        TaskFilter filter = filters.filter(arguments);
        Page<TaskView> page = tasks.list(filter, FilterArguments.page(arguments, format));
        Map<UUID, Label> named = page.items().isEmpty() ? Map.of() : labels.of(TaskJson.named(page.items()));
        ObjectNode answer = answer(page, TaskJson.of(named), format);
        String next = page.nextCursor();
        if (next != null) {
            answer.put("nextCursor", next);
            SizeLimit.hint(answer, more(tasks.remaining(filter, next), arguments));
        } else if (page.items().isEmpty() && !arguments.has("cursor")) {
            String heldBack = arguments.flag("ready") ? BlockingProject.hint(tasks.heldBack(filter)) : null;
            SizeLimit.hint(answer, heldBack == null ? none(arguments) : heldBack);
        }
        return SizeLimit.of(answer, "call get_task for one of them", fitting -> text(fitting, named, format));
    }

    private static ObjectNode answer(Page<TaskView> page, TaskJson json, Format format) {
        ObjectNode answer = ToolJson.object();
        ArrayNode items = answer.putArray("tasks");
        page.items().forEach(task -> items.add(json.of(task, format)));
        return answer;
    }

    private static String more(int remaining, Arguments arguments) {
        List<String> narrower = new ArrayList<>(List.of("project", "due_before", "query", "tags"));
        narrower.removeIf(arguments::has);
        return remaining + " more; "
                + (narrower.isEmpty()
                        ? "follow nextCursor."
                        : "narrow by " + String.join(" or ", narrower.subList(0, Math.min(2, narrower.size()))) + ".");
    }

    private static String none(Arguments arguments) {
        StringBuilder none = new StringBuilder("No task matches.");
        if (!arguments.has("status") && !arguments.has("ready") && !arguments.flag("deleted")) {
            none.append(" Only open tasks of unfinished projects were searched; give status to search others.");
        }
        if (arguments.has("due_before")) {
            none.append(" due_before does not include its own day.");
        }
        return none.append(" Use fewer filters, or call get_overview to see the projects.")
                .toString();
    }

    private static String text(ObjectNode answer, Map<UUID, Label> named, Format format) {
        TaskLines lines = TaskLines.of(named.values());
        StringBuilder text = new StringBuilder();
        answer.path("tasks")
                .forEach(task -> text.append(format == Format.DETAILED ? lines.full(task) : lines.line(task) + "\n"));
        return Footer.end(text, answer);
    }

    /** Reads the filter and the order from the arguments of {@code find_tasks}. */
    record TaskArguments(ProjectNames projects, ZoneId zone) {
        TaskFilter filter(Arguments arguments) {
            Label project = projects.find(arguments, "project");
            TaskFilter read = TaskFilter.read(new FilterArguments(arguments), zone);
            boolean open = !read.has(TaskFilter.STATUS) && !read.has(TaskFilter.DELETED);
            if (open) {
                read = read.with(TaskFilter.STATUS, Set.of(TaskStatus.OPEN))
                        .with(
                                TaskFilter.CLOSED_PROJECT,
                                (project == null && !read.has(TaskFilter.PROJECTS)) ? false : null);
            }
            return read.with(
                            TaskFilter.PROJECT,
                            project == null ? null : project.id().toString())
                    .with(TaskFilter.SORT, sort(arguments.text("sort", arguments.flag("ready") ? "ready" : "due")));
        }

        /** Returns the order for a word, which begins with the items that users of that order want to see. */
        private static Sort sort(String word) {
            return switch (word) {
                case "updated" -> new Sort(Sort.By.UPDATED, true);
                case "priority" -> new Sort(Sort.By.PRIORITY, true);
                case "ready" -> Sort.READY;
                case "title" -> new Sort(Sort.By.NAME, false);
                default -> new Sort(Sort.By.DUE, false);
            };
        }
    }
}
