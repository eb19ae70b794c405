package dev.devledger.application.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.memory.ConnectorStates.ConnectorCondition;
import dev.devledger.application.sync.memory.ConnectorStates.ConnectorState;
import dev.devledger.application.sync.memory.MemoryRemote.Call;
import dev.devledger.application.sync.memory.MemoryRemote.Fault;
import dev.devledger.application.sync.simulation.World;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A stop of this node says nothing about the remote: a recorded outage stays. */
class ConnectorOutagesTest {
    private final World world = new World();

    private ConnectorState awayForThreeCycles() {
        world.project("One");
        for (int i = 0; i < 3; i++) {
            world.remote.next(Call.LISTS, Fault.AWAY);
            world.cycle();
            world.clock.forward(Duration.ofMinutes(1));
        }
        assertThat(world.state().state()).isEqualTo(ConnectorCondition.UNREACHABLE);
        assertThat(world.state().failures()).isEqualTo(3);
        assertThat(world.state().message()).isNotNull();
        return world.state();
    }

    @Test
    void an_end_of_the_process_leaves_an_outage_as_it_is() {
        ConnectorState outage = awayForThreeCycles();
        world.remote.onCall(() -> world.runner.end());
        world.cycle();
        assertThat(world.cycles.getLast().error()).contains("Devledger is stopping");
        assertThat(world.state()).isEqualTo(outage);
    }

    @Test
    void a_node_that_has_lost_its_lease_leaves_the_outage_that_another_one_met() {
        ConnectorState outage = awayForThreeCycles();
        world.lease.lostAfter(1);
        world.cycle();
        assertThat(world.cycles.getLast().error()).contains("another node");
        assertThat(world.state()).isEqualTo(outage);
    }

    @Test
    void a_cycle_that_gets_to_its_end_ends_the_outage() {
        awayForThreeCycles();
        world.cycle();
        assertThat(world.state()).isEqualTo(ConnectorState.IDLE);
    }
}
