package dev.devledger.application.task;

import dev.devledger.application.entity.AskedMoment;
import dev.devledger.application.entity.LinkView;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.domain.project.ProjectStatus;
import dev.devledger.domain.shared.ChecklistItem;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.task.ServiceFields;
import dev.devledger.domain.task.TaskStatus;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads of the task lists. An {@code idOrKey} is the id or the key ({@code T-345}, in any case). */
public interface TaskQueries {
    Optional<TaskView> find(String idOrKey);

    List<TaskView> findAll(Collection<UUID> ids);

    /** What services have in fields of their own, of those of these that are not deleted. */
    Map<UUID, ServiceFields> fields(Collection<UUID> tasks);

    /** Those of these keys that there are, in the order of their keys. */
    List<TaskView> findAllByKey(Collection<String> keys);

    Page<TaskView> list(TaskFilter filter, PageRequest page);

    int count(TaskFilter filter);

    /** How many there are behind a page of the same filter, which ended with this cursor. */
    int remaining(TaskFilter filter, String cursor);

    /**
     * Projects that are not active and have tasks that would be ready if they were, whatever else the filter wants of these;
     * the first {@link HeldBack#MOST} and one more, if there is.
     */
    List<HeldBack> heldBack(TaskFilter filter);

    /** The same reads of what was there at a moment; links are of today and left out. */
    TaskQueries asOf(AskedMoment moment);

    /** The same of what was there after the event at a position. */
    default TaskQueries asOf(long position) {
        return asOf(AskedMoment.at(position));
    }

    /**
     * A task as the read model holds it; the components are the fields of docs/contract.md, section 4. Texts that are not
     * set are null, and so is the claim where nobody works on it, or the read is of the past.
     *
     * @param blockedBy the keys of what must be done before it; as with all other tasks that are told of here, without deleted ones
     * @param blocks the keys of what it must be done before
     * @param fields what services have in fields of their own, by connector and name
     * @param ready whether somebody can begin it
     * @param trackedSeconds how long was worked on it, up to the moment of the read
     */
    record TaskView(
            UUID id,
            String key,
            UUID projectId,
            String projectKey,
            @Nullable UUID parentId,
            String title,
            @Nullable String description,
            TaskStatus status,
            Priority priority,
            List<String> tags,
            @Nullable When startDate,
            @Nullable When dueDate,
            boolean allDay,
            ZoneId timeZone,
            List<ChecklistItem> checklist,
            @Nullable String stage,
            @Nullable Integer estimateMinutes,
            List<Assignee> assignees,
            List<String> blockedBy,
            List<String> blocks,
            List<String> related,
            @Nullable String discoveredFrom,
            Map<String, SortedMap<String, Object>> fields,
            Instant createdAt,
            Instant updatedAt,
            @Nullable Instant completedAt,
            @Nullable Instant deletedAt,
            long version,
            List<LinkView> links,
            @Nullable ClaimView claim,
            boolean ready,
            long trackedSeconds) {

        /** The same, of the others that it has to do with only those with these keys. */
        public TaskView dependingOn(Set<String> keys) {
            return new TaskView(
                    id,
                    key,
                    projectId,
                    projectKey,
                    parentId,
                    title,
                    description,
                    status,
                    priority,
                    tags,
                    startDate,
                    dueDate,
                    allDay,
                    timeZone,
                    checklist,
                    stage,
                    estimateMinutes,
                    assignees,
                    told(blockedBy, keys),
                    told(blocks, keys),
                    told(related, keys),
                    discoveredFrom != null && keys.contains(discoveredFrom) ? discoveredFrom : null,
                    fields,
                    createdAt,
                    updatedAt,
                    completedAt,
                    deletedAt,
                    version,
                    links,
                    claim,
                    ready,
                    trackedSeconds);
        }

        /** What is compared between two moments, by the names of the fields; people and other tasks by their keys. */
        public Map<String, @Nullable Object> values() {
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            values.put("title", title);
            values.put("description", description);
            values.put("status", status);
            values.put("priority", priority);
            values.put("tags", tags);
            values.put("startDate", startDate);
            values.put("dueDate", dueDate);
            values.put("timeZone", timeZone);
            values.put("checklist", checklist);
            values.put("stage", stage);
            values.put("estimateMinutes", estimateMinutes);
            values.put("assignees", assignees.stream().map(Assignee::key).toList());
            values.put("blockedBy", blockedBy);
            values.put("related", related);
            values.put("discoveredFrom", discoveredFrom);
            values.put("fields", fields.isEmpty() ? null : fields);
            values.put("projectId", projectId);
            values.put("parentId", parentId);
            return values;
        }

        private static List<String> told(List<String> others, Set<String> keys) {
            return others.stream().filter(keys::contains).toList();
        }

        /** By the name that they have today. */
        public record Assignee(String key, String name) {}
    }

    /**
     * Who works on a task.
     *
     * @param handOver what was left by who worked on it before, null where nothing was
     */
    record ClaimView(
            String agent,
            String actor,
            Instant since,
            Instant until,
            long number,
            @Nullable String handOver) {}

    /** A project whose status keeps tasks from being ready. */
    record HeldBack(String key, String name, ProjectStatus status) {
        /** So many are told of. */
        public static final int MOST = 3;

        /** What to tell who finds nothing that is ready, null where there is nothing to tell. */
        public static @Nullable String hint(List<HeldBack> projects) {
            return projects.isEmpty()
                    ? null
                    : "Nothing is ready, since tasks that would be are in projects that are not active: "
                            + projects.stream().limit(MOST).map(HeldBack::told).collect(Collectors.joining(", "))
                            + (projects.size() > MOST ? " and others" : "")
                            + ". Set the status of a project to active to work on its tasks.";
        }

        private String told() {
            return "%s %s (%s)".formatted(key, name, status.name().toLowerCase(Locale.ROOT));
        }
    }
}
