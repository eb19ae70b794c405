package dev.devledger.adapters.sandbox.trackingtime;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.services.trackingtime.TrackingTimeConnector;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount.ConnectorMode;
import dev.devledger.application.sync.connector.RemoteAnswer.Ok;
import dev.devledger.application.sync.connector.RemoteAnswer.Refused;
import dev.devledger.application.sync.connector.RemoteReads.LookupResult;
import dev.devledger.application.sync.connector.RemoteReads.RemotePage;
import dev.devledger.application.sync.connector.RemoteTasksContract;
import dev.devledger.application.sync.memory.Nature;
import dev.devledger.application.sync.simulation.Sabotage;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.field.EntityKind.Patch;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.shared.Change;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.content.RemoteTask.RemoteList;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.merge.Merge.ConflictPolicy;
import dev.devledger.domain.task.Task.TaskCommand;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.task.Task.TaskStatus;
import dev.devledger.domain.task.TaskDetails;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What TrackingTime does not show, and what it passes over without a word, costs nobody an edit: cycles over real HTTP. */
@Tag("long")
class SilentTrackingTimeTest extends OnTrackingTime {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int ALWAYS = 1000;
    private static final String WRITES = "^(POST|PUT) [^ ]*/tasks/";

    private final World world = new World(new World.Kind(
            true, ConflictPolicy.REMOTE, MINUTE, ConnectorMode.SANDBOX, Sabotage.NONE, Nature.TRACKINGTIME));
    private final TrackingTimeConnector connector = TrackingTimeOnSandboxTest.connector(world.account, false);
    private EntityRef project = EntityRef.project(new UUID(0, 0));

    @BeforeEach
    void inStep() {
        control.post("/account", "{'limit': 100000}");
        world.runner = world.newRunner(connector);
        project = world.project("Silent", ProjectStatus.ACTIVE, Placement.PROJECT, "");
        polls(3);
    }

    private void polls(int count) {
        for (int i = 0; i < count; i++) {
            world.clock.forward(MINUTE);
            control.post("/clock", "{'stopAt': '" + world.clock.instant() + "'}");
            world.full();
        }
    }

    private void fault(String fault, String field, String path, int times) {
        control.post(
                "", "{'fault': '%s', 'field': '%s', 'path': '%s', 'times': %d}".formatted(fault, field, path, times));
    }

    private void edit(EntityRef task, String title, int day, int minutes) {
        Patch<TaskDetails> edit = Patch.of(TaskDetails.TITLE, title)
                .set(TaskDetails.DUE_DATE, new When.Day(LocalDate.of(2026, 5, day)))
                .set(TaskDetails.ESTIMATE_MINUTES, minutes);
        world.send(new TaskCommand.Edit(new TaskId(task.id()), edit, null, world.clock.instant()));
    }

    private EntityRef task() {
        EntityRef task = world.task(project, "A task");
        edit(task, "A task", 1, 30);
        return task;
    }

    private SyncLink.Linked link(EntityRef entity) {
        EntityRef linked = entity.kind() == EntityRef.Kind.PROJECT ? EntityRef.list(entity.id()) : entity;
        return (SyncLink.Linked) Objects.requireNonNull(
                world.book.findAll(world.account, List.of(linked)).get(linked));
    }

    private RemoteTask found(EntityRef task) {
        return ((LookupResult.Found)
                        ((Ok<LookupResult>) connector.tasks().find(link(task).remote())).value())
                .task();
    }

    private static List<Object> held(CanonicalContent content, @Nullable Integer estimate) {
        return List.of(content.title(), content.status(), String.valueOf(content.dueDate()), String.valueOf(estimate));
    }

    private List<Object> here(EntityRef task) {
        return held(world.content(task), world.taskView(task).details().estimateMinutes());
    }

    private List<Object> there(EntityRef task) {
        CanonicalContent content = found(task).content();
        return held(content, content.estimateMinutes());
    }

