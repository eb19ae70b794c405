package dev.devledger.application.sync.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.memory.MemoryRemote.Call;
import dev.devledger.application.sync.memory.MemoryRemote.Card;
import dev.devledger.application.sync.memory.MemoryRemote.Fault;
import dev.devledger.application.sync.read.FullRead;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.task.Task.TaskStatus;
import org.junit.jupiter.api.Test;

/** A remote deletion of an object whose entity has children that were not all deleted in the service. */
class CascadedDeletesTest {
    private World world = new World();
    private EntityRef project;
    private EntityRef task;
    private EntityRef below;

    private void synced(World in) {
        world = in;
        world.remote.addList(World.LIST);
        project = world.project("Ledger");
        task = world.task(project, "Write");
        below = world.task(project, task, "Read");
        world.project("Other");
        world.untilQuiet();
        world.full();
        world.remote.calls();
    }

    private Card card(String title) {
        return world.remote.card(title);
    }

    private boolean deleted(EntityRef task) {
        return world.taskView(task).deletedAt() != null;
    }

    private void twoReads() {
        world.full();
        world.fullAfterSettle();
    }

    @Test
    void what_was_made_below_it_since_is_kept_and_asked_about() {
        synced(new World());
        world.phone.delete(card("Write"));
        world.full();
        EntityRef made = world.task(project, task, "New");
        world.fullAfterSettle();
        assertThat(deleted(task) || deleted(made)).isFalse();
        assertThat(world.conflicts.of(task)).singleElement().satisfies(conflict -> assertThat(conflict.dispute())
                .isInstanceOf(Dispute.DeletedRemotely.class));
        assertThat(world.link(task))
                .isInstanceOfSatisfying(SyncLink.Detached.class, detached -> assertThat(detached.stays())
                        .isTrue());
        int before = world.ledger.size();
        world.fullAfterSettle();
        assertThat(world.ledger.eventsFrom(before)).as("it is asked once").isEmpty();
        assertThat(world.remote.calls()).doesNotContain(Call.DELETE);
    }

    @Test
    void what_was_made_in_a_project_since_keeps_the_project() {
        synced(new World());
        world.phone.delete(card("Ledger"));
        world.full();
        EntityRef made = world.task(project, "New");
        world.fullAfterSettle();
        assertThat(world.projectView(project).deletedAt()).isNull();
        assertThat(deleted(made)).isFalse();
        assertThat(world.conflicts.of(project)).hasSize(1);
    }

    @Test
    void what_was_changed_below_it_since_keeps_it() {
        synced(new World());
        world.phone.delete(card("Write"));
        world.full();
        world.rename(below, "Read twice");
        world.fullAfterSettle();
        assertThat(deleted(task) || deleted(below)).isFalse();
        assertThat(world.conflicts.of(below)).hasSize(1);
    }

    @Test
    void what_was_moved_here_into_a_list_that_was_deleted_there_keeps_it() {
        synced(new World());
        EntityRef home = world.project("Home", ProjectStatus.ACTIVE, Placement.LIST, "");
        EntityRef inIt = world.task(home, "Sleep");
        world.untilQuiet();
        world.full();
        world.phone.deleteList(((SyncLink.Linked) world.link(EntityRef.list(home.id())))
                .remote()
                .id());
        world.move(task, home, null);
        for (int cycle = 0; cycle < 4; cycle++) {
            world.fullAfterSettle();
        }
        assertThat(world.projectView(home).deletedAt()).isNull();
        assertThat(deleted(task) || deleted(inIt)).isFalse();
        assertThat(world.conflicts.of(EntityRef.list(home.id()))).hasSize(1);
    }

    @Test
    void a_finished_one_goes_along_and_is_not_deleted_there() {
        synced(new World());
        world.status(below, TaskStatus.COMPLETED);
        world.untilQuiet();
        world.full();
        world.clock.forward(FullRead.OVERLAP.multipliedBy(2));
        world.full();
        Card read = card("Read");
        world.phone.move(read, world.remote.addList("Groceries").id());
        world.phone.delete(card("Write"));
        twoReads();
        assertThat(deleted(task) && deleted(below)).isTrue();
        assertThat(world.link(below)).isInstanceOf(SyncLink.Closed.class);
        world.untilQuiet();
        assertThat(world.remote.calls()).doesNotContain(Call.DELETE);
        assertThat(read.deleted).isFalse();
    }

    @Test
    void what_was_moved_elsewhere_before_is_moved_here_and_the_rest_goes() {
        synced(new World());
        Card write = card("Write");
        world.phone.moveBelow(card("Read"), card("Other"));
        world.phone.delete(write);
        twoReads();
        assertThat(deleted(task)).isTrue();
        assertThat(deleted(below)).isFalse();
        assertThat(world.here()).isEqualTo(world.there());
    }

    @Test
    void while_it_is_not_known_what_became_of_one_below_it_nothing_goes() {
        synced(new World());
        world.phone.delete(card("Write"));
        world.full();
        // Write, which is gone, and Read, of which nobody knows yet.
        world.remote.next(Call.FIND, Fault.NONE, Fault.LOST_ANSWER);
        world.fullAfterSettle();
        assertThat(deleted(task)).isFalse();
        assertThat(world.conflicts.all()).isEmpty();
        world.fullAfterSettle();
        assertThat(deleted(task) && deleted(below)).isTrue();
        assertThat(world.here()).isEqualTo(world.there());
    }

    @Test
    void tasks_that_are_never_shown_there_go_with_their_card() {
        synced(new World(false));
        world.phone.delete(card("Ledger"));
        twoReads();
        assertThat(world.projectView(project).deletedAt()).isNotNull();
        assertThat(deleted(task) && deleted(below)).isTrue();
        assertThat(world.conflicts.all()).isEmpty();
    }
}
