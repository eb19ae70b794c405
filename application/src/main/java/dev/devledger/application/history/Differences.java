package dev.devledger.application.history;

import dev.devledger.application.history.HistoryView.ChangedField;
import dev.devledger.application.history.HistoryView.Entity;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.project.ProjectView;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.application.task.TaskView;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What is different between two moments of the ledger, whatever happened in between. */
public final class Differences {
    private static final int AT_ONCE = 500;

    private final ProjectQueries projects;
    private final TaskQueries tasks;

    public Differences(ProjectQueries projects, TaskQueries tasks) {
        this.projects = projects;
        this.tasks = tasks;
    }

    public enum Kind {
        CREATED,
        CHANGED,
        DELETED
    }

    /** The components are the contract's fields. Of what was created, {@code changes} are the fields that were set. */
    public record Difference(Entity entity, Kind change, List<ChangedField> changes) {}

    /**
     * Projects first, then tasks, each in the order of their keys.
     *
     * @param from the position of the earlier state
     * @param to of the later one; before {@code from}, the answer says what taking it back would change
     * @param project only that one and the tasks that are in it at one of the two moments, null for all
     */
    public List<Difference> between(long from, long to, @Nullable UUID project) {
        List<Difference> all = new ArrayList<>();
        some(
                projects.changedBetween(from, to, project),
                ids -> compare(
                        ids,
                        byId(projects.asOf(from).findAll(ids), ProjectView::id),
                        byId(projects.asOf(to).findAll(ids), ProjectView::id),
                        new Shape<>("project", ProjectView::key, ProjectView::deletedAt, Differences::fields),
                        all));
        some(tasks.changedBetween(from, to, project), ids -> {
            Map<UUID, TaskView> before = byId(tasks.asOf(from).findAll(ids), TaskView::id);
            Map<UUID, TaskView> after = byId(tasks.asOf(to).findAll(ids), TaskView::id);
            compare(
                    ids.stream()
                            .filter(id -> isIn(project, before.get(id)) || isIn(project, after.get(id)))
                            .toList(),
                    before,
                    after,
                    new Shape<>("task", TaskView::key, TaskView::deletedAt, Differences::fields),
                    all);
        });
        return all;
    }

    private static boolean isIn(@Nullable UUID project, @Nullable TaskView task) {
        return project == null || (task != null && project.equals(task.projectId()));
    }

    /** Each state is in memory twice while it is compared, so not all of them at once. */
    private static void some(List<UUID> all, Consumer<List<UUID>> work) {
        for (int from = 0; from < all.size(); from += AT_ONCE) {
            work.accept(all.subList(from, Math.min(all.size(), from + AT_ONCE)));
        }
    }

    /** What the comparison needs to know of a kind of entity. */
    private record Shape<T>(
            String type,
            Function<T, String> key,
            Function<T, @Nullable Instant> deletedAt,
            Function<T, Map<String, @Nullable Object>> fields) {}

    private static <T> void compare(
            List<UUID> ids, Map<UUID, T> before, Map<UUID, T> after, Shape<T> shape, List<Difference> into) {
        for (UUID id : ids) {
            T was = there(before.get(id), shape);
            T is = there(after.get(id), shape);
            T any = is == null ? was : is;
            if (any == null) {
                continue; // came and went
            }
            Entity entity = new Entity(shape.type(), id, shape.key().apply(any));
            if (is == null) {
                into.add(new Difference(entity, Kind.DELETED, List.of()));
            } else if (was == null) {
                into.add(new Difference(
                        entity, Kind.CREATED, changes(Map.of(), shape.fields().apply(is))));
            } else {
                List<ChangedField> changes =
                        changes(shape.fields().apply(was), shape.fields().apply(is));
                if (!changes.isEmpty()) {
                    into.add(new Difference(entity, Kind.CHANGED, changes));
                }
            }
        }
    }

    private static <T> @Nullable T there(@Nullable T view, Shape<T> shape) {
        return view == null || shape.deletedAt().apply(view) != null ? null : view;
    }

    private static List<ChangedField> changes(
            Map<String, @Nullable Object> before, Map<String, @Nullable Object> after) {
        List<ChangedField> changes = new ArrayList<>();
        after.forEach((field, to) -> {
            Object from = before.get(field);
            boolean unset = from == null && (to == null || (to instanceof List<?> list && list.isEmpty()));
            if (!unset && !Objects.equals(from, to)) {
                changes.add(new ChangedField(field, from, to));
            }
        });
        return List.copyOf(changes);
    }

    private static Map<String, @Nullable Object> fields(ProjectView project) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("name", project.name());
        fields.put("description", project.description());
        fields.put("status", project.status());
        fields.put("statusReason", project.statusReason());
        fields.put("priority", project.priority());
        fields.put("tags", project.tags());
        fields.put("repositoryUrl", project.repositoryUrl());
        fields.put("startDate", project.startDate());
        fields.put("dueDate", project.dueDate());
        fields.put("timeZone", project.timeZone());
        fields.put("placement", project.placement());
        return fields;
    }

    private static Map<String, @Nullable Object> fields(TaskView task) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("title", task.title());
        fields.put("description", task.description());
        fields.put("status", task.status());
        fields.put("priority", task.priority());
        fields.put("tags", task.tags());
        fields.put("startDate", task.startDate());
        fields.put("dueDate", task.dueDate());
        fields.put("timeZone", task.timeZone());
        fields.put("checklist", task.checklist());
        fields.put("projectId", task.projectId());
        fields.put("parentId", task.parentId());
        return fields;
    }

    private static <T> Map<UUID, T> byId(List<T> views, Function<T, UUID> id) {
        return views.stream().collect(Collectors.toMap(id, Function.identity()));
    }
}
