package dev.devledger.adapters.postgres.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.devledger.adapters.postgres.Database;
import dev.devledger.adapters.postgres.Rows;
import dev.devledger.adapters.postgres.Rows.RowsOfPeople;
import dev.devledger.adapters.postgres.SampleEvents;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.entity.Page.Sort;
import dev.devledger.application.projection.EventLog.Revision;
import dev.devledger.application.task.TaskFilter;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.application.task.TaskQueries.TaskView;
import dev.devledger.domain.directory.Person.PersonDetails;
import dev.devledger.domain.directory.Person.PersonId;
import dev.devledger.domain.directory.Person.PersonKey;
import dev.devledger.domain.field.EntityKind.Changes;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.shared.Change;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.shared.When.Schedule;
import dev.devledger.domain.task.Place;
import dev.devledger.domain.task.Task.TaskEvent;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.task.Task.TaskId.TaskKey;
import dev.devledger.domain.task.Task.TaskStatus;
import dev.devledger.domain.task.TaskDetails;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What a list of tasks can be asked for. */
class TaskFiltersTest {
    private static final PageRequest PAGE = new PageRequest(200, null);

    @RegisterExtension
    private static final Database database = Database.emptied();

    private static final PostgresTaskQueries queries =
            new PostgresTaskQueries(database.dataSource, Rows.ACCOUNTS, Rows.SETTLED);
    private Rows rows;
    private ProjectId project;
    private long keys;

    @BeforeEach
    void empty() {
        rows = new Rows(database);
        project = rows.project("one");
        keys = 100;
    }

    private TaskId task(String title, String description, Priority priority, @Nullable When due, String... tags) {
        TaskId id = new TaskId(UUID.randomUUID());
        TaskDetails details = new TaskDetails(
                title, description, priority, SampleEvents.tags(tags), new Schedule(null, due, Rows.BERLIN), List.of());
        rows.tasks.add(
                new TaskEvent.Created(id, new TaskKey(++keys), new Place(project, null), details, Rows.AT),
                new Revision(1, 1));
        return id;
    }

    /** A filter of one kind. */
    private static TaskFilter filter(
            Set<Priority> priorities,
            Set<String> tags,
            List<String> texts,
            @Nullable When after,
            @Nullable When before) {
        return TaskFilter.ALL
                .with(TaskFilter.PRIORITY, priorities)
                .with(TaskFilter.TAGS, tags)
                .with(TaskFilter.TEXTS, texts)
                .with(TaskFilter.DUE_AFTER, after)
                .with(TaskFilter.DUE_BEFORE, before);
    }

    private static TaskFilter sync(String word) {
        return TaskFilter.ALL.with(TaskFilter.SYNC, word);
    }

    private static List<String> titles(TaskFilter filter) {
        return titles(queries, filter);
    }

    private static List<String> titles(TaskQueries queries, TaskFilter filter) {
        return queries.list(filter, PAGE).items().stream().map(TaskView::title).toList();
    }

    @Test
    void each_text_is_somewhere_and_its_wildcards_are_none() {
        task("Write it", "with 100% care", Priority.NONE, null, "Two words", "docs");
        task("Read it", "twice", Priority.NONE, null);

        assertThat(texts("IT")).containsExactlyInAnyOrder("Write it", "Read it");
        assertThat(texts("it", "CARE", "DOCS")).containsExactly("Write it");
        assertThat(texts("two words")).containsExactly("Write it");
        assertThat(texts("100%")).containsExactly("Write it");
        assertThat(texts("100_")).isEmpty();
        assertThat(texts("words docs")).as("of two tags").isEmpty();
        assertThat(texts("it", "nowhere")).isEmpty();
        assertThat(texts("\u0000")).isEmpty();
    }

    private static List<String> texts(String... texts) {
        return titles(filter(Set.of(), Set.of(), List.of(texts), null, null));
    }

