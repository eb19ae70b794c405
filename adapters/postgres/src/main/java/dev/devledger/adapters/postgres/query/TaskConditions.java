package dev.devledger.adapters.postgres.query;

import static dev.devledger.application.task.TaskFilter.ASSIGNEE;
import static dev.devledger.application.task.TaskFilter.BLOCKED;
import static dev.devledger.application.task.TaskFilter.CLAIMED;
import static dev.devledger.application.task.TaskFilter.CLOSED_PROJECT;
import static dev.devledger.application.task.TaskFilter.DELETED;
import static dev.devledger.application.task.TaskFilter.DUE_AFTER;
import static dev.devledger.application.task.TaskFilter.DUE_BEFORE;
import static dev.devledger.application.task.TaskFilter.NONE;
import static dev.devledger.application.task.TaskFilter.OVERDUE;
import static dev.devledger.application.task.TaskFilter.OVERDUE_AT;
import static dev.devledger.application.task.TaskFilter.PEOPLE;
import static dev.devledger.application.task.TaskFilter.PROJECT;
import static dev.devledger.application.task.TaskFilter.PROJECTS;
import static dev.devledger.application.task.TaskFilter.READY;
import static dev.devledger.application.task.TaskFilter.STATUS;
import static dev.devledger.application.task.TaskFilter.SYNC;
import static dev.devledger.application.task.TaskFilter.TAGS;
import static dev.devledger.application.task.TaskFilter.TEXTS;
import static dev.devledger.application.task.TaskFilter.UPDATED_SINCE;
import static dev.devledger.application.task.TaskFilter.WAITING;

import dev.devledger.adapters.postgres.row.FieldColumns;
import dev.devledger.adapters.postgres.sql.EnumColumns.FilterValues;
import dev.devledger.adapters.postgres.sql.IdOrKey;
import dev.devledger.adapters.postgres.sql.Texts;
import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.adapters.postgres.sql.Where;
import dev.devledger.application.entity.Filter;
import dev.devledger.application.entity.Filter.Criterion;
import dev.devledger.application.entity.Filter.EntityCriteria;
import dev.devledger.application.task.TaskFilter;
import dev.devledger.application.task.TaskQueries.BlockingProject;
import dev.devledger.domain.directory.Person.PersonId;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.task.Task.TaskStatus;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A filter of tasks as conditions on their rows. */
record TaskConditions(Links links, AsOfRows source) {

    /** The condition on tags; its second half lets the planner use the index of tasks with tags. */
    private static final String TAGGED = "tags_lower @> cast(:tags as text[]) and tags_lower <> '{}'";

    /**
     * The condition on a word or phrase. Notes are searched once, not for each task. Tags are joined with a separator
     * that no search text can have, so that no match spans two tags.
     */
    private static final String SAID = """
            (title ilike %1$s or description ilike %1$s or array_to_string(tags, E'\\n') ilike %1$s
             or tasks.id in (select entity_id from notes where retracted_at is null and text ilike %1$s))
            """;

    /** The condition of the index of open tasks; a filter by readiness is limited to them. */
    static final String OPEN = "status = 'open' and deleted_at is null";

    /** Identifies the filter, independent of the order of its sets and of the time of the call. */
    static <F extends Filter<F> & EntityCriteria> String words(F filter, Criterion<F, Instant> time) {
        return filter.with(TAGS, Set.of(Texts.lower(filter.get(TAGS))))
                .with(time, filter.has(time) ? Instant.EPOCH : null)
                .toString();
    }

    Where of(TaskFilter filter) {
        Where where = new Where()
                .always(filter.get(DELETED) ? "deleted_at is not null" : "deleted_at is null")
                .always(!filter.has(READY) ? "true" : OPEN)
                .always(claimed(filter.find(CLAIMED)))
                .always(filter.get(BLOCKED) ? OPEN + " and " + new Readiness(source).blocked("tasks") : "true")
                .and("status = any(:statuses)", "statuses", FilterValues.words(statuses(filter)))
                .and("updated_at >= :updatedSince", "updatedSince", Times.of(filter.find(UPDATED_SINCE)))
                .and(overdue(":overdue"), "overdue", Times.of(filter.find(OVERDUE_AT)))
                .always(filter.get(OVERDUE) ? OPEN + " and " + overdue(source.clock()) : "true")
                .always(filter.get(NONE) ? "false" : "true")
                .tagged(TAGGED, filter.get(TAGS))
                .containing(SAID, filter.get(TEXTS))
                .dueAfter(filter.find(DUE_AFTER))
                .dueBefore(filter.find(DUE_BEFORE));
        FieldColumns.conditions(where, filter);
        inProject(where, filter.find(PROJECT));
        named(where, "project_id in (select id from dev_projects where %s)", filter.get(PROJECTS), IdOrKey::ofProject);
        assignedTo(where, filter.find(ASSIGNEE));
        named(
                where,
                "assignees && array(select id from people where %s)",
                filter.get(PEOPLE).stream().map(TaskConditions::owner).collect(Collectors.toSet()),
                IdOrKey::ofPerson);
        inClosedProject(where, filter.find(CLOSED_PROJECT));
        inStep(where, filter.find(SYNC));
        where.always(waiting(filter.find(WAITING)));
        where.parameters().putAll(links.parameters(source));
        return where;
    }

