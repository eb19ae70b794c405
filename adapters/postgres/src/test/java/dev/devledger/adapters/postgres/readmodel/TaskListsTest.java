package dev.devledger.adapters.postgres.readmodel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.devledger.adapters.postgres.Database;
import dev.devledger.adapters.postgres.Rows;
import dev.devledger.adapters.postgres.SampleEvents;
import dev.devledger.adapters.postgres.query.PostgresTaskQueries;
import dev.devledger.adapters.postgres.sync.PostgresPendingWork;
import dev.devledger.adapters.postgres.write.SpareKeys;
import dev.devledger.application.entity.LinkView;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.entity.Page.Sort;
import dev.devledger.application.entity.ProjectLocks;
import dev.devledger.application.entity.TaskTree;
import dev.devledger.application.projection.EventLog.Revision;
import dev.devledger.application.task.TaskFilter;
import dev.devledger.application.task.TaskQueries.TaskView;
import dev.devledger.domain.field.EntityKind.Changes;
import dev.devledger.domain.project.Project.ProjectEvent;
import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.shared.Change;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.shared.When.Schedule;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.task.Place;
import dev.devledger.domain.task.ServiceFields;
import dev.devledger.domain.task.Task.TaskEvent;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.task.Task.TaskId.TaskKey;
import dev.devledger.domain.task.Task.TaskStatus;
import dev.devledger.domain.task.TaskDetails;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.dao.DataAccessException;

class TaskListsTest {

    private static final Instant LATER = Rows.AT.plusSeconds(60);
    private static final TaskEvent.Created CREATED = SampleEvents.first(TaskEvent.Created.class);
    private static final TaskEvent.Edited EDITED = SampleEvents.first(TaskEvent.Edited.class);

    @RegisterExtension
    private static final Database database = Database.emptied();

    private static final PostgresTaskQueries queries =
            new PostgresTaskQueries(database.dataSource, Rows.ACCOUNTS, Rows.SETTLED);
    private static final PostgresTaskTree tree = new PostgresTaskTree(database.dataSource, new SpareKeys());
    private Rows rows;

    @BeforeEach
    void empty() {
        rows = new Rows(database);
    }

    @Test
    void a_created_task_is_there_with_all_it_has() {
        rows.board.add(SampleEvents.first(ProjectEvent.Created.class), new Revision(1, 1));
        rows.tasks.add(CREATED, new Revision(1, 1));
        rows.tasks.add(CREATED, new Revision(1, 1));

        assertThat(queries.find("t-345"))
                .contains(new TaskView(
                        SampleEvents.TASK.value(),
                        "T-345",
                        SampleEvents.PROJECT.value(),
                        "P-12",
                        SampleEvents.PARENT.value(),
                        CREATED.details(),
                        TaskStatus.OPEN,
                        List.of(),
                        TaskView.RelatedTaskKeys.NONE,
                        Map.of(),
                        Rows.AT,
                        Rows.AT,
                        null,
                        null,
                        1,
                        List.of(),
                        null,
                        false,
                        0));
    }

    @Test
    void what_services_have_in_fields_of_their_own_is_kept_by_service_and_name() {
        rows.board.add(SampleEvents.first(ProjectEvent.Created.class), new Revision(1, 1));
        rows.tasks.add(CREATED, new Revision(1, 1));
        read(2, "clickup", Map.of("Points", new Change<>(null, 3), "Teams", new Change<>(null, List.of("a", "b"))));
        read(3, "other", Map.of("Points", new Change<>(null, 0.5)));
        read(4, "clickup", Map.of("Points", new Change<>(3, null), "Ready", new Change<>(null, true)));

        assertThat(queries.find("t-345").orElseThrow().fields())
                .isEqualTo(Map.of(
                        "clickup", Map.of("Ready", true, "Teams", List.of("a", "b")), "other", Map.of("Points", 0.5)));
        assertThat(queries.asOf(3).find("t-345").orElseThrow().fields())
                .isEqualTo(Map.of(
                        "clickup", Map.of("Points", 3L, "Teams", List.of("a", "b")), "other", Map.of("Points", 0.5)));
        UUID id = SampleEvents.TASK.value();
        assertThat(queries.fields(List.of(id, UUID.randomUUID())))
                .isEqualTo(Map.of(
                        id,
                        new ServiceFields(new TreeMap<>(
                                queries.find("t-345").orElseThrow().fields()))));
        rows.tasks.delete(SampleEvents.TASK, null, LATER, new Revision(5, 5));
        assertThat(queries.fields(List.of(id))).isEmpty();
    }