    /** No poll changes anything in the ledger, and nobody is asked. */
    private void nothingIsLost(EntityRef task, List<Object> meant, int polls) {
        for (int i = 0; i < polls; i++) {
            polls(1);
            assertThat(here(task)).as("poll " + i).isEqualTo(meant);
            assertThat(world.conflicts.open(world.account)).isZero();
        }
    }

    /** Both sides hold it in the end. */
    private void inStepAgain(EntityRef task, List<Object> meant) {
        control.delete("");
        control.post("/account", "{'limit': 100000}");
        nothingIsLost(task, meant, 12);
        assertThat(there(task)).isEqualTo(meant);
        assertThat(world.work.pending(world.account)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "is_archived", "due_date", "estimated_time", "users", "project_id"})
    void a_field_that_no_read_shows_is_as_both_sides_agreed(String field) {
        EntityRef open = task();
        EntityRef closed = task();
        polls(3);
        world.status(closed, TaskStatus.COMPLETED);
        List<Object> first = here(open);
        List<Object> done = here(closed);
        polls(3);
        fault("silent-field", field, "^GET [^ ]*/tasks", ALWAYS);
        nothingIsLost(open, first, 3);
        nothingIsLost(closed, done, 3);
        edit(open, "Another", 2, 45);
        nothingIsLost(open, here(open), 3);
        inStepAgain(open, here(open));
        inStepAgain(closed, done);
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "is_archived", "due_date", "estimated_time", "users", "project_id"})
    void a_field_that_no_answer_to_a_write_shows_is_looked_at(String field) {
        fault("silent-field", field, WRITES, ALWAYS);
        EntityRef task = task();
        nothingIsLost(task, here(task), 3);
        edit(task, "Another", 2, 45);
        world.status(task, TaskStatus.COMPLETED);
        List<Object> meant = here(task);
        nothingIsLost(task, meant, 3);
        assertThat(there(task)).isEqualTo(meant);
        inStepAgain(task, meant);
    }

    @ParameterizedTest
    @CsvSource({"due_date, share", "estimated_time, share", "name, update", "due_date, update", "estimated_time, update"
    })
    void a_field_that_is_passed_over_is_sent_again(String field, String call) {
        if (call.equals("share")) {
            fault("ignore-field", field, "/tasks/share", 1);
        }
        EntityRef task = task();
        nothingIsLost(task, here(task), 3);
        if (call.equals("update")) {
            fault("ignore-field", field, "/tasks/update", 1);
        }
        edit(task, "Another", 2, 45);
        inStepAgain(task, here(task));
    }

    @ParameterizedTest
    @CsvSource({"name, TITLE", "is_archived, STATUS", "customer, CUSTOMER", "service, SERVICE"})
    void what_of_a_project_is_not_shown_is_as_both_sides_agreed(String field, Field left) {
        world.status(project, ProjectStatus.COMPLETED);
        polls(4);
        CanonicalContent meant = world.content(project);
        fault("silent-field", field, "^GET [^ ]*/projects", ALWAYS);
        assertThat(((Ok<RemotePage<List<RemoteList>>>) connector.tasks().lists(null))
                        .value()
                        .rows())
                .isNotEmpty()
                .allSatisfy(list -> assertThat(list.gaps().fields()).containsExactly(left));
        polls(4);
        assertThat(world.content(project)).isEqualTo(meant);
        assertThat(world.conflicts.open(world.account)).isZero();
    }

    @Test
    void nobody_is_put_on_a_task_or_taken_off_that_does_not_show_who_is_on_it() {
        EntityRef task = task();
        polls(3);
        RemoteTask current = found(task);
        CanonicalChanges changes = CanonicalChanges.ofWork(
                null, null, new Change<>(new TreeSet<>(), new TreeSet<>(List.of("ana@example.com"))));
        fault("silent-field", "users", "^GET [^ ]*/tasks", ALWAYS);
        assertThat(RemoteTasksContract.update(connector.tasks(), current, changes))
                .isInstanceOf(Refused.class);
        control.delete("");
        assertThat(RemoteTasksContract.update(connector.tasks(), current, changes))
                .isInstanceOf(Ok.class);
    }
}
