package dev.devledger.application.sync.record;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.memory.ConflictView.ConflictBook;
import dev.devledger.application.sync.memory.MemoryRemote.Card;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.sync.conflict.Conflict.Choice;
import dev.devledger.domain.sync.conflict.Conflict.ConflictId;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.merge.Merge.ConflictPolicy;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A project's list that was deleted in the service while a local user works in the project (E7). */
class GoneListTest {
    private final World world = new World();
    private EntityRef project;
    private EntityRef list;
    private EntityRef write;

    @BeforeEach
    void both_sides_agree() {
        project = world.project("Ledger", ProjectStatus.ACTIVE, Placement.LIST, "");
        list = EntityRef.list(project.id());
        write = world.task(project, "Write");
        world.untilQuiet();
        world.full();
        world.untilQuiet();
        world.phone.deleteList(((SyncLink.Linked) world.link(list)).remote().list());
    }

    private void cycles() {
        for (int cycle = 0; cycle < 4; cycle++) {
            world.fullAfterSettle();
        }
    }

    private ConflictId asked() {
        assertThat(world.projectView(project).deletedAt()).isNull();
        assertThat(world.remote.allLists())
                .as("it is not made again before somebody decides")
                .noneMatch(each -> each.name().equals("Ledger"));
        assertThat(world.conflicts.of(list)).singleElement().satisfies(each -> assertThat(each.dispute())
                .isInstanceOf(Dispute.DeletedRemotely.class));
        return world.conflicts.of(list).getFirst().id();
    }

    private EntityRef withAnUnpushedTask() {
        EntityRef fresh = world.task(project, "Fresh");
        cycles();
        return fresh;
    }

    private ConflictBook.Entry conflict() {
        asked();
        return world.conflicts.of(list).getFirst();
    }

    private void assertQuiet() {
        int before = world.ledger.size();
        world.fullAfterSettle();
        assertThat(world.ledger.eventsFrom(before)).isEmpty();
    }

    @Test
    void a_task_that_is_not_there_yet_keeps_its_project() {
        EntityRef fresh = withAnUnpushedTask();
        asked();
        assertThat(world.taskView(fresh).deletedAt()).isNull();
        assertThat(world.taskView(write).deletedAt())
                .as("what was in the list waits with it")
                .isNull();
        assertQuiet();
    }

    @Test
    void a_task_that_was_edited_here_keeps_its_project() {
        world.rename(write, "Write more");
        cycles();
        asked();
        assertThat(world.taskView(write).deletedAt()).isNull();
        assertQuiet();
    }

    @Test
    void a_project_that_was_renamed_here_is_kept_with_its_new_name() {
        world.rename(project, "Renamed");
        cycles();
        asked();
        assertThat(world.projectView(project).name()).isEqualTo("Renamed");
        assertQuiet();
    }

    @Test
    void renamed_here_it_is_made_again_under_its_new_name_where_a_person_says_so() {
        world.rename(project, "Renamed");
        cycles();
        world.resolve(conflict(), Choice.LOCAL, null);
        cycles();
        world.untilQuiet();
        assertThat(world.there()).contains("Renamed:", "Renamed: Write");
        assertThat(world.here()).isEqualTo(world.there());
        assertThat(world.conflicts.open(world.account)).isZero();
    }

    @Test
    void made_again_it_has_all_that_is_in_it_here() {
        withAnUnpushedTask();
        world.resolve(conflict(), Choice.LOCAL, null);
        cycles();
        world.untilQuiet();
        assertThat(world.there()).contains("Ledger:", "Ledger: Fresh", "Ledger: Write");
        assertThat(world.here()).isEqualTo(world.there());
        assertThat(world.conflicts.open(world.account)).isZero();
    }

    @Test
    void let_go_it_is_gone_with_all_that_is_in_it() {
        EntityRef fresh = withAnUnpushedTask();
        world.resolve(conflict(), Choice.REMOTE, null);
        cycles();
        assertThat(world.projectView(project).deletedAt()).isNotNull();
        assertThat(world.taskView(fresh).deletedAt()).isNotNull();
        assertThat(world.work.pending(world.account)).isZero();
        assertQuiet();
    }

    @Test
    void what_was_moved_out_of_it_before_is_not_let_go_with_it() {
        withAnUnpushedTask();
        world.move(write, world.project("Other"), null);
        cycles();
        world.resolve(conflict(), Choice.REMOTE, null);
        cycles();
        world.untilQuiet();
        assertThat(world.taskView(write).deletedAt()).isNull();
        assertThat(world.there()).contains("Dev Projects: Other/Write");
        assertThat(world.work.pending(world.account)).isZero();
    }

    @Test
    void left_alone_it_stays_in_the_ledger_only() {
        EntityRef fresh = withAnUnpushedTask();
        world.resolve(conflict(), Choice.DETACH, null);
        cycles();
        assertThat(world.projectView(project).deletedAt()).isNull();
        assertThat(world.taskView(fresh).deletedAt()).isNull();
        assertThat(world.remote.allLists()).noneMatch(each -> each.name().equals("Ledger"));
        assertThat(world.conflicts.open(world.account)).isZero();
        assertQuiet();
    }

    @Test
    void what_was_asked_of_a_task_in_it_is_not_asked_of_the_one_that_is_made_anew() {
        World other = new World(ConflictPolicy.HOLD);
        EntityRef home = other.project("Ledger", ProjectStatus.ACTIVE, Placement.LIST, "");
        EntityRef task = other.task(home, "Write");
        other.untilQuiet();
        other.full();
        other.rename(task, "Write twice");
        Card card = other.remote.card("Write");
        other.phone.rename(card, "Write there");
        other.fullAfterSettle();
        assertThat(other.conflicts.of(task)).hasSize(1);
        other.phone.deleteList(card.list);
        for (int cycle = 0; cycle < 4; cycle++) {
            other.fullAfterSettle();
        }
        other.resolve(other.conflicts.of(EntityRef.list(home.id())).getFirst(), Choice.LOCAL, null);
        assertThat(other.conflicts.open(other.account)).isZero();
        other.untilQuiet();
        other.rename(task, "Write thrice");
        other.untilQuiet();
        assertThat(other.there()).contains("Ledger: Write thrice");
    }
}