    /**
     * Returns the statuses to filter by. A filter by readiness is limited to open tasks anyway, and a redundant
     * condition on the status would keep the plan from being reused.
     */
    private static Set<TaskStatus> statuses(TaskFilter filter) {
        boolean said = filter.has(READY) && filter.get(STATUS).equals(Set.of(TaskStatus.OPEN));
        return said ? Set.of() : filter.get(STATUS);
    }

    /** Returns the condition on readiness, to be checked after all other conditions, as it costs more. */
    String ready(@Nullable Boolean wanted) {
        if (wanted == null) {
            return "true";
        }
        String ready = new Readiness(source).ofMany("tasks");
        return wanted ? ready : "not " + ready;
    }

    private String claimed(@Nullable Boolean wanted) {
        if (wanted == null) {
            return "true";
        }
        String claimed = new Readiness(source).claimed("tasks");
        return wanted ? claimed : "(%s) is not true".formatted(claimed); // of a past without claims it is null
    }

    private String waiting(@Nullable Boolean wanted) {
        if (wanted == null) {
            return "true";
        }
        String free = new Readiness(source).inAnyProject("tasks");
        return wanted ? OPEN + " and " + claimed(false) + " and not " + free : OPEN + " and " + free;
    }

    /** Selects the projects that, by their status alone, keep tasks of the filter from being ready. */
    String heldBack(Where where) {
        Readiness readiness = new Readiness(source);
        return """
                select home.key, home.name, home.status from %s home
                where exists (select from %s tasks where tasks.project_id = home.id and %s)
                order by home.key_number limit %d
                """.formatted(
                        readiness
                                .projects()
                                .all("id, key, key_number, name, status", "status <> 'active' and deleted_at is null"),
                        source.all(Readiness.COLUMNS, where.sql()),
                        readiness.inAnyProject("tasks"),
                        BlockingProject.MOST + 1);
    }

    private static void inProject(Where where, @Nullable String project) {
        if (project != null) {
            IdOrKey.ofProject(project)
                    .ifPresentOrElse(
                            ref -> where.and(
                                    "project_id = (select id from dev_projects where %s = :project)"
                                            .formatted(ref.column()),
                                    "project",
                                    ref.value()),
                            () -> where.always("false"));
        }
    }

    private static void assignedTo(Where where, @Nullable String person) {
        if (person != null) {
            IdOrKey.ofPerson(owner(person))
                    .ifPresentOrElse(
                            ref -> where.and(
                                    "assignees @> array[(select id from people where %s = :assignee)]"
                                            .formatted(ref.column()),
                                    "assignee",
                                    ref.value()),
                            () -> where.always("false"));
        }
    }

    private static String owner(String person) {
        return person.equalsIgnoreCase(TaskFilter.ME) ? PersonId.OWNER.toString() : person;
    }

    /**
     * Requires each of the entities that are named by an id, a key or a part of the name.
     *
     * @param condition the condition on one of them, with {@code %s} in place of that on its row
     */
    static void named(Where where, String condition, Set<String> names, Function<String, Optional<IdOrKey>> kind) {
        for (String name : new TreeSet<>(names)) {
            String parameter = "named" + where.parameters().size();
            Optional<IdOrKey> ref = kind.apply(name);
            if (ref.isPresent()) {
                where.and(
                        condition.formatted("%s = :%s".formatted(ref.get().column(), parameter)),
                        parameter,
                        ref.get().value());
            } else {
                where.and(condition.formatted("name ilike :" + parameter), parameter, Where.within(name));
            }
        }
    }

    static String overdue(String at) {
        return "%1$s < %2$s and (length(due_date) > 10 or due_at + interval '24 hours' <= %2$s)"
                .formatted(Where.DUE, at);
    }

    private static void inClosedProject(Where where, @Nullable Boolean closed) {
        if (closed != null) {
            where.and(
                    "project_id %s (select id from dev_projects where status = any(:closed))"
                            .formatted(closed ? "in" : "not in"),
                    "closed",
                    FilterValues.closed());
        }
    }

    private void inStep(Where where, @Nullable String sync) {
        if (TaskFilter.LOCAL.equals(sync)) {
            where.always(links.condition(source, EntityRef.Kind.TASK, "tasks.id", null));
        } else if (sync != null) {
            where.and(links.condition(source, EntityRef.Kind.TASK, "tasks.id", sync), "sync", sync);
        }
    }
}
