package dev.devledger.adapters.mcp.change;

import dev.devledger.adapters.mcp.change.WriteResult.WriteSummary;
import dev.devledger.adapters.mcp.tool.Quoted;
import dev.devledger.adapters.mcp.tool.ToolJson;
import dev.devledger.application.claim.Claims.MissedChange;
import dev.devledger.application.project.ProjectQueries.ProjectView;
import dev.devledger.application.task.TaskQueries.ClaimView;
import dev.devledger.application.task.TaskQueries.TaskView;
import dev.devledger.application.time.TimeEntryQueries.TimeEntryView;
import dev.devledger.domain.shared.When;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A project or task in the answer to a write: a structured form, and a line of text. */
public record WrittenItem(ObjectNode json) {
    /** The length at which the title of a new task is cut. */
    private static final int REMINDER = 20;

    private record Fields(
            String key,
            long version,
            @Nullable String title,
            @Nullable String name,
            @Nullable String status,
            @Nullable When dueDate,
            @Nullable String projectKey,
            @Nullable Integer openTasks,
            @Nullable Boolean deleted) {}

    static WrittenItem of(TaskView task) {
        return of(new Fields(
                task.key(),
                task.version(),
                task.title(),
                null,
                ToolJson.word(task.status()),
                task.schedule().dueDate(),
                task.projectKey().isEmpty() ? null : task.projectKey(),
                null,
                task.deletedAt() == null ? null : Boolean.TRUE));
    }

    /**
     * Returns a new task, with the start of its title to tell it by: the caller has just sent all else.
     *
     * @param key the key to show, as the task of a dry run has no final key
     */
    static WrittenItem made(TaskView task, String key) {
        return of(new Fields(
                key,
                task.version(),
                Quoted.cut(task.title(), REMINDER),
                null,
                null,
                task.schedule().dueDate(),
                task.projectKey().isEmpty() ? null : task.projectKey(),
                null,
                null));
    }

    private record Taken(
            long number, Instant until, @Nullable String handOver) {}

    /** Returns the fields that an agent needs to begin with the task; without a claim if the task was released. */
    static WrittenItem claimed(TaskView task) {
        WrittenItem item = of(new Fields(
                task.key(),
                task.version(),
                task.title(),
                null,
                null,
                task.schedule().dueDate(),
                task.projectKey().isEmpty() ? null : task.projectKey(),
                null,
                null));
        ClaimView claim = task.claim();
        if (claim != null) {
            Instant until = claim.until().truncatedTo(ChronoUnit.SECONDS);
            item.json().set("claim", ToolJson.object(new Taken(claim.number(), until, claim.handOver())));
        }
        return item;
    }

    static WrittenItem of(TimeEntryView entry, Map<String, String> names) {
        return new WrittenItem(TimeEntryAnswer.json(entry, names));
    }

    static WrittenItem of(ProjectView project) {
        return of(project, project.key());
    }

    static WrittenItem of(ProjectView project, String key) {
        return of(new Fields(
                key,
                project.version(),
                null,
                project.name(),
                ToolJson.word(project.status()),
                project.schedule().dueDate(),
                null,
                left(project),
                project.deletedAt() == null ? null : Boolean.TRUE));
    }

    /** Counts the open tasks of a closed project; null if the project has none or is not closed. */
    private static @Nullable Integer left(ProjectView project) {
        int open = project.taskCounts().open();
        return project.status().isClosed() && open > 0 ? open : null;
    }

    private static WrittenItem of(Fields fields) {
        return new WrittenItem(ToolJson.object(fields));
    }

    /** Marks an item that the call did not name, and that changed along with another item. */
    public WrittenItem along() {
        return new WrittenItem(json.deepCopy().put("along", true));
    }

    /** Adds the changes of other writers to the item. */
    WrittenItem missing(List<MissedChange> missed) {
        if (missed.isEmpty()) {
            return this;
        }
        ObjectNode more = json.deepCopy();
        ArrayNode list = more.putArray("changedSince");
        missed.forEach(each -> list.add(ToolJson.object(each)));
        return new WrittenItem(more);
    }

    public String key() {
        return text(json, "key");
    }

    /** Returns the title of a task, or the name of a project. */
    public String name() {
        return json.has("name") ? text(json, "name") : text(json, "title");
    }

    public String status() {
        return text(json, "status");
    }

    /** Returns the number of open tasks in a closed project; 0 for any other item. */
    public int openTasks() {
        return json.path("openTasks").asInt(0);
    }

    /** Builds a line from the structured form, some of which may have been cut. */
    public static String line(JsonNode item) {
        if (TimeEntryAnswer.is(item)) {
            return TimeEntryAnswer.line(item);
        }
        String status = item.has("status") ? " " + text(item, "status") : "";
        String due = item.has("dueDate") ? " due " + text(item, "dueDate") : "";
        String home = item.has("projectKey") ? " [" + text(item, "projectKey") + "]" : "";
        String called = item.has("title") || item.has("name")
                ? " " + Quoted.line(text(item, item.has("title") ? "title" : "name"))
                : "";
        String gone = item.has("deleted") ? ", deleted" : "";
        String along = item.has("along") ? ", together with its project or parent" : "";
        String open = item.has("openTasks")
                ? ", " + WriteSummary.count(item.path("openTasks").asInt(0), "open task")
                : "";
        return "%s%s%s%s%s (v%d)%s%s%s%s%s"
                .formatted(
                        text(item, "key"),
                        status,
                        due,
                        home,
                        called,
                        item.path("version").longValue(),
                        open,
                        gone,
                        along,
                        item.has("claim") ? claim(item.path("claim")) : "",
                        missed(item.path("changedSince")));
    }

    private static String claim(JsonNode claim) {
        String left = claim.has("handOver") ? ", handed over: " + Quoted.line(text(claim, "handOver")) : "";
        return ", claim " + claim.path("number").longValue() + " until " + text(claim, "until") + left;
    }

    private static String missed(JsonNode changes) {
        return changes.valueStream()
                .map(each -> "\n  since then by " + text(each, each.has("agent") ? "agent" : "actor") + ": "
                        + Quoted.line(text(each, "summary")))
                .collect(Collectors.joining());
    }

    private static String text(JsonNode item, String field) {
        return item.path(field).asString("");
    }
}
