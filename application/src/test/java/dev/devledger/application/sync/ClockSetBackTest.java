package dev.devledger.application.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.MemoryRemote.Call;
import dev.devledger.application.sync.MemoryRemote.Card;
import dev.devledger.application.sync.MemoryRemote.Fault;
import dev.devledger.domain.project.ProjectStatus;
import dev.devledger.domain.sync.EntityRef;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was written down while the clock was days ahead is not waited for once it is right again. */
class ClockSetBackTest {
    private static final Duration AHEAD = Duration.ofDays(3);

    private final World world = new World();
    private EntityRef project;

    @BeforeEach
    void both_sides_agree() {
        world.cardList();
        project = world.project("Ledger");
        world.untilQuiet();
        world.full();
    }

    @Test
    void the_next_try_of_what_was_refused() {
        world.wall.ahead(AHEAD);
        world.remote.next(Call.UPDATE, Fault.REFUSED);
        world.describe(project, "Another");
        world.cycle();
        assertThat(world.here()).isNotEqualTo(world.there());
        world.wall.ahead(Duration.ZERO);
        world.clock.forward(World.SETTLE);
        world.cycle();
        assertThat(world.here()).isEqualTo(world.there());
    }

    @Test
    void since_when_something_is_missing() {
        Card card = world.remote.card("Ledger");
        world.wall.ahead(AHEAD);
        world.phone.delete(card);
        world.full();
        world.wall.ahead(Duration.ZERO);
        world.fullAfterSettle();
        world.fullAfterSettle();
        assertThat(world.projectView(project).deletedAt()).isNotNull();
    }

    @Test
    void since_when_finished_ones_are_looked_for() {
        world.wall.ahead(AHEAD);
        world.full();
        world.wall.ahead(Duration.ZERO);
        world.clock.forward(World.SETTLE);
        world.remote.calls();
        world.phone.complete(world.remote.card("Ledger"));
        world.full();
        assertThat(world.projectView(project).status()).isEqualTo(ProjectStatus.COMPLETED);
        assertThat(world.remote.calls())
                .as("among the finished ones, not one by one")
                .doesNotContain(Call.FIND);
    }
}