    @Test
    void of_several_priorities_one_is_enough_and_of_several_tags_all_are_needed() {
        task("high", "", Priority.HIGH, null, "Red", "green");
        task("low", "", Priority.LOW, null, "red");
        task("none", "", Priority.NONE, null);

        assertThat(titles(filter(Set.of(Priority.HIGH, Priority.LOW), Set.of(), List.of(), null, null)))
                .containsExactlyInAnyOrder("high", "low");
        assertThat(titles(filter(Set.of(), Set.of("RED"), List.of(), null, null)))
                .containsExactlyInAnyOrder("high", "low");
        assertThat(titles(filter(Set.of(), Set.of("red", "Green"), List.of(), null, null)))
                .containsExactly("high");
        assertThat(titles(filter(Set.of(), Set.of("\u0000"), List.of(), null, null)))
                .isEmpty();
    }

    /** In Berlin that day begins at 22:00 UTC. */
    @Test
    void due_after_a_day_counts_the_day_itself_in_the_tasks_own_zone() {
        task("the day before", "", Priority.NONE, SampleEvents.day("2026-04-01"));
        task("that day", "", Priority.NONE, SampleEvents.day("2026-04-02"));
        task("just before it begins", "", Priority.NONE, SampleEvents.moment("2026-04-01T21:59:59Z"));
        task("just as it begins", "", Priority.NONE, SampleEvents.moment("2026-04-01T22:00:00Z"));
        task("never", "", Priority.NONE, null);

        assertThat(dueAfter(SampleEvents.day("2026-04-02"))).containsExactlyInAnyOrder("that day", "just as it begins");
        assertThat(dueAfter(SampleEvents.moment("2026-04-01T22:00:00Z")))
                .containsExactlyInAnyOrder("that day", "just as it begins");
        assertThat(dueAfter(SampleEvents.moment("2026-04-01T22:00:01Z"))).isEmpty();
        assertThat(titles(filter(
                        Set.of(), Set.of(), List.of(), SampleEvents.day("2026-04-01"), SampleEvents.day("2026-04-02"))))
                .containsExactlyInAnyOrder("the day before", "just before it begins");
    }

    private static List<String> dueAfter(When due) {
        return titles(filter(Set.of(), Set.of(), List.of(), due, null));
    }

    @Test
    void a_day_is_overdue_when_it_is_over_and_an_instant_when_it_is_past() {
        task("day", "", Priority.NONE, SampleEvents.day("2026-04-01"));
        task("instant", "", Priority.NONE, SampleEvents.moment("2026-04-01T10:00:00Z"));
        task("never", "", Priority.NONE, null);
        TaskId done = task("done", "", Priority.NONE, SampleEvents.day("2026-01-01"));
        rows.tasks.changeStatus(done, TaskStatus.COMPLETED, Rows.AT, new Revision(2, 2));

        assertThat(overdue("2026-04-01T10:00:00Z")).isEmpty();
        assertThat(overdue("2026-04-01T10:00:01Z")).containsExactly("instant");
        assertThat(overdue("2026-04-01T21:59:59Z")).containsExactly("instant");
        assertThat(overdue("2026-04-01T22:00:00Z")).containsExactly("day", "instant");
    }

    @Test
    void tasks_of_closed_projects_are_told_from_the_others() {
        ProjectId completed = rows.project("Completed");
        ProjectId abandoned = rows.project("Abandoned");
        task("open", "", Priority.NONE, null);
        rows.task(completed, null, "late");
        rows.task(abandoned, null, "later");
        rows.board.changeStatus(completed, ProjectStatus.COMPLETED, null, Rows.AT, new Revision(2, 5));
        rows.board.changeStatus(abandoned, ProjectStatus.ABANDONED, null, Rows.AT, new Revision(2, 6));
        TaskFilter all = TaskFilter.of(Set.of(), null, Sort.DEFAULT);

        assertThat(titles(all.with(TaskFilter.CLOSED_PROJECT, true))).containsExactlyInAnyOrder("late", "later");
        assertThat(titles(all.with(TaskFilter.CLOSED_PROJECT, false))).containsExactly("open");
        assertThat(queries.count(all)).isEqualTo(3);
        assertThat(queries.count(all.with(TaskFilter.CLOSED_PROJECT, true))).isEqualTo(2);
    }

