package dev.devledger.application.sync.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.connector.ConnectorMode;
import dev.devledger.application.sync.memory.MemoryRemote.Call;
import dev.devledger.application.sync.memory.MemoryRemote.Card;
import dev.devledger.application.sync.memory.MemoryRemote.Fault;
import dev.devledger.application.sync.memory.Nature;
import dev.devledger.application.sync.simulation.Sabotage;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.ProjectStatus;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.merge.ConflictPolicy;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A service that tells what has changed: few requests, and nothing is gone before a whole list says so. */
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
    void a_quiet_poll_is_one_request_whatever_the_number_of_lists() {
        poll();
        assertThat(world.remote.calls()).containsExactly(Call.CHANGES);
        polls(60);
        assertThat(world.remote.calls()).hasSize(60).containsOnly(Call.CHANGES);
    }

    @Test
    void what_was_changed_there_comes_with_the_same_request() {
        world.phone.rename(card(), "Renamed there");
        polls(2);
        assertThat(world.taskView(task()).title()).isEqualTo("Renamed there");
        assertThat(world.remote.calls()).containsExactly(Call.CHANGES, Call.CHANGES);
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
        assertThat(world.remote.calls()).containsExactly(Call.CHANGES);
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
