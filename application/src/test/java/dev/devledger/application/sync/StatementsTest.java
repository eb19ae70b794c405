package dev.devledger.application.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.memory.MemoryRemote;
import dev.devledger.application.sync.memory.MemoryRemote.Card;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.sync.content.EntityRef;
import java.util.function.ToIntFunction;
import org.junit.jupiter.api.Test;

/** The number of statements does not depend on the number of items. */
class StatementsTest {
    private static final int FEW = 2;
    private static final int MANY = 8;

    private static void same(ToIntFunction<Integer> statements) {
        assertThat(statements.applyAsInt(MANY)).isEqualTo(statements.applyAsInt(FEW));
    }

    private static int reads(World world, Runnable work) {
        int before = world.views.statements() + world.book.searches() + world.work.takenAway();
        work.run();
        return world.views.statements() + world.book.searches() + world.work.takenAway() - before;
    }

    @Test
    void edits_of_others_are_taken_over_with_as_many_reads_for_many_as_for_few() {
        same(count -> {
            World world = new World();
            EntityRef project = world.project("Ledger");
            for (int i = 0; i < count; i++) {
                world.project("Project " + i);
                world.task(project, "Task " + i);
            }
            world.untilQuiet();
            world.full();
            for (int i = 0; i < count; i++) {
                world.phone.prioritise(world.remote.card("Project " + i), Priority.HIGH);
                world.phone.rename(world.remote.card("Task " + i), "Theirs " + i);
            }
            int finds = world.book.finds();
            int reads = reads(world, world::full);
            assertThat(world.book.finds() - finds)
                    .as("a link is read by itself when it is pushed, not when it is pulled")
                    .isLessThanOrEqualTo(2 * 2 * count + 1);
            assertThat(world.projectView(world.projectCalled("Project 1")).priority())
                    .isEqualTo(Priority.HIGH);
            assertThat(world.taskView(world.taskCalled("Theirs 1")).title()).isEqualTo("Theirs 1");
            return reads;
        });
    }

    @Test
    void what_is_new_there_is_put_below_many_as_below_few() {
        same(count -> {
            World world = new World();
            EntityRef project = world.project("Ledger");
            for (int i = 0; i < count; i++) {
                world.task(project, "Task " + i);
            }
            world.untilQuiet();
            world.full();
            for (int i = 0; i < count; i++) {
                Card known = world.remote.card("Task " + i);
                world.phone.addBelow(world.phone.addBelow(known, "New " + i), "Newer " + i);
            }
            int reads = reads(world, world::full);
            EntityRef parent = world.taskCalled("New 1");
            assertThat(world.taskView(world.taskCalled("Newer 1")).parentId()).isEqualTo(parent.id());
            assertThat(world.taskView(parent).projectId()).isEqualTo(project.id());
            return reads;
        });
    }

    @Test
    void what_a_lost_answer_has_made_is_looked_for_with_as_many_reads_for_many_as_for_few() {
        same(count -> {
            World world = new World();
            world.cardList();
            for (int i = 0; i < count + 4; i++) { // fewer are not made together
                world.project("Project " + i);
            }
            world.remote.next(MemoryRemote.Call.CREATE_ALL, MemoryRemote.Fault.LOST_ANSWER);
            int reads = reads(world, world::cycle);
            assertThat(world.remote.live()).hasSize(count + 4);
            assertThat(world.work.pending(world.account)).isZero();
            return reads;
        });
    }

    @Test
    void marks_are_taken_away_together() {
        same(count -> {
            World world = new World();
            for (int i = 0; i < count; i++) {
                world.project("Nowhere " + i, ProjectStatus.ACTIVE, Placement.NONE, "");
            }
            int reads = reads(world, world::cycle);
            assertThat(world.work.pending(world.account)).isZero();
            return reads;
        });
    }

    @Test
    void a_task_is_moved_deleted_and_restored_with_as_many_reads_with_many_below_it_as_with_few() {
        same(count -> {
            World world = new World();
            EntityRef from = world.project("From");
            EntityRef to = world.project("To");
            EntityRef task = world.task(from, "Task");
            EntityRef last = task;
            for (int i = 0; i < count; i++) {
                last = world.task(from, task, "Below " + i);
            }
            int before = world.tree.statements();
            world.move(task, to, null);
            assertThat(world.taskView(last).projectId()).isEqualTo(to.id());
            assertThat(world.taskView(last).parentId()).isEqualTo(task.id());
            world.delete(task);
            assertThat(world.taskView(last).deletedAt()).isNotNull();
            world.restore(task);
            assertThat(world.taskView(last).deletedAt()).isNull();
            return world.tree.statements() - before;
        });
    }
}
