package dev.devledger.application.sync.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.memory.MemoryRemote.Call;
import dev.devledger.application.sync.memory.MemoryRemote.Card;
import dev.devledger.application.sync.memory.MemoryRemote.Fault;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.sync.conflict.Conflict.Choice;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.task.Task.TaskStatus;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** As {@link CrashTest}, with cycles that read the lists. */
@Tag("long")
class FullCrashTest {

    @SuppressWarnings("ImmutableEnumChecker") // a lambda without state
    enum Story {
        MADE_THERE(world -> {
            Card card = world.phone.add(world.remote.allLists().getFirst().id(), "Theirs");
            world.phone.complete(world.phone.addBelow(world.phone.addBelow(card, "One"), "Two"));
        }),
        EDITED_ON_BOTH_SIDES(world -> {
            world.phone.rename(world.remote.card("Ledger"), "Renamed there");
            world.describe(world.projectCalled("Ledger"), "text");
            world.phone.describe(world.remote.card("Write"), "their text");
            world.rename(world.taskCalled("Write"), "Ours");
            world.phone.rename(world.remote.card("Write"), "Theirs");
        }),
        DELETED_THERE(world -> world.phone.delete(world.remote.card("Ledger"))),
        DELETED_THERE_AND_EDITED_HERE(world -> {
            world.phone.delete(world.remote.card("Read"));
            world.rename(world.taskCalled("Read"), "Ours");
        }),
        MOVED_THERE(world -> {
            world.phone.moveBelow(world.remote.card("Write"), world.remote.card("Other"));
            world.phone.move(
                    world.remote.card("Read"),
                    world.remote.allLists().getFirst().id());
        }),
        MOVED_HERE_BETWEEN_LISTS(world -> {
            EntityRef listed = world.projectCalled("Listed");
            EntityRef other = world.projectCalled("Other");
            EntityRef write = world.taskCalled("Write");
            EntityRef in = world.taskCalled("In");
            world.move(write, listed, null);
            world.move(in, other, null);
        }),
        PLACED_AS_A_LIST(world -> world.place(world.projectCalled("Ledger"), Placement.LIST)),
        PLACED_AS_A_CARD(world -> world.place(world.projectCalled("Listed"), Placement.CARD)),
        ADOPTED(world -> {
            Card card = world.phone.add(world.remote.allLists().getFirst().id(), "Same");
            world.phone.describe(world.phone.addBelow(card, "Task"), "their text");
            EntityRef same = world.project("Same");
            world.describe(same, "our text");
            world.task(same, "Task");
        }),
        TAGGED_WHILE_IT_WAS_ELSEWHERE(world -> {
            String list = world.remote.allLists().getFirst().id();
            world.phone.move(
                    world.remote.card("Other"), world.remote.addList("Private").id());
            for (int cycle = 0; cycle < 4; cycle++) {
                world.fullOrDie();
                world.clock.forward(World.SETTLE);
            }
            world.describe(world.projectCalled("Other"), "ours");
            world.narrowOrDie();
            world.phone.move(world.remote.card("Other"), list);
            world.phone.rename(world.remote.card("Write"), "Theirs");
            world.phone.rename(world.remote.card("Ledger"), "Theirs too");
        }),
        MADE_AGAIN(world -> {
            EntityRef write = world.taskCalled("Write");
            world.phone.delete(world.remote.card("Write"));
            world.task(world.projectCalled("Ledger"), write, "Below");
            world.cycle();
            for (int cycle = 0; cycle < 2; cycle++) {
                world.full();
                world.clock.forward(World.SETTLE);
            }
            world.conflicts.all().forEach(each -> world.resolve(each, Choice.LOCAL, null));
            world.narrowOrDie();
        }),
        RECURRING(world -> {
            Card card = world.remote.card("Write");
            card.recurring = true;
            world.phone.due(card, new When.Day(LocalDate.parse("2026-04-01")));
            world.full();
            world.untilQuiet();
            world.remote.next(Call.UPDATE, Fault.LOST_ANSWER);
            world.status(world.taskCalled("Write"), TaskStatus.COMPLETED);
        });

        private final Consumer<World> told;

        Story(Consumer<World> told) {
            this.told = told;
        }

        /** {@code narrowFirst} is what a start does: what is marked goes out before anybody has looked at the lists. */
        World endingBefore(int step, boolean narrowFirst) {
            World world = new World();
            EntityRef ledger = world.project("Ledger");
            EntityRef write = world.task(ledger, "Write");
            world.task(ledger, write, "Read");
            world.project("Other");
            world.task(world.project("Listed", ProjectStatus.ACTIVE, Placement.LIST, ""), "In");
            world.untilQuiet();
            world.full();
            world.steps.crashAt(world.steps.taken() + step);
            told.accept(world);
            for (int cycle = 0; cycle < 8; cycle++) {
                if (narrowFirst) {
                    world.narrowOrDie();
                    world.narrowOrDie();
                }
                world.fullOrDie();
                world.clock.forward(World.SETTLE);
            }
            world.untilQuiet();
            return world;
        }
    }

    private static List<String> end(World world) {
        List<String> end = new ArrayList<>(world.here());
        end.add("there");
        end.addAll(world.there());
        end.add("conflicts");
        world.conflicts.all().forEach(each -> end.add(each.dispute().getClass().getSimpleName() + " " + each.state()));
        if (world.conflicts.open(world.account) == 0) { // else something may wait for a person
            end.add("pending " + world.work.pending(world.account));
        }
        return end;
    }

    @ParameterizedTest
    @EnumSource
    void a_crash_changes_nothing_in_the_end(Story story) {
        aCrashChangesNothing(story, false);
    }

    @ParameterizedTest
    @EnumSource(names = {"MOVED_HERE_BETWEEN_LISTS", "PLACED_AS_A_LIST", "PLACED_AS_A_CARD"})
    void a_crash_and_a_start_change_nothing_in_the_end(Story story) {
        aCrashChangesNothing(story, true);
    }

    private static void aCrashChangesNothing(Story story, boolean narrowFirst) {
        World undisturbed = story.endingBefore(Integer.MAX_VALUE / 2, narrowFirst);
        if (undisturbed.conflicts.open(undisturbed.account) == 0) {
            assertThat(undisturbed.work.pending(undisturbed.account)).isZero();
        }
        int steps = undisturbed.steps.taken();
        assertThat(steps).isGreaterThan(10);
        for (int step = 0; step < steps; step++) {
            assertThat(end(story.endingBefore(step, narrowFirst)))
                    .as("after a crash before step %d of %d", step, steps)
                    .isEqualTo(end(undisturbed));
        }
    }
}
