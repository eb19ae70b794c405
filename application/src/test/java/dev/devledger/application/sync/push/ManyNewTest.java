package dev.devledger.application.sync.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.memory.MemoryRemote.Call;
import dev.devledger.application.sync.memory.MemoryRemote.Card;
import dev.devledger.application.sync.memory.MemoryRemote.Fault;
import dev.devledger.application.sync.memory.Nature;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.task.Task.TaskStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Many tasks are created at once, and another client edits one of them before it is known which is which. */
class ManyNewTest {
    private final World world = new World();
    private final List<EntityRef> tasks = new ArrayList<>();

    @BeforeEach
    void many_new_ones() {
        world.remote.addList(World.LIST);
        EntityRef project = world.project("Ledger");
        for (int each = 0; each < 6; each++) {
            tasks.add(world.task(project, "Task " + each));
        }
    }

    private Card card() {
        return world.remote.card("Task 3");
    }

    private EntityRef task() {
        return tasks.get(3);
    }

    private void made(Runnable meanwhile) {
        boolean[] once = new boolean[1];
        world.remote.onEachCall(call -> {
            boolean made = world.remote.live().stream()
                    .anyMatch(card -> card.content.title().equals("Task 3"));
            if (call == Call.OPEN_TASKS && made && !once[0]) {
                once[0] = true;
                meanwhile.run();
            }
        });
        world.full();
        assertThat(once[0]).as("it was written into").isTrue();
        world.fullAfterSettle();
        world.untilQuiet();
    }

    @Test
    void what_is_written_into_it_is_kept() {
        made(() -> world.phone.describe(card(), "Mine"));
        assertThat(card().content.description()).isEqualTo("Mine");
        assertThat(world.taskView(task()).description()).isEqualTo("Mine");
        assertThat(world.conflicts.all()).isEmpty();
    }

    private List<EntityRef> tasksOf(EntityRef project, int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> world.task(project, world.projectView(project).name() + " " + i))
                .toList();
    }

    private EntityRef list(String name) {
        return world.project(name, ProjectStatus.ACTIVE, Placement.LIST, "");
    }

    @Test
    void those_of_a_list_are_done_with_though_the_budget_ends_before_the_next_list() {
        world.untilQuiet();
        EntityRef one = list("One");
        EntityRef other = list("Other");
        world.untilQuiet();
        List<EntityRef> all = new ArrayList<>(tasksOf(one, 6));
        all.addAll(tasksOf(other, 6));
        world.remote.next(Call.CREATE_ALL, Fault.NONE, Fault.RATE_LIMITED);
        world.cycle();
        assertThat(world.cycles.getLast().pushed())
                .as("it says what it has done")
                .isEqualTo(6);
        assertThat(all)
                .filteredOn(task -> world.link(task) instanceof SyncLink.Linked)
                .hasSize(6)
                .noneMatch(world.work::marked);
        assertThat(world.work.marked()).hasSize(6);
    }

    @Test
    void what_goes_into_one_list_goes_together_however_much_was_added_in_between() {
        world.untilQuiet();
        world.remote.calls();
        List<EntityRef> lists = List.of(list("One"), list("Two"), list("Three"));
        EntityRef large = list("Large");
        world.remote.remembersNothing();
        for (int i = 0; i < 4; i++) {
            lists.forEach(each -> tasksOf(each, 1));
            tasksOf(large, 450);
        }
        world.cycle();
        world.untilQuiet();
        List<Call> calls = world.remote.calls();
        assertThat(calls).doesNotContain(Call.CREATE);
        assertThat(calls)
                .filteredOn(call -> call == Call.CREATE_ALL)
                .hasSize(3 + 1_800 / Nature.TICKTICK.capabilities().batch().creates());
    }

    @Test
    void also_into_one_that_is_finished_here() {
        world.status(task(), TaskStatus.COMPLETED);
        made(() -> world.phone.prioritise(card(), Priority.HIGH));
        assertThat(world.taskView(task()).priority()).isEqualTo(Priority.HIGH);
        assertThat(world.taskView(task()).status()).isEqualTo(TaskStatus.COMPLETED);
        assertThat(world.here()).isEqualTo(world.there());
    }
}