    @Test
    void tasks_are_found_by_who_works_on_them() {
        PersonId ada = new PersonId(new UUID(0, 3));
        new RowsOfPeople(database.dataSource)
                .add(ada, new PersonKey(3), new PersonDetails("Ada", null, false), Rows.AT, new Revision(1, 7));
        TaskId hers = task("hers", "", Priority.NONE, null);
        task("nobody's", "", Priority.NONE, null);
        Change<SortedSet<PersonId>> assigned = new Change<>(new TreeSet<>(), new TreeSet<>(List.of(ada)));
        rows.tasks.edit(hers, Changes.of(TaskDetails.ASSIGNEES, assigned), Rows.AT, new Revision(2, 8));

        assertThat(titles(assignedTo("u-3"))).containsExactly("hers");
        assertThat(titles(assignedTo(ada.toString()))).containsExactly("hers");
        assertThat(titles(assignedTo(TaskFilter.ME))).isEmpty();
        assertThat(titles(assignedTo("U-4"))).isEmpty();
        assertThat(titles(assignedTo("Ada"))).isEmpty();
        assertThat(queries.find(hers.toString()).orElseThrow().assignees())
                .containsExactly(new TaskView.Assignee("U-3", "Ada"));
    }

    private static TaskFilter assignedTo(String person) {
        return TaskFilter.ALL.with(TaskFilter.ASSIGNEE, person);
    }

    private static List<String> overdue(String now) {
        return titles(TaskFilter.overdue(Instant.parse(now), null));
    }

    @Test
    void what_follows_a_page_is_counted() {
        for (int i = 0; i < 25; i++) {
            rows.task(project, null, "same");
        }
        for (Sort.By by : Sort.By.values()) {
            TaskFilter filter = TaskFilter.of(Set.of(TaskStatus.OPEN), project.toString(), new Sort(by, false));
            List<Integer> remaining = new ArrayList<>();
            Set<UUID> seen = new LinkedHashSet<>();
            String cursor = null;
            do {
                Page<TaskView> page = queries.list(filter, new PageRequest(10, cursor));
                page.items().forEach(task -> seen.add(task.id()));
                cursor = page.nextCursor();
                if (cursor != null) {
                    remaining.add(queries.remaining(filter, cursor));
                }
            } while (cursor != null);
            assertThat(remaining).containsExactly(15, 5);
            assertThat(seen).hasSize(25);
        }
        assertThatThrownBy(() -> queries.remaining(TaskFilter.of(Set.of(), null, Sort.DEFAULT), "made up"))
                .isInstanceOfSatisfying(Rejection.class, rejection -> assertThat(rejection.code())
                        .isEqualTo(Rejection.Code.INVALID));
    }

    @Test
    void many_are_found_by_their_keys_in_one_statement_also_as_they_were() {
        TaskId one = task("one", "", Priority.NONE, null);
        task("two", "", Priority.NONE, null);
        rows.tasks.edit(one, Changes.of(TaskDetails.TITLE, "one", "one later"), Rows.AT, new Revision(2, 9));

        List<String> asked = List.of("T-102", "T-101", "T-999", "T-007", "T-99999999999999999999", "P-1");
        assertThat(queries.findAllByKey(asked)).extracting(TaskView::title).containsExactly("one later", "two");
        assertThat(queries.asOf(8).findAllByKey(asked))
                .extracting(TaskView::title)
                .containsExactly("one", "two");
        assertThat(database.statements(() -> queries.findAllByKey(asked))).isEqualTo(1);
        assertThat(queries.findAllByKey(List.of())).isEmpty();
    }

