package dev.devledger.application.sync.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.connector.Connector.ConnectedAccount.ConnectorMode;
import dev.devledger.application.sync.memory.MemoryRemote.Call;
import dev.devledger.application.sync.memory.MemoryRemote.Card;
import dev.devledger.application.sync.memory.MemoryRemote.Fault;
import dev.devledger.application.sync.memory.Nature;
import dev.devledger.application.sync.read.PollRotation.Sweep;
import dev.devledger.application.sync.simulation.Sabotage;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.merge.Merge.ConflictPolicy;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A service with a feed of changes: few requests, and nothing counts as gone before a whole read of its list shows
 * that.
 */
class FeedTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final int LISTS = 7;

    private final World world = new World(new World.Kind(
            true, ConflictPolicy.REMOTE, MINUTE, ConnectorMode.SANDBOX, Sabotage.NONE, Nature.PLAIN.withFeed(MINUTE)));
    private List<EntityRef> projects;

    @BeforeEach
    void many_lists_in_step() {
        world.remote.addList(World.LIST);
        projects = IntStream.range(0, LISTS)
                .mapToObj(each -> world.project("Project " + each, ProjectStatus.ACTIVE, Placement.LIST, ""))
                .toList();
        projects.forEach(project ->
                world.task(project, "Task of " + world.projectView(project).name()));
        polls(10);
        world.remote.calls();
    }

    private void poll() {
        world.clock.forward(MINUTE);
        world.remote.passTime();
        world.cycle();
    }

    private void polls(int count) {
        for (int each = 0; each < count; each++) {
            poll();
        }
    }

    private Card card() {
        return world.remote.card("Task of Project 3");
    }

    private EntityRef task() {
        return world.tasksIn(projects.get(3)).getFirst();
    }

    @Test
    void a_quiet_poll_is_two_requests_whatever_the_number_of_lists() {
        poll();
        assertThat(world.remote.calls()).containsExactly(Call.CHANGES, Call.LISTS);
        polls(60);
        assertThat(world.remote.calls()).hasSize(120).containsOnly(Call.CHANGES, Call.LISTS);
    }

    @Test
    void what_was_changed_there_comes_with_the_same_requests() {
        world.phone.rename(card(), "Renamed there");
        polls(2);
        assertThat(world.taskView(task()).title()).isEqualTo("Renamed there");
        assertThat(world.remote.calls()).containsExactly(Call.CHANGES, Call.LISTS, Call.CHANGES, Call.LISTS);
    }

    @Test
    void what_is_new_there_is_judged_among_its_siblings() {
        String list = card().list;
        world.phone.add(list, "New there");
        polls(2);
        assertThat(world.tasksIn(projects.get(3))).hasSize(2);
        assertThat(world.remote.calls()).containsOnlyOnce(Call.OPEN_TASKS);
    }

    @Test
    void what_was_moved_there_moves_here() {
        EntityRef moved = task();
        world.phone.move(card(), world.remote.card("Task of Project 4").list);
        polls(2);
        assertThat(world.taskView(moved).projectId()).isEqualTo(projects.get(4).id());
    }

    @Test
    void what_was_deleted_there_is_gone_when_its_list_is_read_again() {
        world.phone.delete(card());
        polls(30);
        assertThat(world.taskView(task()).deletedAt()).isNull();
        world.clock.forward(Sweep.EVERY);
        polls(3);
        assertThat(world.taskView(task()).deletedAt()).isNotNull();
    }

    @Test
    void so_it_is_where_somebody_asks_for_all_there_is() {
        world.phone.delete(card());
        poll();
        world.full();
        polls(3);
        assertThat(world.taskView(task()).deletedAt()).isNotNull();
    }

    @Test
    void where_the_cursor_is_not_known_any_more_each_list_is_read_once() {
        world.remote.forgetCursors();
        poll();
        assertThat(world.remote.calls())
                .startsWith(Call.CHANGES, Call.CHANGES, Call.LISTS)
                .filteredOn(call -> call == Call.OPEN_TASKS)
                .hasSize(LISTS + 1);
        poll();
        assertThat(world.remote.calls()).containsExactly(Call.CHANGES, Call.LISTS);
    }

    @Test
    void a_list_that_is_renamed_there_is_renamed_here_with_the_next_poll() {
        world.remote.rename(list(3), "Renamed there");
        poll();
        assertThat(world.projectView(projects.get(3)).name()).isEqualTo("Renamed there");
        polls(1);
        world.remote.calls();
        poll();
        assertThat(world.remote.calls()).containsExactly(Call.CHANGES, Call.LISTS);
    }

    @Test
    void a_list_that_is_deleted_there_is_gone_after_a_settle_time() {
        world.phone.deleteList(list(3));
        poll();
        assertThat(world.projectView(projects.get(3)).deletedAt())
                .as("one look is no proof")
                .isNull();
        polls(2);
        assertThat(world.projectView(projects.get(3)).deletedAt()).isNotNull();
    }

    @Test
    void a_list_that_is_closed_there_is_read_once_and_when_it_is_open_again() {
        String closed = list(3);
        world.remote.archive(closed);
        poll();
        assertThat(world.runner.status().message()).contains("\"Project 3\"", "archived");
        world.remote.calls();
        polls(3);
        assertThat(world.remote.calls()).hasSize(6);
        world.remote.unarchive(closed);
        poll();
        assertThat(world.remote.calls()).contains(Call.OPEN_TASKS);
        assertThat(world.runner.status().message()).isNull();
    }

    @Test
    void where_the_lists_are_not_told_what_has_changed_is_taken_over_all_the_same() {
        world.phone.rename(card(), "Renamed there");
        world.remote.chaos(call -> call == Call.LISTS ? Fault.LOST_ANSWER : Fault.NONE);
        poll();
        assertThat(world.taskView(task()).title()).isEqualTo("Renamed there");
    }

    private String list(int project) {
        SyncLink link = world.link(EntityRef.list(projects.get(project).id()));
        return ((SyncLink.Linked) link).remote().list();
    }

    @Test
    void a_feed_that_does_not_answer_keeps_nothing_from_being_seen() {
        world.phone.rename(card(), "Renamed there");
        world.remote.chaos(call -> call == Call.CHANGES ? Fault.LOST_ANSWER : Fault.NONE);
        polls(LISTS);
        assertThat(world.taskView(task()).title()).isEqualTo("Renamed there");
    }

    @Test
    void what_could_not_be_taken_over_is_told_again() {
        world.phone.rename(card(), "Renamed there");
        world.steps.crashAt(world.steps.taken() + 5);
        poll();
        world.steps.crashAt(Integer.MAX_VALUE);
        world.clock.forward(MINUTE);
        polls(2);
        assertThat(world.taskView(task()).title()).isEqualTo("Renamed there");
    }

    @Test
    void what_is_changed_here_echoes_nothing() {
        world.rename(task(), "Renamed here");
        polls(1);
        assertThat(card("Renamed here").content.title()).isEqualTo("Renamed here");
        int events = world.ledger.size();
        polls(5);
        assertThat(world.ledger.size()).isEqualTo(events);
    }

    private Card card(String title) {
        return world.remote.card(title);
    }
}
