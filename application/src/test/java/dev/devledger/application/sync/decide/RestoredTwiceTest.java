package dev.devledger.application.sync.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.memory.MemoryRemote.Card;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.sync.content.EntityRef;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** An entity deleted on both sides and restored on both is not created a second time. */
class RestoredTwiceTest {
    private final World world = new World();
    private final List<Card> cards = new ArrayList<>();

    private void restoredOnBothSides(int count) {
        List<EntityRef> projects = deleted(count);
        cards.forEach(world.phone::restore);
        projects.forEach(world::restore);
        world.cycle();
        assertThat(world.remote.live()).containsExactlyInAnyOrderElementsOf(cards);
        for (int round = 0; round < 3; round++) {
            world.fullAfterSettle();
        }
        assertThat(world.remote.live()).containsExactlyInAnyOrderElementsOf(cards);
        assertThat(world.conflicts.open(world.account)).isEqualTo(count);
    }

    private List<EntityRef> deleted(int count) {
        List<EntityRef> projects = world.cards(count);
        cards.addAll(world.remote.live());
        projects.forEach(world::delete);
        world.untilQuiet();
        assertThat(world.remote.live()).isEmpty();
        world.clock.forward(World.SETTLE);
        return projects;
    }

    @Test
    void one() {
        restoredOnBothSides(1);
    }

    @Test
    void a_few_that_would_go_in_one_call() {
        restoredOnBothSides(4);
    }

    @Test
    void what_is_not_there_any_more_is_made_at_once() {
        List<EntityRef> projects = deleted(2);
        projects.forEach(world::restore);
        world.cycle();
        assertThat(world.remote.live()).hasSize(2);
    }
}
