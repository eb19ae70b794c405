package dev.devledger.application.sync.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.memory.Nature;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.shared.Violations;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.link.SyncLink;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The remote shows so many levels of tasks and no more: all that the ledger may hold has its place there. */
class DeepestTest {
    private final World world = new World();
    private EntityRef project;

    @BeforeEach
    void a_project() {
        project = world.project("Ledger");
    }

    /** One below the other. */
    private List<EntityRef> chain(String... titles) {
        List<EntityRef> chain = new ArrayList<>();
        for (String title : titles) {
            chain.add(world.task(project, chain.isEmpty() ? null : chain.getLast(), title));
        }
        return chain;
    }

    private void nothingIsRefused(List<EntityRef> tasks) {
        for (EntityRef task : tasks) {
            assertThat(world.link(task))
                    .isInstanceOfSatisfying(SyncLink.Linked.class, linked -> assertThat(linked.refusal())
                            .isNull());
        }
    }

    @Test
    void a_card_and_all_levels_of_its_tasks_fit() {
        assertThat(1 + Violations.LEVELS)
                .isLessThanOrEqualTo(Nature.TICKTICK.capabilities().deepest());
        List<EntityRef> chain = chain("a", "b", "c", "d");
        assertThat(chain).hasSize(Violations.LEVELS);
        world.untilQuiet();
        assertThat(world.there()).contains("Dev Projects: Ledger/a/b/c/d").isEqualTo(world.here());
        nothingIsRefused(chain);
    }

    @Test
    void one_level_more_keeps_its_place_there() {
        List<EntityRef> chain = chain("a", "b", "c", "d");
        world.untilQuiet();
        assertThat(world.remote.takes(world.remote.card("c").id, null)).isTrue();
        assertThat(world.remote.takes(world.remote.card("d").id, null)).isFalse();
        assertThat(world.remote.takes(world.remote.card("a").id, world.remote.card("Ledger")))
                .isFalse();
        assertThat(chain).isNotEmpty();
    }

    /** Until the second is where it belongs, the first has no room with all that is still below it. */
    @Test
    void what_is_moved_before_what_it_holds_has_room_in_the_end() {
        List<EntityRef> chain = chain("a", "b", "c", "d");
        EntityRef one = chain("one").getFirst();
        EntityRef two = chain("two").getFirst();
        world.untilQuiet();
        world.move(chain.get(1), project, two);
        world.move(chain.get(0), project, one);
        for (int i = 0; i < 3; i++) {
            world.untilQuiet();
            world.full();
            world.clock.forward(World.SETTLE);
        }
        assertThat(world.here()).contains("Dev Projects: Ledger/one/a", "Dev Projects: Ledger/two/b/c/d");
        assertThat(world.there()).isEqualTo(world.here());
        nothingIsRefused(chain);
    }
}
