package dev.devledger.application.sync.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.memory.LinkBook.UnimportedObjects;
import dev.devledger.application.sync.memory.MemoryRemote.Card;
import dev.devledger.application.sync.memory.Nature;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.sync.content.EntityRef;
import java.time.Duration;
import java.time.Instant;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Open tasks below a task that was finished before the ledger first read it: they are reported until they can be taken
 * over.
 */
class BelowFinishedTest {
    private World world;
    private Card above;
    private Card below;

    static Stream<Nature> natures() {
        return Stream.of(Nature.TICKTICK, Nature.CLICKUP);
    }

    private void finishedBefore(String list) {
        above = world.phone.add(list, "Above");
        below = world.phone.addBelow(above, "Below");
        world.phone.complete(above);
        above.finishedAt = Instant.EPOCH;
        world.remote.leaveOut(above, below);
        looks();
        world.clock.forward(Duration.ofHours(2));
        looks();
        world.remote.showAll();
    }

    private String list() {
        EntityRef project = world.project("List");
        world.place(project, Placement.LIST);
        world.untilQuiet();
        return world.link(EntityRef.list(project.id())).object().list();
    }

    private void looks() {
        for (int look = 0; look < 3; look++) {
            world.untilQuiet();
            world.fullAfterSettle();
        }
    }

    private void assertTold() {
        assertThat(world.left.told(world.account)).singleElement().satisfies(left -> {
            assertThat(left.id()).isEqualTo(below.id);
            assertThat(left.name()).isEqualTo("Below");
            assertThat(left.reason()).contains("finished before Devledger knew it");
        });
        assertThat(world.runner.status().state().word()).isEqualTo("attention");
        assertThat(world.runner.status().message()).contains("\"Below\"", "left out");
        assertThat(world.cycles.getLast().complete())
                .as("nothing else waits for it")
                .isTrue();
    }

    private void assertComes() {
        looks();
        assertThat(world.taskCalled("Below")).isNotNull();
        assertThat(world.left.told(world.account)).isEmpty();
        assertThat(world.cycles.getLast().complete()).isTrue();
    }

    @ParameterizedTest
    @MethodSource("natures")
    void a_task_below_a_task_of_a_list(Nature nature) {
        world = new World(nature);
        finishedBefore(list());

        looks();
        assertTold();

        world.phone.reopen(above);
        assertComes();
        assertThat(world.taskView(world.taskCalled("Below")).parentId())
                .isEqualTo(world.taskCalled("Above").id());
    }

    @ParameterizedTest
    @MethodSource("natures")
    void it_comes_once_it_is_moved_out_of_it(Nature nature) {
        world = new World(nature);
        finishedBefore(list());
        looks();

        below.content = below.content.withParent(null);
        assertComes();
    }

    @Test
    void a_subtask_of_a_card() {
        world = new World(Nature.TICKTICK);
        finishedBefore(world.cardList());

        looks();
        assertTold();

        world.phone.reopen(above);
        assertComes();
        assertThat(world.projectCalled("Above")).isNotNull();
    }

    @Test
    void a_task_below_one_that_is_left_out() {
        world = new World(Nature.CLICKUP);
        String list = list();
        finishedBefore(list);
        Card deeper = world.phone.addBelow(below, "Deeper");

        looks();

        assertThat(world.left.told(world.account))
                .extracting(UnimportedObjects.UnimportedObject::id)
                .containsExactlyInAnyOrder(below.id, deeper.id);
        world.phone.reopen(above);
        assertComes();
        assertThat(world.taskCalled("Deeper")).isNotNull();
    }

    /** It is no news, and nobody has to be told. */
    @ParameterizedTest
    @MethodSource("natures")
    void what_is_finished_as_well_is_not_told(Nature nature) {
        world = new World(nature);
        finishedBefore(list());
        world.phone.complete(below);

        looks();

        assertThat(world.left.told(world.account)).isEmpty();
        assertThat(world.cycles.getLast().complete()).isTrue();
    }
}
