package dev.devledger.application.sync.pull;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.memory.MemoryRemote.Call;
import dev.devledger.application.sync.memory.MemoryRemote.Card;
import dev.devledger.application.sync.memory.MemoryRemote.Fault;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.field.EntityKind.Patch;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.merge.Merge.ConflictPolicy;
import dev.devledger.domain.task.Task.TaskCommand;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.task.Task.TaskStatus;
import dev.devledger.domain.task.TaskDetails;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A recurring task: its id stays, and each completed occurrence is a task of its own. */
class RecurringTest {
    private static final When FIRST = new When.Day(LocalDate.parse("2026-04-01"));
    private static final When SECOND = new When.Day(LocalDate.parse("2026-04-02"));

    private final World world = new World();
    private EntityRef task;
    private Card card;

    @BeforeEach
    void a_task_that_recurs() {
        task = world.task(world.project("Ledger"), "Water");
        world.untilQuiet();
        card = world.remote.card("Water");
        card.recurring = true;
        world.phone.due(card, FIRST);
        world.full();
        world.untilQuiet();
    }

    private List<TaskStatus> called(String title) {
        return world.tree.tasks().stream()
                .map(id -> world.views.task(id.value()).orElseThrow())
                .filter(view -> view.title().equals(title))
                .map(view -> view.status())
                .toList();
    }

    @ParameterizedTest
    @EnumSource(ConflictPolicy.class)
    void done_here_a_moment_ago_it_is_open_there_as_the_next_one_which_is_no_question(ConflictPolicy policy) {
        World other = new World(policy);
        EntityRef series = other.task(other.project("Ledger"), "Water");
        other.untilQuiet();
        other.remote.card("Water").recurring = true;
        other.phone.due(other.remote.card("Water"), FIRST);
        other.full();
        other.untilQuiet();
        other.status(series, TaskStatus.COMPLETED);
        other.untilQuiet();
        other.fullAfterSettle();
        other.fullAfterSettle();
        assertThat(other.conflicts.all()).isEmpty();
        assertThat(other.remote.live()).filteredOn(each -> each.copyOf != null).hasSize(1);
    }

    @Test
    void done_there_it_goes_on_and_the_copy_is_a_completed_task() {
        world.phone.complete(card);
        world.full();
        world.full();
        assertThat(world.taskView(task).schedule().dueDate()).isEqualTo(SECOND);
        assertThat(world.taskView(task).status()).isEqualTo(TaskStatus.OPEN);
        assertThat(((SyncLink.Linked) world.link(task)).remote().id()).isEqualTo(card.id);
        assertThat(called("Water")).containsExactly(TaskStatus.OPEN, TaskStatus.COMPLETED);
        assertThat(world.here()).isEqualTo(world.there());
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"NONE", "LOST_ANSWER", "LOST_REQUEST"})
    void done_here_it_is_done_once(Fault fault) {
        world.remote.next(Call.UPDATE, fault);
        world.status(task, TaskStatus.COMPLETED);
        world.cycle();
        for (int i = 0; i < 4; i++) {
            world.fullAfterSettle();
        }
        world.untilQuiet();
        assertThat(world.remote.live().stream()
                        .filter(each -> each.content.title().equals("Water")))
                .as("one occurrence more, and no other")
                .hasSize(2);
        assertThat(card.content.dueDate()).isEqualTo(SECOND);
        assertThat(world.here()).isEqualTo(world.there());
    }

    @Test
    void without_a_date_it_would_not_recur_so_a_person_is_asked() {
        Patch<TaskDetails> edit = Patch.of(TaskDetails.DUE_DATE, null);
        world.send(new TaskCommand.Edit(new TaskId(task.id()), edit, null, world.clock.instant()));
        world.cycle();
        assertThat(card.content.dueDate()).isEqualTo(FIRST);
        world.full();
        assertThat(world.conflicts.open(world.account)).isEqualTo(1);
        assertThat(card.content.dueDate()).isEqualTo(FIRST);
        int before = world.ledger.size();
        world.fullAfterSettle();
        world.untilQuiet();
        assertThat(world.ledger.eventsFrom(before)).isEmpty();
        assertThat(world.work.pending(world.account)).isZero();
    }
}
