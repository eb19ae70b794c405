package dev.devledger.application.history;

import dev.devledger.application.directory.PersonQueries.PersonView;
import dev.devledger.application.history.Differences.Difference;
import dev.devledger.application.history.Differences.Kind;
import dev.devledger.application.history.HistoryQueries.HistoryView.ChangedField;
import dev.devledger.application.history.HistoryQueries.HistoryView.Entity;
import dev.devledger.application.project.ProjectQueries.ProjectView;
import dev.devledger.application.task.TaskQueries.TaskView;
import dev.devledger.domain.directory.Person.PersonDetails;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Compares an entity of one kind at two moments. */
record EntityComparison<T>(
        String type,
        Function<T, UUID> id,
        Function<T, String> key,
        Function<T, @Nullable Instant> deletedAt,
        Function<T, Map<String, @Nullable Object>> fields) {
    static final EntityComparison<ProjectView> PROJECT = new EntityComparison<>(
            "project", ProjectView::id, ProjectView::key, ProjectView::deletedAt, ProjectView::values);

    static final EntityComparison<TaskView> TASK =
            new EntityComparison<>("task", TaskView::id, TaskView::key, TaskView::deletedAt, TaskView::values);

    static final EntityComparison<PersonView> PERSON = new EntityComparison<>(
            "person",
            PersonView::id,
            PersonView::key,
            PersonView::deletedAt,
            person -> PersonDetails.KIND.shown(person.details()));

    /** Returns null if there is no difference. */
    @Nullable
    Difference difference(@Nullable T before, @Nullable T after) {
        return difference(before, after, List.of());
    }

    /** As {@link #difference(Object, Object)}, with changes that are not in the fields. */
    @Nullable
    Difference difference(@Nullable T before, @Nullable T after, List<ChangedField> beside) {
        T was = unlessDeleted(before);
        T is = unlessDeleted(after);
        T any = is == null ? was : is;
        if (any == null) {
            return null; // created and deleted in between
        }
        Entity entity = new Entity(type, id.apply(any), key.apply(any));
        if (is == null) {
            return new Difference(entity, Kind.DELETED, List.of());
        }
        if (was == null) {
            return new Difference(entity, Kind.CREATED, changes(Map.of(), fields.apply(is), beside));
        }
        List<ChangedField> changes = changes(fields.apply(was), fields.apply(is), beside);
        return changes.isEmpty() ? null : new Difference(entity, Kind.CHANGED, changes);
    }

    private @Nullable T unlessDeleted(@Nullable T view) {
        return view == null || deletedAt.apply(view) != null ? null : view;
    }

    private static List<ChangedField> changes(
            Map<String, @Nullable Object> before, Map<String, @Nullable Object> after, List<ChangedField> beside) {
        List<ChangedField> changes = new ArrayList<>();
        after.forEach((field, to) -> {
            Object from = before.get(field);
            boolean came = from != null || !isUnset(to);
            if (came && !Objects.equals(from, to)) {
                changes.add(new ChangedField(field, from, to));
            }
        });
        changes.addAll(beside);
        return List.copyOf(changes);
    }

    /** True for a value of a new entity that was not set, and so is no change. */
    private static boolean isUnset(@Nullable Object value) {
        return value == null || value.equals(false) || (value instanceof List<?> list && list.isEmpty());
    }
}
