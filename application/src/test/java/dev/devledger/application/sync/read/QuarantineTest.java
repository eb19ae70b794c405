package dev.devledger.application.sync.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.memory.ConnectorStates;
import dev.devledger.application.sync.memory.ConnectorStates.ConnectorCondition;
import dev.devledger.application.sync.memory.MemoryRemote.Call;
import dev.devledger.application.sync.memory.MemoryRemote.Card;
import dev.devledger.application.sync.memory.MemoryRemote.Fault;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.task.Task.TaskStatus;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Objects that cannot be read: they count as present, and are left alone on both sides (docs/sync-design.md, section 3,
 * step 4).
 */
class QuarantineTest {
    private static final String STATUS = "it has the unknown status 7";
    private static final String TOLD = "it cannot be read in TickTick: " + STATUS;

    private final World world = new World();
    private String list;
    private EntityRef project;
    private EntityRef task;
    private EntityRef other;

    @BeforeEach
    void both_sides_agree() {
        list = world.remote.addList(World.LIST).id();
        project = world.project("Ledger");
        task = world.task(project, "Write");
        other = world.task(project, "Other");
        world.untilQuiet();
        world.full();
        world.remote.calls();
    }

    private Card card(String title) {
        return world.remote.card(title);
    }

    private void unreadable(String title) {
        card(title).unreadable = STATUS;
    }

    private String refusal(EntityRef entity) {
        return ((SyncLink.Linked) world.link(entity)).refusal();
    }

    @Test
    void it_is_there_and_the_others_of_its_list_go_on() {
        unreadable("Write");
        world.phone.rename(card("Other"), "Another");
        world.phone.delete(card("Another"));
        world.remote.add(list, CanonicalContent.list("New"));
        world.full();
        world.fullAfterSettle();
        assertThat(world.taskView(other).deletedAt()).as("deleted there").isNotNull();
        assertThat(world.projectCalled("New")).isNotNull();
        assertThat(world.taskView(task).deletedAt()).as("not deleted there").isNull();
        assertThat(refusal(task)).isEqualTo(TOLD);
        world.clock.forward(World.SETTLE);
        world.full();
        assertThat(world.taskView(task).deletedAt()).isNull();
    }

    @Test
    void what_shows_it_is_written_once_and_looks_at_nothing() {
        unreadable("Write");
        world.full();
        world.remote.calls();
        int before = world.ledger.size();
        world.fullAfterSettle();
        assertThat(world.cycles.getLast().complete()).isTrue();
        assertThat(world.ledger.eventsFrom(before)).isEmpty();
        assertThat(world.remote.calls()).containsExactly(Call.LISTS, Call.OPEN_TASKS, Call.FINISHED_TASKS, Call.LISTS);
    }

    @Test
    void what_was_changed_here_waits_and_many_of_them_do_not_end_the_cycle() {
        List<EntityRef> tasks = IntStream.range(0, 70)
                .mapToObj(i -> world.task(project, "Task " + i))
                .toList();
        world.untilQuiet();
        for (String title : List.of("Task 0", "Task 1", "Task 2", "Write")) {
            unreadable(title);
        }
        for (int i = 0; i < 3; i++) {
            world.rename(tasks.get(i), "Mine " + i);
        }
        world.rename(task, "Mine");
        world.rename(other, "Another");
        world.cycle();
        assertThat(world.state()).isEqualTo(ConnectorStates.ConnectorState.IDLE);
        assertThat(world.cycles.getLast().error()).endsWith(TOLD + "; and 3 more");
        assertThat(world.cards()).contains("Ledger/Write", "Ledger/Task 0", "Ledger/Another");
        assertThat(world.work.reason(task)).isEqualTo(TOLD);
        world.full();
        assertThat(world.cards()).contains("Ledger/Write", "Ledger/Task 0");
        card("Write").unreadable = null;
        world.fullAfterSettle();
        world.untilQuiet();
        assertThat(world.cards()).contains("Ledger/Mine", "Ledger/Task 0");
        assertThat(refusal(task)).isNull();
    }

    @Test
    void it_is_not_deleted_there_and_no_doubt_of_before_counts() {
        world.phone.delete(card("Write"));
        Card deleted = world.remote.thrownAway().getFirst();
        world.full();
        world.phone.restore(deleted);
        unreadable("Write");
        world.fullAfterSettle();
        deleted.unreadable = null;
        world.phone.delete(deleted);
        world.fullAfterSettle();
        assertThat(world.taskView(task).deletedAt())
                .as("absent for the first time since it was there")
                .isNull();
        world.fullAfterSettle();
        assertThat(world.taskView(task).deletedAt()).isNotNull();
    }

