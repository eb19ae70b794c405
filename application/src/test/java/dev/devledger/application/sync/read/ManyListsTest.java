package dev.devledger.application.sync.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.devledger.application.sync.connector.SharedCallBudget;
import dev.devledger.application.sync.memory.ConnectorStates.ConnectorCondition;
import dev.devledger.application.sync.memory.MemoryRemote.Call;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.link.SyncLink;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** More lists than the budget allows to read at once. */
class ManyListsTest {
    private static final int LISTS = 110;
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final SharedCallBudget.Window SHORT = new SharedCallBudget.Window(MINUTE, 95);
    private static final SharedCallBudget.Window LONG = new SharedCallBudget.Window(Duration.ofMinutes(5), 285);

    private final Map<String, Integer> reads = new HashMap<>();
    private final List<EntityRef> projects = new ArrayList<>();

    private World worldOfLists(World world) {
        world.remote.remembersNothing();
        for (int i = 0; i < LISTS; i++) {
            EntityRef project = world.project("List " + i, ProjectStatus.ACTIVE, Placement.LIST, "");
            world.task(project, "Task " + i);
            projects.add(project);
        }
        world.untilQuiet();
        world.full();
        world.untilQuiet();
        world.clock.forward(Duration.ofHours(1));
        world.remote.calls();
        world.remote.onEachCall(call -> {
            if (call == Call.OPEN_TASKS) {
                reads.merge(world.remote.opened(), 1, Integer::sum);
            }
        });
        world.remote.budget(SHORT, LONG);
        return world;
    }

    private static void renameAll(World world) {
        for (int i = 0; i < LISTS; i++) {
            world.phone.rename(world.remote.card("Task " + i), "Theirs " + i);
        }
    }

    private int renamed(World world) {
        return (int) projects.stream()
                .flatMap(project -> world.tasksIn(project).stream())
                .filter(task -> world.taskView(task).title().startsWith("Theirs"))
                .count();
    }

    /** Runs everything that is due, for this long. */
    private static void run(World world, Duration length) {
        Instant end = world.clock.instant().plus(length);
        while (world.clock.instant().isBefore(end)) {
            Instant next = world.runner.runDue();
            world.clock.forward(Duration.ofMillis(1));
            world.clock.forwardTo(next.isBefore(end) ? next : end);
        }
    }

    /** Where more is open than one answer holds, one that is in no list that was read is looked for in all of them. */
    @Test
    void one_that_was_moved_where_nobody_looks_does_not_use_up_the_budget_for_ever() {
        World world = worldOfLists(new World(MINUTE));
        world.remote.cap(50);
        String elsewhere = world.remote.addList("Private").id();
        EntityRef task = world.tasksIn(projects.get(7)).getFirst();
        world.phone.move(world.remote.card("Task 7"), elsewhere);
        run(world, MINUTE.multipliedBy(20));
        assertThat(world.link(task)).isInstanceOf(SyncLink.OutOfScope.class);
        assertThat(world.taskView(task).deletedAt()).isNull();
        assertThat(world.state().state()).isEqualTo(ConnectorCondition.IDLE);
        renameAll(world);
        run(world, MINUTE.multipliedBy(20));
        assertThat(renamed(world)).isEqualTo(LISTS - 1);
    }

    @Test
    void a_look_that_the_budget_cuts_short_keeps_what_it_has_read_and_goes_on_with_the_rest() {
        World world = worldOfLists(new World());
        renameAll(world);

        world.full();
        int first = renamed(world);
        assertThat(first).isBetween(60, LISTS - 1);
        assertThat(world.state().state()).isEqualTo(ConnectorCondition.RATE_LIMITED);
        assertThat(world.cycles.getLast().complete()).isFalse();

        run(world, MINUTE.multipliedBy(2));
        assertThat(renamed(world)).isEqualTo(LISTS);
        assertThat(world.cycles.getLast().complete()).isTrue();
        assertThat(reads.values()).as("reads of each list").hasSize(LISTS).containsOnly(1);
        // The lists at the beginning of each of two cycles, and with what was finished at the end of each part.
        assertThat(world.remote.calls()).hasSizeLessThanOrEqualTo(LISTS + 2 + 2 * (LISTS / FullRead.PART + 2));
    }

    @Test
    void who_asks_again_goes_on_with_what_was_not_read() {
        World world = worldOfLists(new World());
        renameAll(world);

        world.full();
        world.clock.forward(MINUTE);
        world.full();
        assertThat(renamed(world)).isEqualTo(LISTS);
        assertThat(world.state().state()).isEqualTo(ConnectorCondition.IDLE);
        assertThat(world.cycles.getLast().complete()).isTrue();
    }

    @Test
    void each_quiet_list_has_its_turn_within_ten_polls() {
        World world = worldOfLists(new World(MINUTE));
        renameAll(world);

        run(world, MINUTE.multipliedBy(12));
        assertThat(renamed(world)).isEqualTo(LISTS);
    }

