package dev.devledger.application.sync.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.memory.MemoryRemote.Call;
import dev.devledger.application.sync.memory.MemoryRemote.Card;
import dev.devledger.application.sync.memory.MemoryRemote.Fault;
import dev.devledger.application.sync.memory.Nature;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.shared.Violations;
import dev.devledger.domain.sync.conflict.Conflict.Choice;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.link.SyncLink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A service with a limit of levels: each task of the ledger still has a place in it. */
class DeepestTest {
    private final World world = new World();
    private EntityRef project;

    @BeforeEach
    void a_project() {
        project = world.project("Ledger");
    }

    /** Creates tasks, each below the one before. */
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

    /** It stands at the top then, and nobody has written it since: whoever made it, it is not made again unasked. */
    @ParameterizedTest
    @ValueSource(ints = {0, 72})
    void what_has_found_no_room_there_and_was_not_answered_is_asked_about(int hoursAhead) {
        List<EntityRef> chain = chain("a", "b", "c");
        world.untilQuiet();
        Card between = world.phone.addBelow(world.remote.card("Ledger"), "Between");
        world.phone.moveBelow(world.remote.card("a"), between);
        world.wall.ahead(Duration.ofHours(hoursAhead));
        world.remote.next(Call.CREATE, Fault.LOST_ANSWER);
        EntityRef task = world.task(project, chain.getLast(), "d");
        world.cycle();
        world.wall.ahead(Duration.ZERO);
        for (int i = 0; i < 4; i++) {
            world.fullAfterSettle();
        }
        String made = world.remote.card("d").id;
        assertThat(world.tree.projects()).as("it is no new project").hasSize(1);
        world.resolve(world.conflicts.of(task).getFirst(), Choice.VALUE, made);
        world.fullAfterSettle();
        assertThat(world.link(task).object()).extracting(RemoteRef::id).isEqualTo(made);
    }
}
