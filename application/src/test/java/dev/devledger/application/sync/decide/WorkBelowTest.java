package dev.devledger.application.sync.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.memory.MemoryRemote.Card;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.link.SyncLink;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A card that is deleted in the service while a local user works below it: the work is not deleted with it (E7). */
class WorkBelowTest {
    private final World world = new World();
    private EntityRef project;
    private EntityRef task;
    private EntityRef below;

    @BeforeEach
    void both_sides_agree() {
        world.remote.addList(World.LIST);
        project = world.project("Ledger");
        task = world.task(project, "Write");
        below = world.task(project, task, "Read");
        world.project("Other");
        world.untilQuiet();
        world.full();
    }

    private boolean deleted(EntityRef entity) {
        return entity.kind() == EntityRef.Kind.PROJECT
                ? world.projectView(entity).deletedAt() != null
                : world.taskView(entity).deletedAt() != null;
    }

    private void assertAsked(EntityRef entity) {
        assertThat(deleted(entity)).isFalse();
        assertThat(world.conflicts.of(entity)).singleElement().satisfies(each -> assertThat(each.dispute())
                .isInstanceOf(Dispute.DeletedRemotely.class));
        assertThat(world.link(entity)).isInstanceOf(SyncLink.Detached.class);
    }

    private void assertQuiet() {
        int before = world.ledger.size();
        world.fullAfterSettle();
        assertThat(world.ledger.eventsFrom(before)).isEmpty();
    }

    @Test
    void a_task_that_was_edited_here_stays_with_all_that_it_is_below() {
        world.phone.delete(world.remote.card("Ledger"));
        world.rename(below, "Read twice");
        world.full();
        world.fullAfterSettle();
        assertAsked(project);
        assertAsked(task);
        assertAsked(below);
        assertQuiet();
    }

    @Test
    void what_nobody_works_on_goes() {
        EntityRef sibling = world.task(project, "Sibling");
        world.untilQuiet();
        world.full();
        world.phone.delete(world.remote.card("Ledger"));
        world.rename(below, "Read twice");
        world.full();
        world.fullAfterSettle();
        assertThat(deleted(sibling)).isTrue();
        assertThat(deleted(below)).isFalse();
    }

    @Test
    void a_task_that_was_added_here_stays_with_its_project() {
        world.phone.delete(world.remote.card("Ledger"));
        EntityRef fresh = world.task(project, "Fresh");
        world.full();
        world.fullAfterSettle();
        assertAsked(project);
        assertThat(deleted(fresh)).isFalse();
        assertThat(world.remote.live()).extracting(card -> card.content.title()).contains("Fresh");
        assertQuiet();
    }

    @Test
    void what_is_moved_out_of_it_there_does_not_keep_it() {
        Card write = world.remote.card("Write");
        world.phone.moveBelow(write, world.remote.card("Other"));
        world.phone.delete(world.remote.card("Ledger"));
        world.full();
        world.fullAfterSettle();
        assertThat(deleted(project)).isTrue();
        assertThat(deleted(task)).isFalse();
        assertThat(world.conflicts.all()).isEmpty();
        assertThat(world.here()).isEqualTo(world.there());
    }
}
