package dev.devledger.application.sync.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.SyncRunner;
import dev.devledger.application.sync.memory.MemoryRemote.Call;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.sync.content.CanonicalContent;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** When the sync reads without a request. */
class PollTest {
    private static final Duration MINUTE = Duration.ofSeconds(60);

    private final World world = new World(MINUTE);
    private final String list = world.remote.addList(World.LIST).id();

    private Instant run() {
        return world.runner.runDue();
    }

    @Test
    void the_first_look_is_at_once_and_the_next_after_the_interval() {
        assertThat(run()).isEqualTo(world.clock.instant().plus(MINUTE));
        world.remote.calls();

        world.clock.forward(MINUTE.minusMillis(1));
        run();
        assertThat(world.remote.calls()).isEmpty();

        world.remote.add(list, CanonicalContent.list("From the phone"));
        world.clock.forward(Duration.ofMillis(1));
        run();
        assertThat(world.cards()).containsExactly("From the phone");
        assertThat(world.ledger.events()).extracting(event -> event.type()).contains("Created");
    }

    @Test
    void a_quiet_poll_reads_the_lists_twice_each_list_once_and_what_was_finished() {
        run();
        world.clock.forward(MINUTE);
        run();
        world.remote.calls();

        world.clock.forward(MINUTE);
        run();
        assertThat(world.remote.calls())
                .containsExactlyInAnyOrder(Call.LISTS, Call.OPEN_TASKS, Call.FINISHED_TASKS, Call.LISTS);
    }

    @Test
    void another_nodes_poll_counts_for_all() {
        run();
        world.remote.calls();
        SyncRunner other = world.newRunner(world.account);
        other.runDue();
        assertThat(world.remote.calls()).isEmpty();
    }

    @Test
    void an_interval_of_zero_looks_only_when_asked() {
        World asked = new World();
        asked.remote.addList(World.LIST);
        asked.runner.runDue();
        asked.clock.forward(Duration.ofHours(1));
        asked.runner.runDue();
        assertThat(asked.remote.calls()).isEmpty();
    }
}