    private void read(long version, String connector, Map<String, Change<Object>> changes) {
        rows.tasks.apply(
                new TaskEvent.FieldsRead(SampleEvents.TASK, connector, new TreeMap<>(changes), LATER),
                LATER,
                new Revision(version, version));
    }

    @Test
    void changes_are_seen() {
        rows.board.add(SampleEvents.first(ProjectEvent.Created.class), new Revision(1, 1));
        rows.tasks.add(CREATED, new Revision(1, 1));
        rows.tasks.edit(SampleEvents.TASK, EDITED.changes(), LATER, new Revision(2, 2));
        rows.tasks.changeStatus(SampleEvents.TASK, TaskStatus.COMPLETED, LATER, new Revision(3, 3));
        rows.tasks.move(SampleEvents.TASK, new Place(SampleEvents.PROJECT, null), LATER, new Revision(4, 4));

        TaskView task = queries.find(SampleEvents.TASK.toString()).orElseThrow();
        assertThat(task.title()).isEqualTo("Write it well");
        assertThat(task.description()).isNull();
        assertThat(task.details().checklist())
                .isEqualTo(EDITED.changes().get(TaskDetails.CHECKLIST).to());
        assertThat(task.schedule().dueDate()).isEqualTo(SampleEvents.day("2026-04-30"));
        assertThat(task.status()).isEqualTo(TaskStatus.COMPLETED);
        assertThat(task.completedAt()).isEqualTo(LATER);
        assertThat(task.parentId()).isNull();
        assertThat(task.version()).isEqualTo(4);

        rows.tasks.changeStatus(SampleEvents.TASK, TaskStatus.OPEN, LATER, new Revision(5, 5));
        rows.tasks.delete(SampleEvents.TASK, null, LATER, new Revision(6, 6));
        task = queries.find("T-345").orElseThrow();
        assertThat(task.completedAt()).isNull();
        assertThat(task.deletedAt()).isEqualTo(LATER);
        rows.tasks.restore(SampleEvents.TASK, LATER, new Revision(7, 7));
        assertThat(queries.find("T-345").orElseThrow().deletedAt()).isNull();
    }

    /** The versions have it as it was, each by itself. */
    @Test
    void a_long_text_that_did_not_change_is_not_written_into_its_row_again() {
        byte[] incompressible = new byte[37_500];
        new Random(1).nextBytes(incompressible);
        TaskDetails details = new TaskDetails(
                "Long",
                Base64.getEncoder().encodeToString(incompressible),
                Priority.NONE,
                SampleEvents.tags(),
                new Schedule(null, null, Rows.BERLIN),
                List.of());
        TaskId task = new TaskId(UUID.randomUUID());
        Place place = new Place(rows.project("one"), null);
        rows.tasks.add(new TaskEvent.Created(task, new TaskKey(1), place, details, Rows.AT), new Revision(1, 1));
        long before = size("tasks");
        for (int edit = 2; edit <= 101; edit++) {
            Change<Priority> priority = new Change<>(null, edit % 2 == 0 ? Priority.HIGH : Priority.LOW);
            rows.tasks.edit(task, Changes.of(TaskDetails.PRIORITY, priority), LATER, new Revision(edit, edit));
        }

        assertThat(size("tasks") - before).isLessThan(1_000_000);
        assertThat(queries.find("T-1").orElseThrow().description()).isEqualTo(details.description());
        assertThat(queries.asOf(50).find("T-1").orElseThrow().description()).isEqualTo(details.description());
    }

    private static long size(String table) {
        return database.jdbc
                .sql("select pg_total_relation_size('%s')".formatted(table))
                .query(Long.class)
                .single();
    }

    @Test
    void a_missing_row_is_an_error() {
        TaskId unknown = new TaskId(UUID.randomUUID());

        assertThatThrownBy(() -> rows.tasks.edit(unknown, EDITED.changes(), LATER, new Revision(2, 2)))
                .hasMessageContaining("There is no row");
        assertThatThrownBy(() -> rows.tasks.changeStatus(unknown, TaskStatus.OPEN, LATER, new Revision(2, 2)))
                .hasMessageContaining("There is no row");
        assertThatThrownBy(() ->
                        rows.tasks.move(unknown, new Place(SampleEvents.PROJECT, null), LATER, new Revision(2, 2)))
                .hasMessageContaining("There is no row");
        assertThatThrownBy(() -> rows.tasks.delete(unknown, null, LATER, new Revision(2, 2)))
                .hasMessageContaining("There is no row");
        assertThatThrownBy(() -> rows.tasks.restore(unknown, LATER, new Revision(2, 2)))
                .hasMessageContaining("There is no row");
    }