    @Test
    void what_is_missing_in_a_quiet_list_is_looked_for_again_with_the_next_poll() {
        World world = worldOfLists(new World(MINUTE));
        run(world, MINUTE.multipliedBy(12));
        for (int i = 0; i < 3; i++) {
            world.phone.delete(world.remote.card("Task " + i));
        }

        // Ten polls until all have had their turn, and another one, a settle time later, which proves it.
        run(world, MINUTE.multipliedBy(13));
        for (int i = 0; i < 3; i++) {
            assertThat(world.tasksIn(projects.get(i)))
                    .allSatisfy(
                            task -> assertThat(world.taskView(task).deletedAt()).isNotNull());
        }
    }

    @Test
    void what_was_left_unread_is_not_missing() {
        World world = worldOfLists(new World());
        world.full();
        Set<String> unread = Set.copyOf(world.remote.allLists().stream()
                .map(list -> list.id())
                .filter(list -> !reads.containsKey(list))
                .toList());
        assertThat(unread).isNotEmpty();
        assertThat(world.doubts.all(world.account)).isEmpty();
        assertThat(projects).allSatisfy(project -> assertThat(world.tasksIn(project))
                .allSatisfy(task -> assertThat(world.taskView(task).deletedAt()).isNull()));
    }

    @Test
    void a_dry_run_tells_of_all_lists_when_it_is_asked_for_again() {
        World world = worldOfLists(new World());
        renameAll(world);

        assertThatThrownBy(world.runner::plan).isInstanceOf(Rejection.class);
        world.clock.forward(MINUTE);
        assertThat(world.runner.plan().plan()).hasSize(LISTS);
        assertThat(reads.values()).as("reads of each list").hasSize(LISTS).containsOnly(1);
    }

    @Test
    void a_look_at_the_lists_stands_for_five_new_ones() {
        World world = new World();
        IntStream.range(0, 20).forEach(i -> world.project("List " + i % 19, ProjectStatus.ACTIVE, Placement.LIST, ""));
        world.cycle();
        world.untilQuiet();
        List<Call> calls = world.remote.calls();
        assertThat(calls).filteredOn(call -> call == Call.CREATE_LIST).hasSize(20);
        assertThat(calls).filteredOn(call -> call == Call.LISTS).hasSize(4);
        assertThat(world.remote.allLists())
                .as("each has one, also where two are called the same")
                .hasSize(20);
    }

    /** As where it is made a moment after ours: no look there has a lock. */
    @Test
    void one_of_that_name_that_a_person_makes_between_the_look_and_ours_stays_theirs() {
        World world = new World();
        EntityRef last = IntStream.range(0, 5)
                .mapToObj(i -> world.project("List " + i, ProjectStatus.ACTIVE, Placement.LIST, ""))
                .toList()
                .getLast();
        List<String> theirs = new ArrayList<>();
        world.remote.onEachCall(call -> {
            if (call == Call.CREATE_LIST && theirs.isEmpty()) {
                theirs.add(world.remote.addList("List 4").id());
                world.phone.add(theirs.getFirst(), "Private");
            }
        });
        world.cycle();
        world.task(last, "Ours");
        world.untilQuiet();
        world.full();
        world.fullAfterSettle();
        assertThat(world.remote.card("Private").list).isEqualTo(theirs.getFirst());
        assertThat(world.remote.card("Ours").list).isNotIn(theirs);
        assertThat(world.tree.projects()).hasSize(5);
        assertThat(world.tasksIn(last)).hasSize(1);
        assertThat(world.remote.allLists()).hasSize(6);
        assertThat(world.conflicts.all()).isEmpty();
    }

    @Test
    void lists_of_one_name_each_are_found_though_the_budget_ends_before_the_last() {
        World world = new World();
        world.remote.remembersNothing();
        for (int i = 0; i < LISTS; i++) {
            String list = world.remote.addList("List " + i).id();
            world.remote.add(list, CanonicalContent.list("Theirs " + i));
            projects.add(world.project("List " + i, ProjectStatus.ACTIVE, Placement.LIST, ""));
        }
        world.remote.budget(SHORT, LONG);
        world.full();
        run(world, MINUTE.multipliedBy(8));
        assertThat(world.conflicts.open(world.account)).isEqualTo(LISTS);
    }

    @Test
    void a_list_that_gets_another_name_meanwhile_is_not_taken() {
        World world = new World();
        String theirs = world.remote.addList("Second").id();
        world.project("First", ProjectStatus.ACTIVE, Placement.LIST, "");
        EntityRef second = world.project("Second", ProjectStatus.ACTIVE, Placement.LIST, "");
        world.remote.onEachCall(call -> {
            if (call == Call.CREATE_LIST) {
                world.remote.rename(theirs, "Private");
            }
        });
        world.cycle();
        world.untilQuiet();
        assertThat(world.link(EntityRef.list(second.id())).object().id()).isNotEqualTo(theirs);
        assertThat(world.remote.listNames()).contains("First", "Second", "Private");
    }
}
