package dev.devledger.application.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.memory.MemoryRemote.Call;
import dev.devledger.application.sync.memory.MemoryRemote.Card;
import dev.devledger.application.sync.memory.Nature;
import dev.devledger.application.sync.read.FullRead;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.sync.conflict.Conflict.Choice;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.task.Task.TaskStatus;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A service that takes one task in a call, reports deletions, and knows neither texts nor dates nor checklists. */
class PlainServiceTest {
    private final World world = new World(Nature.PLAIN);
    private EntityRef project;
    private List<EntityRef> tasks;

    @BeforeEach
    void a_project_with_tasks_there() {
        world.remote.addList(World.LIST);
        project = world.project("Ledger", ProjectStatus.PLANNED, Placement.CARD, "All of it is here");
        tasks = IntStream.range(0, 6)
                .mapToObj(each -> world.task(project, "Task " + each))
                .toList();
        world.full();
        world.untilQuiet();
    }

    private void settledTwice() {
        world.fullAfterSettle();
        world.untilQuiet();
        world.remote.calls();
        int events = world.ledger.size();
        world.fullAfterSettle();
        assertThat(world.remote.calls()).doesNotContain(Call.CREATE, Call.UPDATE, Call.MOVE, Call.DELETE);
        assertThat(world.ledger.size()).isEqualTo(events);
        assertThat(world.here()).isEqualTo(world.there());
    }

    @Test
    void all_are_made_and_changed_one_by_one() {
        tasks.forEach(task -> world.rename(task, "New " + task.id().getLeastSignificantBits()));
        world.untilQuiet();
        assertThat(world.remote.calls())
                .contains(Call.CREATE, Call.UPDATE)
                .doesNotContain(Call.CREATE_ALL, Call.UPDATE_ALL);
        assertThat(world.cards()).hasSize(7);
        settledTwice();
    }

    @Test
    void what_it_cannot_hold_stays_here_whatever_changes_there() {
        assertThat(world.remote.card("Ledger").content.description()).isEmpty();
        world.phone.rename(world.remote.card("Ledger"), "Journal");
        world.describe(project, "More of it");
        world.fullAfterSettle();
        world.untilQuiet();
        assertThat(world.projectView(project).name()).isEqualTo("Journal");
        assertThat(world.projectView(project).description()).isEqualTo("More of it");
        settledTwice();
    }

    @Test
    void a_value_that_it_does_not_know_is_another_there_and_stays_what_it_is_here() {
        world.prioritise(project, Priority.MEDIUM);
        world.untilQuiet();
        assertThat(world.remote.card("Ledger").content.priority()).isEqualTo(Priority.HIGH);
        settledTwice();
        assertThat(world.projectView(project).priority()).isEqualTo(Priority.MEDIUM);
        world.phone.prioritise(world.remote.card("Ledger"), Priority.LOW);
        world.fullAfterSettle();
        assertThat(world.projectView(project).priority()).isEqualTo(Priority.LOW);
    }

    @Test
    void what_it_says_is_deleted_is_deleted_here_in_one_look() {
        world.phone.delete(world.remote.card("Task 3"));
        world.full();
        assertThat(world.taskView(tasks.get(3)).deletedAt()).isNotNull();
        assertThat(world.link(tasks.get(3))).isInstanceOf(SyncLink.Closed.class);
        settledTwice();
    }

    @Test
    void what_is_finished_its_list_shows_without_a_further_call() {
        world.phone.complete(world.remote.card("Task 3"));
        world.phone.abandon(world.remote.card("Task 4"));
        world.fullAfterSettle();
        assertThat(world.remote.calls()).doesNotContain(Call.FINISHED_TASKS);
        assertThat(world.taskView(tasks.get(3)).status()).isEqualTo(TaskStatus.COMPLETED);
        assertThat(world.taskView(tasks.get(4)).status()).isEqualTo(TaskStatus.ABANDONED);
        settledTwice();
    }

    @Test
    void what_was_finished_before_the_sync_began_is_no_news() {
        World before = new World(Nature.PLAIN);
        before.phone.complete(before.phone.add(before.remote.addList(World.LIST).id(), "Done long ago"));
        before.clock.forward(Duration.ofDays(2));
        before.full();
        assertThat(before.tree.projects()).isEmpty();
    }

    @Test
    void what_others_have_finished_below_what_is_deleted_here_is_asked_about() {
        EntityRef task = tasks.get(3);
        Card card = world.remote.card("Task 3");
        world.delete(task);
        world.phone.complete(world.phone.addBelow(card, "Theirs"));
        world.clock.forward(FullRead.OVERLAP);
        world.fullAfterSettle();
        world.fullAfterSettle();
        assertThat(card.deleted).isFalse();
        world.resolve(world.conflicts.of(task).getFirst(), Choice.LOCAL, null);
        world.fullAfterSettle();
        assertThat(card.deleted).isTrue();
        assertThat(world.work.pending(world.account)).isZero();
    }

    @Test
    void what_its_list_leaves_out_is_there_as_its_id_answers() {
        Card card = world.remote.card("Task 3");
        world.phone.rename(card, "Third");
        world.remote.leaveOut(card);
        for (int read = 0; read < 3; read++) {
            world.fullAfterSettle();
        }
        assertThat(world.remote.calls()).doesNotContain(Call.SEARCH_OPEN, Call.SEARCH_ALL);
        assertThat(world.taskView(tasks.get(3)).deletedAt()).isNull();
        assertThat(world.taskView(tasks.get(3)).title()).isEqualTo("Third");
    }
}