    @Test
    void due_before_a_day_counts_in_the_tasks_own_zone() {
        ProjectId project = rows.project("one");
        rows.task(project, null, "the day before", SampleEvents.day("2026-04-01"));
        rows.task(project, null, "that day", SampleEvents.day("2026-04-02"));
        rows.task(project, null, "just before it begins", SampleEvents.moment("2026-04-01T21:59:59Z"));
        rows.task(project, null, "just as it begins", SampleEvents.moment("2026-04-01T22:00:00Z"));
        rows.task(project, null, "never");

        assertThat(titles(dueBefore(SampleEvents.day("2026-04-02"))))
                .containsExactlyInAnyOrder("the day before", "just before it begins");
        assertThat(titles(dueBefore(SampleEvents.moment("2026-04-01T22:00:00Z"))))
                .containsExactlyInAnyOrder("the day before", "just before it begins");
        assertThat(titles(dueBefore(SampleEvents.moment("2026-04-01T22:00:01Z"))))
                .containsExactlyInAnyOrder("the day before", "just before it begins", "that day", "just as it begins");
    }

    @Test
    void a_project_has_its_tasks() {
        ProjectId one = rows.project("one");
        ProjectId two = rows.project("two");
        rows.task(one, null, "a");
        rows.task(two, null, "b");

        assertThat(titles(inProject(one.toString()))).containsExactly("a");
        assertThat(titles(inProject("p-2"))).containsExactly("b");
        assertThat(titles(inProject("P-99"))).isEmpty();
        assertThat(titles(inProject("garbage"))).isEmpty();
        assertThat(queries.list(inProject("P-1"), new PageRequest(5, null))
                        .items()
                        .getFirst()
                        .projectKey())
                .isEqualTo("P-1");
    }

    @Test
    void pages_go_on_where_they_ended_in_one_statement_each() {
        ProjectId project = rows.project("one");
        for (int number = 0; number < 25; number++) {
            rows.task(project, null, "same");
        }
        for (Sort.By by : Sort.By.values()) {
            TaskFilter filter = TaskFilter.of(Set.of(), null, new Sort(by, true));
            List<UUID> seen = new ArrayList<>();
            String cursor = null;
            do {
                Page<TaskView> page = queries.list(filter, new PageRequest(10, cursor));
                page.items().forEach(task -> seen.add(task.id()));
                cursor = page.nextCursor();
            } while (cursor != null);
            assertThat(seen).hasSize(25).doesNotHaveDuplicates();
        }
        assertThat(database.statements(() -> queries.list(inProject("P-1"), new PageRequest(10, null))))
                .isEqualTo(1);
    }

    @Test
    void links_are_shown() {
        TaskId task = rows.task(rows.project("one"), null, "a");
        new PostgresPendingWork(database.rows).mark(Rows.ACCOUNT, List.of(EntityRef.task(task.value())));

        assertThat(queries.findAll(List.of(task.value())).getFirst().links())
                .containsExactly(new LinkView("ticktick", null, null, "pending", null, null));
    }

    @Test
    void the_tree_is_walked_both_ways() {
        ProjectId project = rows.project("one");
        TaskId top = rows.task(project, null, "top");
        TaskId middle = rows.task(project, top, "middle");
        TaskId leaf = rows.task(project, middle, "leaf");
        TaskId other = rows.task(project, null, "other");

        assertThat(tree.find(leaf.toString()))
                .contains(new TaskTree.Node(leaf, project, middle, false, List.of(middle, top)));
        assertThat(tree.find("T-999")).isEmpty();
        assertThat(tree.find("garbage")).isEmpty();
        assertThat(tree.subtree(top))
                .containsExactly(
                        new TaskTree.Descendant(top, 1, null),
                        new TaskTree.Descendant(middle, 2, top),
                        new TaskTree.Descendant(leaf, 3, middle));
        assertThat(tree.ofProject(project))
                .containsExactly(
                        new TaskTree.Descendant(top, 1, null),
                        new TaskTree.Descendant(other, 1, null),
                        new TaskTree.Descendant(middle, 2, top),
                        new TaskTree.Descendant(leaf, 3, middle));

        rows.tasks.delete(middle, top.address(), LATER, new Revision(2, 2));
        rows.tasks.delete(leaf, top.address(), LATER, new Revision(2, 2));
        rows.tasks.delete(top, null, LATER, new Revision(2, 2));
        assertThat(tree.subtree(top)).isEmpty();
        assertThat(tree.ofProject(project)).containsExactly(new TaskTree.Descendant(other, 1, null));
        assertThat(tree.deletedWith(top.address()))
                .containsExactly(new TaskTree.Descendant(middle, 1, top), new TaskTree.Descendant(leaf, 2, middle));
        assertThat(tree.find(top.toString()).orElseThrow().deleted()).isTrue();
        assertThat(tree.nextKey().number()).isLessThan(tree.nextKey().number());
    }

