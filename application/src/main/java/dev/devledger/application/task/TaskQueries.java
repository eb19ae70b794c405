package dev.devledger.application.task;

import dev.devledger.application.entity.LedgerMoment;
import dev.devledger.application.entity.LinkView;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.domain.field.EntityKind.NamedParts;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.When.Schedule;
import dev.devledger.domain.task.Dependencies;
import dev.devledger.domain.task.ServiceFields;
import dev.devledger.domain.task.Task.TaskStatus;
import dev.devledger.domain.task.TaskDetails;
import java.time.Instant;
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

    /** Returns, by task, the fields that only one service has, without deleted tasks. */
    Map<UUID, ServiceFields> fields(Collection<UUID> tasks);

    /** Returns the tasks with these keys that exist, in the order of their keys. */
    List<TaskView> findAllByKey(Collection<String> keys);

    Page<TaskView> list(TaskFilter filter, PageRequest page);

    int count(TaskFilter filter);

    /** Counts the tasks of the filter that come after the page that ended with this cursor. */
    int remaining(TaskFilter filter, String cursor);

    /**
     * Returns inactive projects with tasks that match the filter and would be ready if their project were active; at
     * most {@link BlockingProject#MOST} and one more.
     */
    List<BlockingProject> heldBack(TaskFilter filter);

    /** Returns the same reads as of a past moment, without links, which exist only for today. */
    TaskQueries asOf(LedgerMoment moment);

    /** Returns the same reads as of the event at this position. */
    default TaskQueries asOf(long position) {
        return asOf(LedgerMoment.at(position));
    }

    /**
     * A task as the read model holds it; its parts are the fields of docs/contract.md, section 4. The claim is null if
     * no agent works on the task, or if the read is of the past.
     *
     * @param details the task's fields, without its relations to other tasks
     * @param others the task's relations to other tasks, without deleted tasks
     * @param fields the fields that only one service has, by connector and name
     * @param ready true if the task can be begun now
     * @param trackedSeconds the time worked on the task, up to the moment of the read
     */
    record TaskView(
            UUID id,
            String key,
            UUID projectId,
            String projectKey,
            @Nullable UUID parentId,
            TaskDetails details,
            TaskStatus status,
            List<Assignee> assignees,
            RelatedTaskKeys others,
            Map<String, SortedMap<String, Object>> fields,
            Instant createdAt,
            Instant updatedAt,
            @Nullable Instant completedAt,
            @Nullable Instant deletedAt,
            long version,
            List<LinkView> links,
            @Nullable ClaimView claim,
            boolean ready,
            long trackedSeconds)
            implements NamedParts {

        private static final Set<String> COMPARED = Set.of("status", "fields");

        public TaskView {
            if (!details.dependencies().equals(Dependencies.NONE)) {
                details = details.with(Dependencies.NONE);
            }
        }

        public String title() {
            return details.title();
        }

        /** Returns the description; null if it is empty. */
        public @Nullable String description() {
            return details.description().isEmpty() ? null : details.description();
        }

        public Priority priority() {
            return details.priority();
        }

        public Schedule schedule() {
            return details.schedule();
        }

        public List<String> tags() {
            return List.copyOf(details.tags());
        }

        @Override
        public Map<String, @Nullable Object> parts() {
            Map<String, @Nullable Object> parts = new LinkedHashMap<>();
            parts.put("id", id);
            parts.put("key", key);
            parts.put("projectId", projectId);
            parts.put("projectKey", projectKey);
            parts.put("parentId", parentId);
            TaskDetails.KIND.shown(details).forEach((name, value) -> {
                parts.put(name, value);
                switch (name) {
                    case "description" -> parts.put("status", status);
                    case "dueDate" -> parts.put("allDay", schedule().allDay());
                    case "assignees" -> parts.put(name, assignees);
                    case "blockedBy" -> {
                        parts.put(name, others.blockedBy());
                        parts.put("blocks", others.blocks());
                    }
                    case "related" -> parts.put(name, others.related());
                    case "discoveredFrom" -> parts.put(name, others.discoveredFrom());
                    default -> {}
                }
            });
            parts.put("fields", fields);
            parts.put("createdAt", createdAt);
            parts.put("updatedAt", updatedAt);
            parts.put("completedAt", completedAt);
            parts.put("deletedAt", deletedAt);
            parts.put("version", version);
            parts.put("links", links);
            parts.put("claim", claim);
            parts.put("ready", ready);
            parts.put("trackedSeconds", trackedSeconds);
            return parts;
        }

        /** Returns the task with only those relations that lead to tasks with these keys. */
        public TaskView dependingOn(Set<String> keys) {
            return new TaskView(
                    id,
                    key,
                    projectId,
                    projectKey,
                    parentId,
                    details,
                    status,
                    assignees,
                    others.among(keys),
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

        /**
         * Returns the values that are compared between two moments, by the names of the fields; people and other tasks
         * are given by their keys.
         */
        public Map<String, @Nullable Object> values() {
            Map<String, @Nullable Object> values = parts();
            values.keySet().removeIf(name -> !TaskDetails.KIND.has(name) && !COMPARED.contains(name));
            values.put("assignees", assignees.stream().map(Assignee::key).toList());
            values.put("fields", fields.isEmpty() ? null : fields);
            values.put("projectId", projectId);
            values.put("parentId", parentId);
            return values;
        }

        /** An assignee, with the person's current name. */
        public record Assignee(String key, String name) {}

        /**
         * The keys of other tasks.
         *
         * @param blockedBy the tasks that have to be done before this task
         * @param blocks the tasks that this task has to be done before
         * @param waitsFor the tasks of {@code blockedBy} that are open
         */
        public record RelatedTaskKeys(
                List<String> blockedBy,
                List<String> blocks,
                List<String> related,
                @Nullable String discoveredFrom,
                List<String> waitsFor) {
            public static final RelatedTaskKeys NONE =
                    new RelatedTaskKeys(List.of(), List.of(), List.of(), null, List.of());

            private RelatedTaskKeys among(Set<String> keys) {
                return new RelatedTaskKeys(
                        told(blockedBy, keys),
                        told(blocks, keys),
                        told(related, keys),
                        discoveredFrom != null && keys.contains(discoveredFrom) ? discoveredFrom : null,
                        told(waitsFor, keys));
            }

            private static List<String> told(List<String> others, Set<String> keys) {
                return others.stream().filter(keys::contains).toList();
            }
        }
    }

    /**
     * A claim of a task.
     *
     * @param handOver the note of the agent that worked on the task before, null without such a note
     */
    record ClaimView(
            String agent,
            String actor,
            Instant since,
            Instant until,
            long number,
            @Nullable String handOver) {}

    /** A project whose status keeps tasks from being ready. */
    record BlockingProject(String key, String name, ProjectStatus status) {
        /** The most projects that a hint names. */
        public static final int MOST = 3;

        /** Returns a hint for a caller who finds no ready task; null if no project is the reason. */
        public static @Nullable String hint(List<BlockingProject> projects) {
            return projects.isEmpty()
                    ? null
                    : "Nothing is ready, since tasks that would be are in projects that are not active: "
                            + projects.stream()
                                    .limit(MOST)
                                    .map(BlockingProject::told)
                                    .collect(Collectors.joining(", "))
                            + (projects.size() > MOST ? " and others" : "")
                            + ". Set the status of a project to active to work on its tasks.";
        }

        private String told() {
            return "%s %s (%s)".formatted(key, name, status.name().toLowerCase(Locale.ROOT));
        }
    }
}
