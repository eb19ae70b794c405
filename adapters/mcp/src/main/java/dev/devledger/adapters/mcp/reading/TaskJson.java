package dev.devledger.adapters.mcp.reading;

import dev.devledger.adapters.mcp.tool.RuleWords;
import dev.devledger.adapters.mcp.tool.ToolJson;
import dev.devledger.application.query.Label;
import dev.devledger.application.query.LinkView;
import dev.devledger.application.task.TaskView;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.When;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Tasks in a structured answer.
 *
 * @param labels those of the tasks' parents: a task knows its parent's id, and agents go by keys
 * @param past whether they are of a moment in the past, of which nobody knows what was in step
 */
record TaskJson(Map<UUID, Label> labels, boolean past) {
    static final String FIELDS = "fields";

    /** What links can be in, first what there is most to do about. */
    private static final List<String> STATES =
            List.of("conflict", "refused", "pending", "detached", "out-of-scope", "closed", "synced");

    static TaskJson of(Map<UUID, Label> labels) {
        return new TaskJson(labels, false);
    }

    /** The ids whose labels an answer about these tasks needs: their parents' and, for the text, their projects'. */
    static Set<UUID> named(Collection<TaskView> tasks) {
        Set<UUID> ids = new TreeSet<>();
        for (TaskView task : tasks) {
            ids.add(task.projectId());
            if (task.parentId() != null) {
                ids.add(task.parentId());
            }
        }
        return ids;
    }

    /** Of several links the one that there is most to do about; {@code local} where it is no other system's business. */
    static String sync(List<LinkView> links) {
        return links.stream()
                .map(LinkView::state)
                .min(Comparator.comparingInt(STATES::indexOf))
                .orElse("local");
    }

    ObjectNode of(TaskView task, Format format) {
        return format == Format.DETAILED ? detailed(task) : concise(task);
    }

    /** What tells tasks apart and can be worked with; what is empty is left out. */
    ObjectNode concise(TaskView task) {
        return ToolJson.object(new Concise(
                task.key(),
                task.title(),
                ToolJson.word(task.status()),
                task.stage(),
                task.priority() == Priority.NONE ? null : ToolJson.word(task.priority()),
                task.dueDate(),
                task.projectKey().isEmpty() ? null : task.projectKey(),
                parentKey(task),
                past ? null : sync(task.links()),
                task.deletedAt(),
                task.version()));
    }

    /** All fields of docs/contract.md, section 4, but those of services, and those of the concise one that it does not have. */
    ObjectNode detailed(TaskView task) {
        ObjectNode json = ToolJson.object(task);
        String parent = parentKey(task);
        if (parent != null) {
            json.put("parentKey", parent);
        }
        json.remove(FIELDS);
        if (past) {
            json.remove("links");
        } else {
            json.put("sync", sync(task.links()));
            tellOfTools(json);
        }
        return json;
    }

    /** What services have in fields of their own, where they have any. */
    static void addFields(TaskView task, ObjectNode json) {
        if (!task.fields().isEmpty()) {
            json.set(FIELDS, ToolJson.object(task.fields()));
        }
    }

    /** Why a link is not in step, and what to do about it. */
    static void tellOfTools(ObjectNode json) {
        for (JsonNode link : json.path("links")) {
            if (link.path("reason").isString()) {
                ((ObjectNode) link)
                        .put("reason", RuleWords.withTools(link.path("reason").stringValue()));
            }
        }
    }

    private @Nullable String parentKey(TaskView task) {
        Label parent = task.parentId() == null ? null : labels.get(task.parentId());
        return parent == null ? null : parent.key();
    }

    private record Concise(
            String key,
            String title,
            String status,
            @Nullable String stage,
            @Nullable String priority,
            @Nullable When dueDate,
            @Nullable String projectKey,
            @Nullable String parentKey,
            @Nullable String sync,
            @Nullable Instant deletedAt,
            long version) {}
}