    @Test
    void projects_are_locked_for_a_write() throws Exception {
        PostgresProjectLocks locks = new PostgresProjectLocks(database.dataSource, new SpareKeys(), new SpareKeys());
        ProjectId project = rows.project("one");

        assertThat(locks.find("p-1")).contains(new ProjectLocks.Locked(project, false));
        assertThat(locks.find("P-9")).isEmpty();
        database.transaction.executeWithoutResult(first -> {
            assertThat(locks.lockShared("P-1")).isPresent();
            assertThat(inAnotherTransaction(() -> locks.lockShared("P-1"))).isEqualTo("taken");
            assertThat(inAnotherTransaction(() -> locks.lockExclusively("P-1"))).isEqualTo("waits");
        });
        database.transaction.executeWithoutResult(first -> {
            assertThat(locks.lockExclusively("P-1")).isPresent();
            assertThat(inAnotherTransaction(() -> locks.lockShared("P-1"))).isEqualTo("waits");
            assertThat(inAnotherTransaction(() -> locks.find("P-1"))).isEqualTo("taken");
        });
        assertThat(locks.nextKey().number()).isLessThan(locks.nextKey().number());
    }

    @Test
    void many_projects_are_found_and_locked_with_one_statement_each_and_always_in_the_same_order() {
        PostgresProjectLocks locks = new PostgresProjectLocks(database.dataSource, new SpareKeys(), new SpareKeys());
        ProjectId one = rows.project("one");
        ProjectId two = rows.project("two");
        ProjectId three = rows.project("three");
        List<String> names = List.of("p-1", two.toString(), "P-9", "nothing", new UUID(9, 9).toString());

        assertThat(locks.findAll(names))
                .isEqualTo(Map.of(
                        "p-1",
                        new ProjectLocks.Locked(one, false),
                        two.toString(),
                        new ProjectLocks.Locked(two, false)));
        assertThat(database.statements(() -> locks.findAll(names))).isEqualTo(1);
        List<ProjectId> inOrder = Stream.of(one, two, three)
                .sorted(Comparator.comparing(ProjectId::toString))
                .toList();
        database.transaction.executeWithoutResult(first -> {
            assertThat(locks.ownAll(inOrder.reversed()))
                    .extracting(ProjectLocks.Locked::project)
                    .containsExactlyElementsOf(inOrder);
            for (ProjectId each : inOrder) {
                assertThat(inAnotherTransaction(() -> locks.lockExclusively(each.toString())))
                        .isEqualTo("waits");
            }
        });
        database.transaction.executeWithoutResult(first -> {
            locks.lockExclusively(inOrder.get(1).toString());
            assertThat(inAnotherTransaction(() -> locks.ownAll(inOrder))).isEqualTo("waits");
        });
        assertThat(database.statements(() -> database.transaction.executeWithoutResult(
                        transaction -> locks.ownAll(List.of(one, two, three, new ProjectId(new UUID(9, 9)))))))
                .isEqualTo(1);
    }

    private static String inAnotherTransaction(Runnable work) {
        try (var thread = Executors.newSingleThreadExecutor()) {
            return thread.submit(() -> database.transaction.execute(status -> {
                        database.jdbc.sql("set local lock_timeout = '200ms'").update();
                        try {
                            work.run();
                            return "taken";
                        } catch (DataAccessException e) {
                            assertThat(e).hasMessageContaining("lock timeout");
                            status.setRollbackOnly();
                            return "waits";
                        }
                    }))
                    .get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    private static TaskFilter dueBefore(When due) {
        return TaskFilter.ALL.with(TaskFilter.DUE_BEFORE, due);
    }

    private static TaskFilter inProject(String project) {
        return TaskFilter.of(Set.of(), project, Sort.DEFAULT);
    }

    private static List<String> titles(TaskFilter filter) {
        return queries.list(filter, new PageRequest(50, null)).items().stream()
                .map(TaskView::title)
                .toList();
    }
}
