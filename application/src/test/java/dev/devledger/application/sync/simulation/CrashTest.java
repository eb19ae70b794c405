package dev.devledger.application.sync.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.memory.MemoryRemote.Call;
import dev.devledger.application.sync.memory.MemoryRemote.Fault;
import dev.devledger.application.sync.memory.Nature;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.task.Task.TaskStatus;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The process ends before each single thing that it does outside of itself: before a call, so that it was meant and not
 * sent; after one, so that its answer is on no record; between one item and the next. It starts again, and the end is the
 * same as without.
 */
@Tag("long")
class CrashTest {

    @SuppressWarnings("ImmutableEnumChecker") // a lambda without state
    enum Story {
        NEW_PROJECT_WITH_TASKS(world -> {
            EntityRef project = world.project("Ledger");
            EntityRef write = world.task(project, "Write");
            world.task(project, write, "Read");
            world.project("Other");
        }),
        EDITS(world -> {
            EntityRef project = world.project("Ledger");
            EntityRef task = world.task(project, "Write");
            world.untilQuiet();
            world.rename(project, "Renamed");
            world.describe(project, "text");
            world.status(project, ProjectStatus.PAUSED);
            world.status(task, TaskStatus.COMPLETED);
        }),
        MADE_FINISHED(world -> {
            EntityRef project = world.project("Ledger");
            EntityRef task = world.task(project, "Write");
            world.status(task, TaskStatus.ABANDONED);
            world.status(project, ProjectStatus.COMPLETED);
        }),
        DELETED(world -> {
            EntityRef project = world.project("Ledger");
            EntityRef task = world.task(project, "Write");
            world.project("Other");
            world.untilQuiet();
            world.delete(task);
            world.delete(project);
        }),
        DELETED_AND_RESTORED(world -> {
            EntityRef project = world.project("Ledger");
            world.untilQuiet();
            world.delete(project);
            world.untilQuiet();
            world.restore(project);
        }),
        OFF_THE_BOARD_AND_BACK(world -> {
            EntityRef project = world.project("Ledger");
            world.task(project, "Write");
            world.untilQuiet();
            world.place(project, Placement.NONE);
            world.rename(project, "Renamed");
            world.untilQuiet();
            world.place(project, Placement.CARD);
        }),
        LOST_ANSWERS(world -> {
            world.remote.next(Call.CREATE_LIST, Fault.LOST_ANSWER);
            world.remote.next(Call.CREATE, Fault.LOST_ANSWER, Fault.LOST_REQUEST);
            world.remote.next(Call.UPDATE, Fault.LOST_ANSWER);
            world.remote.next(Call.DELETE, Fault.LOST_ANSWER);
            EntityRef project = world.project("Ledger");
            EntityRef task = world.task(project, "Write");
            world.untilQuiet();
            world.rename(project, "Renamed");
            world.delete(task);
        }),
        LIMITED_AND_REFUSED(world -> {
            world.remote.next(Call.CREATE, Fault.RATE_LIMITED, Fault.REFUSED);
            world.remote.next(Call.UPDATE, Fault.REFUSED, Fault.RATE_LIMITED);
            EntityRef project = world.project("Ledger");
            world.task(project, "Write");
            world.untilQuiet();
            world.rename(project, "Renamed");
        });

        private final Consumer<World> told;

        Story(Consumer<World> told) {
            this.told = told;
        }

        World endingBefore(int step, Nature nature) {
            World world = new World(nature);
            world.steps.crashAt(step);
            told.accept(world);
            world.untilQuiet();
            return world;
        }
    }

    @ParameterizedTest
    @EnumSource
    void a_crash_changes_nothing_in_the_end(Story story) {
        endsAsWithout(story, Nature.TICKTICK);
    }

    @ParameterizedTest
    @EnumSource
    void nor_does_it_where_each_field_takes_a_request_of_its_own(Story story) {
        endsAsWithout(story, Nature.TICKTICK.writtenInSteps());
    }

    private static void endsAsWithout(Story story, Nature nature) {
        World undisturbed = story.endingBefore(Integer.MAX_VALUE, nature);
        assertThat(undisturbed.work.pending(undisturbed.account)).isZero();
        int steps = undisturbed.steps.taken();
        assertThat(steps).isGreaterThan(10);
        for (int step = 0; step < steps; step++) {
            assertThat(story.endingBefore(step, nature).endState())
                    .as("after a crash before step %d of %d", step, steps)
                    .isEqualTo(undisturbed.endState());
        }
    }
}
