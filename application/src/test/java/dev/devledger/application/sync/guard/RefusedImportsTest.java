package dev.devledger.application.sync.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.memory.PendingApprovals;
import dev.devledger.application.sync.simulation.World;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Imports of remote contents can be refused like any other held write. */
class RefusedImportsTest {
    private static final Duration POLL = Duration.ofMinutes(1);
    private static final int MANY = 51;

    private final World world = World.live(POLL);

    private void refuse() {
        List<PendingApprovals.PendingPlan> held = world.holds.list(world.account);
        assertThat(held).hasSize(1);
        world.people(
                changes -> world.approvals().refuse(changes, held.getFirst().id()));
    }

    private void polls() {
        for (int poll = 0; poll < 5; poll++) {
            world.clock.forward(POLL);
            world.cycle();
        }
    }

    private void refused() {
        String list = world.cardList();
        world.project("Ledger");
        world.full();
        IntStream.range(0, MANY).forEach(each -> world.phone.add(list, "Theirs " + each));
        world.phone.addBelow(world.remote.card("Theirs 0"), "Below");
        world.project("Ours");
        world.full();
        assertThat(world.holds.count(world.account)).isGreaterThanOrEqualTo(MANY);
        refuse();
        polls();
    }

    @Test
    void it_stays_there_and_is_not_asked_about_again() {
        refused();
        assertThat(world.holds.list(world.account)).isEmpty();
        assertThat(world.tree.projects()).hasSize(2);
        assertThat(world.remote.live()).hasSize(MANY + 1 + 2);
        assertThat(world.runner.status().state().word()).isEqualTo("idle");
    }

    @Test
    void what_comes_later_comes_in() {
        refused();
        world.phone.add(world.remote.card("Ledger").list, "Later");
        world.phone.addBelow(world.remote.card("Theirs 1"), "Below one that is left out");
        polls();
        assertThat(world.projectCalled("Later")).isNotNull();
        assertThat(world.tree.tasks()).isEmpty();
    }

    @Test
    void a_first_link_can_be_refused() {
        String list = world.remote.addList(World.LIST).id();
        world.full();
        world.phone.add(list, "Both");
        world.phone.add(list, "Theirs");
        world.project("Both");
        world.project("Ours");
        world.full();
        assertThat(world.holds.list(world.account)).singleElement().satisfies(held -> assertThat(held.guard())
                .isEqualTo(PendingApprovals.FIRST_LINK));
        refuse();
        polls();
        assertThat(world.holds.list(world.account)).isEmpty();
        assertThat(world.tree.projects()).hasSize(2);
        assertThat(world.cards()).containsExactly("Both", "Theirs");
    }
}
