package dev.devledger.application.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.sync.content.EntityRef;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A node that loses its lease during a cycle: its reads are outdated, and another node does the same work. */
class TakenOverTest {
    /** The number of calls of a read: the lists before and after, the open tasks, the finished ones. */
    private static final int CALLS_OF_A_READ = 4;

    private final World world = new World();
    private String list;

    @BeforeEach
    void both_sides_agree() {
        list = world.remote.addList(World.LIST).id();
        world.project("Ledger");
        world.untilQuiet();
        world.full();
    }

    @Test
    void nothing_is_taken_over_into_the_ledger_without_the_lease() {
        Stream.of("One", "Two", "Three").forEach(title -> world.phone.add(list, title));
        world.lease.lostAfter(CALLS_OF_A_READ + 1);
        world.full();
        assertThat(imported()).hasSize(1);
        assertThat(world.cycles.getLast().error()).isEqualTo("another node runs the sync now");
    }

    @Test
    void the_next_cycle_takes_over_the_rest_and_nothing_twice() {
        Stream.of("One", "Two", "Three").forEach(title -> world.phone.add(list, title));
        world.lease.lostAfter(CALLS_OF_A_READ + 1);
        world.full();
        world.newRunner(world.account).run();
        assertThat(imported()).containsExactlyInAnyOrder("One", "Two", "Three");
        assertThat(world.here()).isEqualTo(world.there());
    }

    @Test
    void an_edit_from_there_is_not_taken_over_either() {
        world.phone.rename(world.remote.card("Ledger"), "Renamed");
        world.lease.lostAfter(CALLS_OF_A_READ);
        world.full();
        assertThat(world.projectView(world.projectCalled("Ledger")).version()).isEqualTo(1);
    }

    private List<String> imported() {
        return world.tree.projects().stream()
                .map(id -> world.projectView(EntityRef.project(id.value())).name())
                .filter(name -> !name.equals("Ledger"))
                .toList();
    }
}
