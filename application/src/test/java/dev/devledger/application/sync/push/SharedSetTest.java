package dev.devledger.application.sync.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.memory.MemoryRemote.Call;
import dev.devledger.application.sync.memory.MemoryRemote.Card;
import dev.devledger.application.sync.memory.Nature;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.field.EntityKind.Patch;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.task.Task.TaskCommand;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.task.TaskDetails;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A set that takes a request for each member, and another client that changes the same set at the same time. */
class SharedSetTest {
    private static final String OLD = "old";

    private World world;
    private EntityRef task;

    private void inBoth(Nature nature, String tags) {
        world = new World(nature);
        task = world.task(world.project("Ledger"), "Write");
        world.untilQuiet();
        tag(tags);
        world.untilQuiet();
        world.full();
    }

    private void tag(String tags) {
        Set<String> all = new TreeSet<>(words(tags));
        Patch<TaskDetails> edit = Patch.of(TaskDetails.TAGS, new TreeSet<>(all));
        world.send(new TaskCommand.Edit(new TaskId(task.id()), edit, null, world.clock.instant()));
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.split(" ", -1))
                .filter(each -> !each.isEmpty())
                .toList();
    }

    private void theyEdit() {
        Card card = world.remote.card("Write");
        world.phone.tag(card, "theirs");
        world.phone.untag(card, OLD);
    }

    /** Requires each member to be as the side that changed it last wants it. */
    private void assertEachHasWhatItWants(String ours, String as) {
        Set<String> expected = new TreeSet<>(words(ours));
        expected.add("theirs");
        assertThat(world.remote.card("Write").content.tags()).as(as).containsExactlyElementsOf(expected);
        assertThat(world.taskView(task).tags()).as(as).containsExactlyElementsOf(expected);
        assertThat(world.conflicts.all()).as(as).isEmpty();
    }

    private void inTheEnd() {
        world.lease.waitForTheDead();
        world.untilQuiet();
        world.fullAfterSettle();
        world.untilQuiet();
        world.fullAfterSettle();
    }

    private static List<Nature> natures() {
        return List.of(Nature.CLICKUP, Nature.TICKTICK.writtenInSteps());
    }

    @ParameterizedTest
    @CsvSource({
        "'', one two three, ''",
        "one two three, '', one two three",
        "one two, three four, one two",
        "'', one two three, two",
        "one two three, three, two three"
    })
    void a_kill_between_any_two_steps_and_an_edit_there_lose_nothing_and_bring_nothing_back(
            String before, String wish, String then) {
        for (Nature nature : natures()) {
            boolean more = true;
            for (int step = 0; more; step++) {
                inBoth(nature, before + " " + OLD);
                tag(wish + " " + OLD);
                int taken = world.steps.taken();
                world.steps.crashAt(taken + step);
                world.cycle();
                more = world.steps.taken() > taken + step;
                world.steps.crashAt(Integer.MAX_VALUE);
                theyEdit();
                tag(then + " " + OLD);
                inTheEnd();
                assertEachHasWhatItWants(then, nature.layout() + ", killed before step " + step);
            }
        }
    }

    @ParameterizedTest
    @CsvSource({"'', one two three, 1", "'', one two three, 2", "one two, three, 2", "one two, three, 3"})
    void an_edit_there_between_any_two_requests_is_taken_over(String before, String wish, int request) {
        for (Nature nature : natures()) {
            inBoth(nature, before + " " + OLD);
            AtomicInteger updates = new AtomicInteger();
            world.remote.onEachCall(call -> {
                if (call == Call.UPDATE && updates.incrementAndGet() == request) {
                    theyEdit();
                }
            });
            tag(wish + " " + OLD);
            world.cycle();
            inTheEnd();
            assertEachHasWhatItWants(wish, nature.layout() + ", before request " + request);
        }
    }
}
