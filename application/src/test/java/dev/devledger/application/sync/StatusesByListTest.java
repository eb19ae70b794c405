package dev.devledger.application.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.memory.MemoryRemote.Call;
import dev.devledger.application.sync.memory.Nature;
import dev.devledger.application.sync.memory.Quirk;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.task.Task.TaskStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A service in which each list has its own statuses: the card list knows all, the second list only open and done. */
class StatusesByListTest {
    private final World world = new World(Nature.PLAIN.with(Quirk.STATUSES_BY_LIST));
    private EntityRef carded;
    private EntityRef listed;
    private EntityRef task;

    @BeforeEach
    void a_task_in_a_list_that_knows_all() {
        world.remote.addList(World.LIST);
        carded = world.project("Carded");
        listed = world.project("Listed", ProjectStatus.ACTIVE, Placement.LIST, "");
        task = world.task(carded, "Write");
        world.full();
        world.untilQuiet();
        world.status(task, TaskStatus.ABANDONED);
        settled();
        assertThat(there()).isEqualTo(RemoteStatus.ABANDONED);
    }

    /** And nothing goes to and fro. */
    private void settled() {
        world.untilQuiet();
        world.fullAfterSettle();
        world.untilQuiet();
        world.fullAfterSettle();
        world.remote.calls();
        int events = world.ledger.size();
        world.fullAfterSettle();
        assertThat(world.remote.calls()).doesNotContain(Call.CREATE, Call.UPDATE, Call.MOVE, Call.DELETE);
        assertThat(world.ledger.size()).isEqualTo(events);
    }

    private RemoteStatus there() {
        return world.remote.card("Write").content.status();
    }

    private TaskStatus here() {
        return world.taskView(task).status();
    }

    @Test
    void moved_here_to_a_list_without_its_status_it_keeps_it_here_and_has_it_again_when_it_comes_back() {
        world.move(task, listed, null);
        settled();
        assertThat(there()).isEqualTo(RemoteStatus.COMPLETED);
        assertThat(here()).isEqualTo(TaskStatus.ABANDONED);
        world.move(task, carded, null);
        settled();
        assertThat(there()).isEqualTo(RemoteStatus.ABANDONED);
        assertThat(here()).isEqualTo(TaskStatus.ABANDONED);
    }

    @Test
    void so_it_does_where_it_is_moved_there() {
        String list = world.remote.allLists().getLast().id();
        world.phone.move(world.remote.card("Write"), list);
        assertThat(there()).isEqualTo(RemoteStatus.COMPLETED);
        settled();
        assertThat(world.taskView(task).projectId()).isEqualTo(listed.id());
        assertThat(here()).isEqualTo(TaskStatus.ABANDONED);
        world.phone.moveBelow(world.remote.card("Write"), world.remote.card("Carded"));
        settled();
        assertThat(world.taskView(task).projectId()).isEqualTo(carded.id());
        assertThat(here()).isEqualTo(TaskStatus.ABANDONED);
        assertThat(there()).isEqualTo(RemoteStatus.ABANDONED);
    }

    @Test
    void what_is_changed_there_is_changed_here() {
        world.move(task, listed, null);
        settled();
        world.phone.reopen(world.remote.card("Write"));
        settled();
        assertThat(here()).isEqualTo(TaskStatus.OPEN);
        world.phone.complete(world.remote.card("Write"));
        settled();
        assertThat(here()).isEqualTo(TaskStatus.COMPLETED);
    }

    @Test
    void what_is_made_here_and_abandoned_is_done_there() {
        EntityRef fresh = world.task(listed, "Fresh");
        world.status(fresh, TaskStatus.ABANDONED);
        settled();
        assertThat(world.remote.card("Fresh").content.status()).isEqualTo(RemoteStatus.COMPLETED);
        assertThat(world.taskView(fresh).status()).isEqualTo(TaskStatus.ABANDONED);
    }

    @Test
    void no_conflict_is_made_of_a_status_that_only_the_move_has_changed() {
        world.move(task, listed, null);
        world.phone.rename(world.remote.card("Write"), "Write");
        world.phone.reopen(world.remote.card("Write"));
        settled();
        assertThat(world.conflicts.all()).isEmpty();
        assertThat(here()).isEqualTo(TaskStatus.OPEN);
    }

    @Test
    void what_cannot_be_moved_yet_has_the_status_that_the_list_knows_in_which_it_is() {
        EntityRef fresh = world.task(carded, "Fresh");
        settled();
        world.remote.full(world.remote.allLists().getLast().id(), true);
        world.task(listed, "What is not taken");
        world.cycle();
        world.move(fresh, listed, null);
        world.status(fresh, TaskStatus.ABANDONED);
        world.untilQuiet();
        assertThat(world.remote.card("Fresh").list)
                .isEqualTo(world.remote.allLists().getFirst().id());
        assertThat(world.remote.card("Fresh").content.status()).isEqualTo(RemoteStatus.ABANDONED);
        world.remote.full(world.remote.allLists().getLast().id(), false);
        world.full();
        settled();
        assertThat(world.remote.card("Fresh").content.status()).isEqualTo(RemoteStatus.COMPLETED);
        assertThat(world.taskView(fresh).status()).isEqualTo(TaskStatus.ABANDONED);
    }

    /** Let go, moved there, and wanted again here: where it is to be is what the next look decides. */
    @ParameterizedTest
    @CsvSource({"true, COMPLETED", "false, ABANDONED"})
    void what_is_found_elsewhere_has_the_status_that_the_list_knows_in_which_it_is(boolean plain, RemoteStatus there) {
        EntityRef project = plain ? carded : listed;
        EntityRef fresh = world.task(project, "Fresh");
        world.remote.addList("Third");
        world.remote.addList("Fourth");
        settled();
        world.place(project, Placement.NONE);
        settled();
        world.phone.move(world.remote.card("Fresh"), list(plain ? "Fourth" : "Third"));
        world.status(fresh, TaskStatus.ABANDONED);
        world.place(project, plain ? Placement.CARD : Placement.LIST);
        world.cycle();
        assertThat(world.remote.card("Fresh").list).isEqualTo(list(plain ? "Fourth" : "Third"));
        assertThat(world.remote.card("Fresh").content.status()).isEqualTo(there);
        assertThat(((SyncLink.Linked) world.link(fresh)).base().status()).isEqualTo(there);
    }

    private String list(String name) {
        return world.remote.allLists().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow()
                .id();
    }
}