    @Test
    void one_that_no_list_shows_and_that_its_id_does_not_tell_is_not_called_deleted() {
        unreadable("Write");
        world.phone.delete(card("Write"));
        for (int i = 0; i < 3; i++) {
            world.fullAfterSettle();
        }
        assertThat(world.taskView(task).deletedAt()).isNull();
        assertThat(world.state().message()).startsWith("undecided since ");
    }

    @Test
    void what_was_deleted_here_stays_there_until_it_can_be_read() {
        unreadable("Write");
        world.delete(task);
        world.untilQuiet();
        assertThat(world.cards()).contains("Ledger/Write");
        card("Write").unreadable = null;
        world.fullAfterSettle();
        world.untilQuiet();
        assertThat(world.cards()).containsExactly("Ledger", "Ledger/Other");
    }

    @Test
    void what_it_stands_below_is_not_deleted_here_with_it() {
        unreadable("Write");
        world.phone.delete(card("Other"));
        card("Ledger").deleted = true; // without its subtasks
        world.full();
        world.fullAfterSettle();
        assertThat(world.projectView(project).deletedAt()).isNull();
        assertThat(world.taskView(task).deletedAt()).isNull();
    }

    @Test
    void once_it_can_be_read_what_was_changed_meanwhile_is_taken_over() {
        unreadable("Write");
        world.full();
        world.phone.rename(card("Write"), "Write it");
        world.full();
        assertThat(world.taskView(task).title()).isEqualTo("Write");
        card("Write it").unreadable = null;
        world.full();
        assertThat(world.taskView(task).title()).isEqualTo("Write it");
        assertThat(refusal(task)).isNull();
        int before = world.ledger.size();
        world.full();
        assertThat(world.ledger.eventsFrom(before)).isEmpty();
    }

    @Test
    void what_is_nobodys_is_told_with_the_state_until_it_can_be_read() {
        Card foreign = world.remote.add(list, CanonicalContent.list("Foreign"));
        foreign.unreadable = STATUS;
        world.full();
        String told = "1 thing of TickTick is left out, for example \"Foreign\" (" + foreign.id + "): " + TOLD
                + "; GET /api/sync/left-out lists it";
        assertThat(world.runner.status().state()).isEqualTo(ConnectorCondition.ATTENTION);
        assertThat(world.runner.status().message()).isEqualTo(told);
        world.rename(other, "Another");
        world.cycle();
        assertThat(world.runner.status().message())
                .as("a cycle that reads no list")
                .isEqualTo(told);
        foreign.unreadable = null;
        world.full();
        assertThat(world.runner.status().message()).isNull();
        assertThat(world.projectCalled("Foreign")).isNotNull();
    }

    @Test
    void where_too_many_cannot_be_read_the_list_counts_as_not_read() {
        IntStream.range(0, 60).forEach(i -> world.task(project, "Task " + i));
        world.untilQuiet();
        world.full();
        world.phone.delete(card("Other"));
        for (int i = 0; i < 4; i++) { // of 62, which are 6.5%
            unreadable("Task " + i);
        }
        world.full();
        assertThat(world.cycles.getLast().complete()).isFalse();
        world.fullAfterSettle();
        assertThat(world.taskView(other).deletedAt()).isNull();
        card("Task 0").unreadable = null;
        world.full();
        world.fullAfterSettle();
        assertThat(world.taskView(other).deletedAt()).isNotNull();
    }

    @Test
    void a_create_without_an_answer_is_not_sent_again_while_it_may_be_what_cannot_be_read() {
        world.remote.next(Call.CREATE, Fault.LOST_ANSWER);
        EntityRef lost = world.task(project, "Lost");
        world.cycle();
        unreadable("Lost");
        world.untilQuiet();
        assertThat(world.cards()).containsOnlyOnce("Ledger/Lost");
        card("Lost").unreadable = null;
        world.untilQuiet();
        assertThat(world.link(lost)).isInstanceOf(SyncLink.Linked.class);
        assertThat(world.cards()).containsOnlyOnce("Ledger/Lost");
    }

    @Test
    void a_create_without_an_answer_does_not_wait_for_another_one_that_nobody_has_changed_and_that_cannot_be_read() {
        world.remote.next(Call.CREATE, Fault.LOST_REQUEST);
        EntityRef lost = world.task(project, "Lost");
        world.cycle();
        world.remote.add(list, CanonicalContent.list("Foreign")).unreadable = STATUS;
        world.untilQuiet();
        assertThat(world.link(lost)).isInstanceOf(SyncLink.Linked.class);
    }

    @Test
    void what_was_finished_there_so_that_it_cannot_be_read_stays_open_here() {
        world.phone.complete(card("Write"));
        unreadable("Write");
        world.full();
        world.fullAfterSettle();
        assertThat(world.taskView(task).status()).isEqualTo(TaskStatus.OPEN);
        card("Write").unreadable = null;
        world.full();
        assertThat(world.taskView(task).status()).isEqualTo(TaskStatus.COMPLETED);
    }
}
