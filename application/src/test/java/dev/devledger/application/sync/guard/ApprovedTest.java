package dev.devledger.application.sync.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.memory.MemoryRemote.Call;
import dev.devledger.application.sync.memory.MemoryRemote.Fault;
import dev.devledger.application.sync.memory.PendingApprovals;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.sync.content.EntityRef;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** More deletes were approved than one cycle has the budget for. */
class ApprovedTest {
    private static final int MANY = 30;

    private final World world = new World();
    private List<EntityRef> tasks;

    @BeforeEach
    void many_deletes_wait_and_a_person_agrees() {
        world.remote.addList(World.LIST);
        EntityRef project = world.project("Ledger");
        tasks = IntStream.range(0, MANY)
                .mapToObj(each -> world.task(project, "Task " + each))
                .toList();
        world.untilQuiet();
        world.full();
        tasks.forEach(world::delete);
        world.full();
        assertThat(world.remote.live()).hasSize(1 + MANY);
        List<PendingApprovals.PendingPlan> held = world.holds.list(world.account);
        assertThat(held).singleElement().satisfies(each -> assertThat(each.operations())
                .hasSize(MANY));
        world.holds.approve(world.account, held.getFirst().planHash(), "owner");
        world.remote.next(Call.DELETE, Fault.NONE, Fault.NONE, Fault.RATE_LIMITED);
        world.full();
    }

    @Test
    void the_rest_goes_without_another_question() {
        assertThat(world.remote.live()).hasSize(1 + MANY - 2);
        world.clock.forward(Duration.ofMinutes(2));
        world.full();
        assertThat(world.remote.live()).hasSize(1);
        assertThat(world.holds.count(world.account)).isZero();
    }

    @Test
    void not_on_another_node_nor_after_a_restart_either() {
        world.nextNode();
        world.clock.forward(Duration.ofMinutes(2));
        world.full();
        assertThat(world.remote.live()).hasSize(1);
        assertThat(world.holds.count(world.account)).isZero();
    }

    @Test
    void not_an_hour_later() {
        world.clock.forward(PendingApprovals.APPROVAL);
        world.full();
        assertThat(world.remote.live()).as("two were done, and one was begun").hasSize(1 + MANY - 3);
        assertThat(world.holds.count(world.account)).isEqualTo(MANY - 3);
    }

    @Test
    void what_was_done_is_not_agreed_to_for_a_second_time() {
        world.clock.forward(Duration.ofMinutes(2));
        world.full();
        tasks.forEach(world::restore);
        world.untilQuiet();
        world.full();
        assertThat(world.remote.live()).hasSize(1 + MANY);
        tasks.forEach(world::delete);
        world.full();
        assertThat(world.remote.live()).hasSize(1 + MANY);
    }
}