    /** Whatever a link, the work to do and a conflict are together: the filter says the word that the view shows. */
    @ParameterizedTest
    @EnumSource
    void the_state_of_the_link_that_is_shown_is_the_one_that_is_found(Placement placement) {
        place(placement);
        for (String state : List.of(
                "", "none", "creating", "deleting", "linked", "stopped", "closed", "detached", "out-of-scope")) {
            for (String with : List.of(
                    "",
                    "reason",
                    "work",
                    "conflict",
                    "reason work",
                    "work conflict",
                    "reason conflict",
                    "ends",
                    "made work")) {
                inState(task(state + " " + with, "", Priority.NONE, null), state, with);
            }
        }
        List<TaskView> all =
                queries.list(TaskFilter.of(Set.of(), null, Sort.DEFAULT), PAGE).items();
        List<String> words =
                List.of("local", "pending", "synced", "conflict", "refused", "detached", "out-of-scope", "closed");
        assertThat(all).extracting(TaskFiltersTest::shown).containsAll(words);
        for (String word : words) {
            assertThat(titles(sync(word)))
                    .as(word)
                    .containsExactlyInAnyOrderElementsOf(all.stream()
                            .filter(task -> shown(task).equals(word))
                            .map(TaskView::title)
                            .toList());
        }
        assertThat(titles(queries.asOf(5), sync("local"))).hasSize(all.size());
        assertThat(titles(queries.asOf(5), sync("synced"))).isEmpty();
        assertThat(titles(new PostgresTaskQueries(database.dataSource, List.of(Rows.OFF), Rows.SETTLED), sync("local")))
                .hasSize(all.size());
    }

    @Test
    void a_change_of_what_is_not_wanted_at_the_remote_and_was_never_there_waits_for_nothing() {
        TaskId task = task("one", "", Priority.NONE, null);
        inState(task, "", "work");
        assertThat(titles(sync("pending"))).containsExactly("one");
        place(Placement.NONE);
        assertThat(titles(sync("pending"))).isEmpty();
        assertThat(titles(sync("local"))).containsExactly("one");
        inState(task, "linked", "");
        assertThat(titles(sync("pending"))).containsExactly("one");
    }

    private static void place(Placement placement) {
        database.jdbc
                .sql("update dev_projects set placement = :placement")
                .param("placement", placement.name().toLowerCase(Locale.ROOT))
                .update();
    }

    private static String shown(TaskView task) {
        return Stream.concat(task.links().stream().map(link -> link.state()), Stream.of("local"))
                .findFirst()
                .orElseThrow();
    }

    private static void inState(TaskId task, String state, String with) {
        if (!state.isEmpty()) {
            database.jdbc
                    .sql("""
                        insert into sync_links (connector, account, entity_kind, entity_id, state, reason, link)
                        values ('ticktick', 'sandbox', 'task', :id, :state, :reason, '{}')
                        """)
                    .param("id", task.value())
                    .param("state", state)
                    .param("reason", with.contains("reason") ? "no" : null)
                    .update();
        }
        if (with.contains("work")) {
            database.jdbc
                    .sql("insert into sync_work (connector, account, entity_kind, entity_id)"
                            + " values ('ticktick', 'sandbox', 'task', :id)")
                    .param("id", task.value())
                    .update();
        }
        if (with.contains("ends") || with.contains("made")) {
            database.jdbc
                    .sql("""
                        with hold as (
                          insert into sync_hold (id, connector, account, plan_hash, guard, scope, operations,
                            estimate_seconds, expires_at)
                          values (gen_random_uuid(), 'ticktick', 'sandbox', gen_random_uuid(), 'deletes', '*', '[]', 1, now())
                          returning id)
                        insert into sync_held (hold, connector, account, entity_kind, entity_id, action)
                        select id, 'ticktick', 'sandbox', 'task', :id, :action from hold
                        """)
                    .param("id", task.value())
                    .param("action", with.contains("ends") ? "delete-locally" : "create-remotely")
                    .update();
        }
        if (with.contains("conflict")) {
            for (String conflict : List.of("open", "open", "applied")) {
                database.jdbc
                        .sql("""
                            insert into sync_conflicts (id, connector, account, entity_kind, entity_id, state, summary,
                              first_seen_at, dispute)
                            values (gen_random_uuid(), 'ticktick', 'sandbox', 'task', :id, :state, 'differs', now(), '{}')
                            """)
                        .param("id", task.value())
                        .param("state", conflict)
                        .update();
            }
        }
    }
}
