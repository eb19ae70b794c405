package dev.devledger.application.history;

import static dev.devledger.application.history.ChangedEntities.Kind.PERSON;
import static dev.devledger.application.history.ChangedEntities.Kind.PROJECT;
import static dev.devledger.application.history.ChangedEntities.Kind.TASK;

import dev.devledger.application.directory.People.PersonQueries;
import dev.devledger.application.directory.People.PersonQueries.PersonView;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.history.ChangedEntities.Changed;
import dev.devledger.application.history.HistoryQueries.HistoryView.ChangedField;
import dev.devledger.application.history.HistoryQueries.HistoryView.Entity;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.project.ProjectQueries.ProjectView;
import dev.devledger.application.task.NoteQueries;
import dev.devledger.application.task.NoteQueries.NoteDifference;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.application.task.TaskQueries.TaskView;
import dev.devledger.domain.directory.Person.PersonDetails;
import dev.devledger.domain.shared.Rejection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The differences between two moments of the ledger, whatever happened in between. */
public record Differences(
        ProjectQueries projects,
        TaskQueries tasks,
        NoteQueries notes,
        PersonQueries people,
        ChangedEntities changed,
        Moments moments) {
    /** The most reads of changed entities for one page; each takes six statements, if no people are among them. */
    private static final int MOST_LOOKS = 20;

    public enum Kind {
        CREATED,
        CHANGED,
        DELETED
    }

    /**
     * One difference; the components are the fields of docs/contract.md, section 4. The {@code changes} of a created
     * entity are the fields that were set.
     */
    public record Difference(Entity entity, Kind change, List<ChangedField> changes) {}

    /** A page of differences, and the positions that it was made for. */
    public record DifferencePage(
            List<Difference> items,
            long from,
            long to,
            @Nullable String nextCursor) {}

    /**
     * Returns the differences, the last changed first.
     *
     * @param from the position of the earlier state
     * @param to the position of the later state, null for the position that is settled at the first page; if it is
     *     before {@code from}, the result is what an undo would change
     * @param project the project to which the result is limited, with the tasks that are in it at one of the two
     *     moments, null for all
     */
    public DifferencePage between(long from, @Nullable Long to, @Nullable UUID project, PageRequest page) {
        if (to != null) {
            Page<Difference> read = read(from, to, project, page);
            return new DifferencePage(read.items(), from, to, read.nextCursor());
        }
        DiffEnd last = page.cursor() == null ? new DiffEnd(moments.settled(), null) : DiffEnd.read(page.cursor());
        Page<Difference> read = read(from, last.position(), project, new PageRequest(page.limit(), last.cursor()));
        String next = read.nextCursor();
        return new DifferencePage(
                read.items(), from, last.position(), next == null ? null : new DiffEnd(last.position(), next).write());
    }

    /**
     * Reads a page. An entity that was created and deleted in between is no difference, so a page may take several
     * reads. After the most reads the page is returned with fewer items, or none, and with a cursor.
     */
    private Page<Difference> read(long from, long to, @Nullable UUID project, PageRequest page) {
        List<Difference> items = new ArrayList<>();
        String cursor = page.cursor();
        int looks = 0;
        do {
            Page<Changed> some =
                    changed.between(from, to, project, new PageRequest(page.limit() - items.size(), cursor));
            items.addAll(compare(some.items(), from, to));
            cursor = some.nextCursor();
            looks++;
        } while (cursor != null && items.size() < page.limit() && looks < MOST_LOOKS);
        return new Page<>(List.copyOf(items), cursor);
    }

    /** A cursor that also keeps the later position, which the first page chose if the caller gave none. */
    private record DiffEnd(long position, @Nullable String cursor) {
        static DiffEnd read(String text) {
            String[] parts = text.split("[.]", 2);
            if (parts.length < 2 || !parts[0].matches("[0-9]{1,18}")) {
                throw Rejection.invalid("cursor", "is not a cursor of this diff; use nextCursor of the previous page");
            }
            return new DiffEnd(Long.parseLong(parts[0]), parts[1]);
        }

        String write() {
            return position + "." + cursor;
        }
    }

    private List<Difference> compare(List<Changed> entities, long from, long to) {
        Map<UUID, ProjectView> projectsBefore =
                byId(projects.asOf(from).findAll(ids(entities, PROJECT)), ProjectView::id);
        Map<UUID, ProjectView> projectsAfter = byId(projects.asOf(to).findAll(ids(entities, PROJECT)), ProjectView::id);
        Map<UUID, TaskView> tasksBefore = byId(tasks.asOf(from).findAll(ids(entities, TASK)), TaskView::id);
        Map<UUID, TaskView> tasksAfter = byId(tasks.asOf(to).findAll(ids(entities, TASK)), TaskView::id);
        Map<UUID, PersonView> peopleBefore = byId(people.asOf(from).findAll(ids(entities, PERSON)), PersonView::id);
        Map<UUID, PersonView> peopleAfter = byId(people.asOf(to).findAll(ids(entities, PERSON)), PersonView::id);
        Map<UUID, NoteDifference> noted =
                tasksAfter.isEmpty() ? Map.of() : notes.between(tasksAfter.keySet(), from, to);
        return entities.stream()
                .map(each -> switch (each.kind()) {
                    case PROJECT ->
                        EntityComparison.PROJECT.difference(
                                projectsBefore.get(each.id()), projectsAfter.get(each.id()));
                    case TASK ->
                        EntityComparison.TASK.difference(
                                tasksBefore.get(each.id()), tasksAfter.get(each.id()), notes(noted.get(each.id())));
                    case PERSON ->
                        EntityComparison.PERSON.difference(peopleBefore.get(each.id()), peopleAfter.get(each.id()));
                })
                .filter(Objects::nonNull)
                .toList();
    }

    private static List<ChangedField> notes(@Nullable NoteDifference notes) {
        return notes == null
                ? List.of()
                : List.of(new ChangedField("notes", unlessEmpty(notes.gone()), unlessEmpty(notes.come())));
    }

    private static @Nullable List<String> unlessEmpty(List<String> texts) {
        return texts.isEmpty() ? null : List.copyOf(texts);
    }

    private static List<UUID> ids(List<Changed> entities, ChangedEntities.Kind kind) {
        return entities.stream()
                .filter(each -> each.kind() == kind)
                .map(Changed::id)
                .toList();
    }

    private static <T> Map<UUID, T> byId(List<T> views, Function<T, UUID> id) {
        return views.stream().collect(Collectors.toMap(id, Function.identity()));
    }

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
}
