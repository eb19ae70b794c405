package dev.devledger.application.sync.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.memory.MemoryRemote;
import dev.devledger.application.sync.memory.MemoryRemote.Card;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.task.Task.TaskStatus;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A finished task that is not in its former list: no list shows where it is. */
class FinishedElsewhereTest {
    private final World world = new World();
    private EntityRef project;
    private Card card;
    private String elsewhere;

    @BeforeEach
    void both_sides_have_finished_it() {
        world.remote.addList(World.LIST);
        elsewhere = world.remote.addList("Elsewhere").id();
        project = world.project("Ledger");
        world.untilQuiet();
        world.full();
        world.status(project, ProjectStatus.ABANDONED);
        world.untilQuiet();
        world.fullAfterSettle();
        card = world.remote.card("Ledger");
    }

    private void changedHere() {
        world.rename(project, "Ledgers");
        for (int cycle = 0; cycle < 4; cycle++) {
            world.fullAfterSettle();
            world.untilQuiet();
        }
    }

    private SyncLink.Linked link() {
        return (SyncLink.Linked) world.link(project);
    }

    @Test
    void deleted_there_that_is_told_and_waits_for_nothing() {
        world.phone.move(card, elsewhere);
        world.phone.delete(card);
        changedHere();
        assertThat(link().refusal()).contains("no longer in its list in TickTick", "moved or deleted");
        assertThat(world.work.pending(world.account)).isZero();
        int events = world.ledger.size();
        world.remote.calls();
        world.fullAfterSettle();
        assertThat(world.ledger.size()).isEqualTo(events);
        assertThat(world.remote.calls()).doesNotContain(MemoryRemote.Call.FIND_ANYWHERE);
    }

    @Test
    void deleted_here_it_stays_where_somebody_has_moved_it_and_waits_for_nothing() {
        world.phone.move(card, elsewhere);
        world.delete(project);
        for (int cycle = 0; cycle < 4; cycle++) {
            world.untilQuiet();
            world.fullAfterSettle();
        }
        assertThat(world.link(project)).isInstanceOf(SyncLink.OutOfScope.class);
        assertThat(card.deleted).isFalse();
        assertThat(world.work.pending(world.account)).isZero();
        world.remote.calls();
        world.fullAfterSettle();
        assertThat(world.remote.calls()).doesNotContain(MemoryRemote.Call.FIND_ANYWHERE);
    }

    @Test
    void opened_again_there_it_is_found() {
        world.phone.reopen(card);
        world.phone.move(card, elsewhere);
        changedHere();
        assertThat(world.link(project)).isInstanceOf(SyncLink.OutOfScope.class);
        assertThat(world.work.pending(world.account)).isZero();
    }

    /**
     * Found open in a list that is not synced, it is finished there by the same pass, and no read shows it from then on.
     */
    @Test
    void moved_away_while_it_was_not_synced_and_finished_here_it_is_let_go() {
        EntityRef home = world.project("Home");
        EntityRef task = world.task(home, "Write");
        world.untilQuiet();
        world.full();
        world.place(home, Placement.NONE);
        world.untilQuiet();
        world.phone.move(world.remote.card("Write"), elsewhere);
        world.status(task, TaskStatus.COMPLETED);
        world.place(home, Placement.CARD);
        for (int cycle = 0; cycle < 4; cycle++) {
            world.untilQuiet();
            world.fullAfterSettle();
        }
        assertThat(world.link(task)).isInstanceOf(SyncLink.OutOfScope.class);
        assertThat(world.work.marked(task)).isFalse();
        assertThat(world.remote.card("Write").list).isEqualTo(elsewhere);
    }

    /** Its list is kept in step no more, so that no read of it shows that it is not there. */
    @Test
    void opened_again_and_deleted_there_it_is_not_moved_again_and_again() {
        EntityRef home = world.project("Home", ProjectStatus.ACTIVE, Placement.LIST, "");
        EntityRef task = world.task(home, "Write");
        world.untilQuiet();
        world.full();
        world.status(task, TaskStatus.ABANDONED);
        world.untilQuiet();
        world.fullAfterSettle();
        Card there = world.remote.card("Write");
        world.phone.add(there.list, "Theirs");
        world.phone.reopen(there);
        world.phone.rename(there, "Write it");
        world.phone.delete(there);
        world.place(home, Placement.CARD);
        for (int cycle = 0; cycle < 4; cycle++) {
            world.untilQuiet();
            world.fullAfterSettle();
        }
        assertThat(world.link(EntityRef.list(home.id()))).isInstanceOf(SyncLink.Detached.class);
        assertThat(((SyncLink.Linked) world.link(task)).refusal()).contains("may have been deleted in TickTick");
        assertThat(world.work.marked(task)).isFalse();
        world.remote.calls();
        world.fullAfterSettle();
        assertThat(world.remote.calls()).doesNotContain(MemoryRemote.Call.MOVE);
    }
}
