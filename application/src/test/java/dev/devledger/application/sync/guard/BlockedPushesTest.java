package dev.devledger.application.sync.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.memory.MemoryRemote.Call;
import dev.devledger.application.sync.memory.MemoryRemote.Card;
import dev.devledger.application.sync.memory.PendingApprovals;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.sync.content.EntityRef;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Writes held by a guard are made in no cycle before a person approves them. */
class BlockedPushesTest {
    private static final Duration POLL = Duration.ofMinutes(1);
    private static final int MANY = 51;
    private static final Set<Call> WRITES =
            Set.of(Call.CREATE, Call.CREATE_ALL, Call.CREATE_LIST, Call.UPDATE, Call.UPDATE_ALL, Call.DELETE);

    private final World world = World.live(POLL);
    private String list;

    @BeforeEach
    void both_sides_agree() {
        list = world.remote.addList(World.LIST).id();
        world.project("Ledger");
        world.full();
        world.remote.calls();
    }

    private List<EntityRef> many() {
        return IntStream.range(0, MANY)
                .mapToObj(each -> world.project("New " + each))
                .toList();
    }

    private void approve() {
        List<PendingApprovals.PendingPlan> held = world.holds.list(world.account);
        assertThat(held).hasSize(1);
        world.holds.approve(world.account, held.getFirst().planHash(), "owner");
    }

    private List<Call> writes() {
        return world.remote.calls().stream().filter(WRITES::contains).toList();
    }

    private void runFor(Duration time) {
        for (var end = world.clock.instant().plus(time); world.clock.instant().isBefore(end); ) {
            var next = world.runner.runDue();
            world.clock.forward(Duration.ofMillis(1));
            world.clock.forwardTo(next);
        }
    }

    @Test
    void held_creates_are_not_sent_by_the_same_cycle_nor_by_a_later_one() {
        many();
        world.phone.add(list, "From the phone");
        world.full();
        assertThat(world.holds.count(world.account)).isEqualTo(MANY);
        assertThat(writes()).isEmpty();
        runFor(Duration.ofHours(1));
        assertThat(world.holds.count(world.account)).isEqualTo(MANY);
        assertThat(writes()).isEmpty();
    }

    @Test
    void the_rest_goes_on() {
        many();
        world.phone.add(list, "From the phone");
        world.full();
        world.describe(world.projectCalled("Ledger"), "On both sides");
        runFor(Duration.ofSeconds(10));
        assertThat(writes()).containsExactly(Call.UPDATE);
        assertThat(world.projectCalled("From the phone")).isNotNull();
    }

    @Test
    void held_creates_go_with_the_first_poll_after_the_approval_fifty_at_a_time() {
        many();
        world.phone.add(list, "From the phone");
        world.full();
        // What was held for an hour is held anew by the next poll.
        runFor(Duration.ofHours(1).plus(POLL));
        writes();
        approve();
        runFor(POLL.plusSeconds(1));
        assertThat(writes()).containsExactly(Call.CREATE_ALL, Call.CREATE_ALL);
        assertThat(world.remote.live()).hasSize(MANY + 2);
        assertThat(world.holds.count(world.account)).isZero();
        assertThat(world.work.pending(world.account)).isZero();
    }

    @Test
    void what_is_not_too_much_any_more_goes_by_itself() {
        List<EntityRef> many = many();
        world.phone.add(list, "From the phone");
        world.full();
        runFor(Duration.ofHours(1));
        world.delete(many.getFirst());
        runFor(POLL.plusSeconds(1));
        assertThat(world.remote.live()).hasSize(MANY - 1 + 2);
    }

    @Test
    void the_list_of_a_held_project_is_not_made() {
        many();
        EntityRef listed = world.project("Listed", ProjectStatus.ACTIVE, Placement.LIST, "");
        world.task(listed, "In it");
        world.phone.add(list, "From the phone");
        world.full();
        runFor(Duration.ofMinutes(5));
        assertThat(writes()).isEmpty();
    }

    @Test
    void held_updates_are_not_sent() {
        List<EntityRef> tasks = twelveTasks();
        tasks.forEach(each -> world.rename(each, "Renamed " + each.id().getLeastSignificantBits()));
        world.full();
        assertThat(world.holds.count(world.account)).isEqualTo(tasks.size());
        runFor(Duration.ofMinutes(5));
        assertThat(writes()).isEmpty();
        approve();
        world.full();
        assertThat(world.here()).isEqualTo(world.there());
    }

    @Test
    void deletes_of_both_sides_are_held_together_and_none_is_done() {
        List<EntityRef> tasks = twelveTasks();
        List<Card> cards = new ArrayList<>(IntStream.range(0, 3)
                .mapToObj(each -> world.remote.card("Task " + each))
                .toList());
        cards.forEach(world.phone::delete);
        world.full();
        // Three there and three here are six: more than five, and more than a tenth of the list.
        world.clock.forward(World.SETTLE);
        tasks.subList(3, 6).forEach(world::delete);
        world.full();
        assertThat(world.holds.count(world.account)).isEqualTo(6);
        assertThat(writes()).isEmpty();
        runFor(Duration.ofMinutes(5));
        assertThat(writes()).isEmpty();
        approve();
        world.full();
        assertThat(world.here()).isEqualTo(world.there());
    }

    private List<EntityRef> twelveTasks() {
        EntityRef project = world.projectCalled("Ledger");
        List<EntityRef> tasks = IntStream.range(0, 12)
                .mapToObj(each -> world.task(project, "Task " + each))
                .toList();
        world.prioritise(project, Priority.LOW);
        world.untilQuiet();
        world.full();
        writes();
        return tasks;
    }
}
