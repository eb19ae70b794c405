package dev.devledger.application.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.memory.MemoryRemote.Call;
import dev.devledger.application.sync.memory.Nature;
import dev.devledger.application.sync.memory.Quirk;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import dev.devledger.domain.task.Task.TaskStatus;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A service that sometimes answers that a change is done, and ignores it: the remote content counts, not the answer.
 */
class SilentIgnoresTest {
    private static final int TASKS = 6;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void what_was_ignored_is_sent_again(boolean inBatches) {
        Nature nature = (inBatches ? Nature.TICKTICK : Nature.PLAIN).with(Quirk.SILENT_IGNORES);
        World world = new World(nature);
        world.remote.addList(World.LIST);
        EntityRef project = world.project("Ledger");
        List<EntityRef> tasks = IntStream.range(0, TASKS)
                .mapToObj(each -> world.task(project, "Task " + each))
                .toList();
        world.full();
        world.untilQuiet();
        world.remote.calls();
        tasks.forEach(task -> world.rename(task, "New " + tasks.indexOf(task)));
        for (int hour = 0; hour < 5; hour++) {
            world.clock.forward(Duration.ofHours(1));
            world.untilQuiet();
        }
        world.fullAfterSettle();
        assertThat(world.here()).isEqualTo(world.there());
        assertThat(tasks).allSatisfy(task -> {
            String title = "New " + tasks.indexOf(task);
            assertThat(world.taskView(task).title()).isEqualTo(title);
            assertThat(world.remote.card(title).content.title()).isEqualTo(title);
        });
        assertThat(world.remote.calls().stream().filter(Call.UPDATE::equals))
                .as("those that were ignored go again")
                .hasSizeGreaterThan(inBatches ? 0 : TASKS);
        int events = world.ledger.size();
        world.fullAfterSettle();
        assertThat(world.remote.calls()).doesNotContain(Call.UPDATE, Call.UPDATE_ALL);
        assertThat(world.ledger.size()).isEqualTo(events);
        assertThat(world.conflicts.all()).isEmpty();
    }

    /** Also where the service is not known to ignore anything. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void what_is_made_and_finished_at_once_stays_finished_here(boolean known) {
        Nature nature = Nature.TICKTICK.with(Quirk.SILENT_IGNORES);
        World world = new World(
                known
                        ? nature
                        : new Nature(
                                Nature.TICKTICK.capabilities(),
                                nature.coarse(),
                                nature.layout(),
                                nature.inSteps(),
                                nature.quirks()));
        world.remote.addList(World.LIST);
        EntityRef project = world.project("Ledger");
        List<EntityRef> tasks = IntStream.range(0, TASKS)
                .mapToObj(each -> world.task(project, "Task " + each))
                .toList();
        tasks.forEach(task -> world.status(task, TaskStatus.COMPLETED));
        world.full();
        world.untilQuiet();
        world.fullAfterSettle();
        world.fullAfterSettle();
        assertThat(tasks).allSatisfy(task -> {
            assertThat(world.taskView(task).status()).isEqualTo(TaskStatus.COMPLETED);
            assertThat(world.remote.card(world.taskView(task).title()).content.status())
                    .isEqualTo(RemoteStatus.COMPLETED);
        });
        assertThat(world.work.marked()).isEmpty();
        assertThat(world.conflicts.all()).isEmpty();
    }
}
