package dev.devledger.application.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.memory.MemoryRemote.Call;
import dev.devledger.application.sync.memory.MemoryRemote.Card;
import dev.devledger.application.sync.memory.MemoryRemote.Fault;
import dev.devledger.application.sync.memory.Nature;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.task.Task.TaskStatus;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Times that were recorded while the clock was days ahead are not waited for once the clock is right again. */
class ClockSetBackTest {
    private static final Duration AHEAD = Duration.ofDays(3);

    private final World world = new World();
    private EntityRef project;

    @BeforeEach
    void both_sides_agree() {
        world.cardList();
        project = world.project("Ledger");
        world.untilQuiet();
        world.full();
    }

    @ParameterizedTest
    @ValueSource(ints = {7, 72})
    void the_next_try_of_what_was_refused(int hours) {
        world.wall.ahead(Duration.ofHours(hours));
        world.remote.next(Call.UPDATE, Fault.REFUSED);
        world.describe(project, "Another");
        world.cycle();
        assertThat(world.here()).isNotEqualTo(world.there());
        world.wall.ahead(Duration.ZERO);
        world.clock.forward(World.SETTLE);
        world.cycle();
        assertThat(world.here()).isEqualTo(world.there());
    }

    @Test
    void since_when_something_is_missing() {
        Card card = world.remote.card("Ledger");
        world.wall.ahead(AHEAD);
        world.phone.delete(card);
        world.full();
        world.wall.ahead(Duration.ZERO);
        world.fullAfterSettle();
        world.fullAfterSettle();
        assertThat(world.projectView(project).deletedAt()).isNotNull();
    }

    /** No search of open ones shows it where it is: it is looked at where its list shows it. */
    @ParameterizedTest
    @MethodSource("natures")
    void what_was_moved_and_finished_there_since(Nature nature) {
        World ahead = new World(nature);
        EntityRef from = ahead.project("From", ProjectStatus.ACTIVE, Placement.LIST, "");
        EntityRef to = ahead.project("To", ProjectStatus.ACTIVE, Placement.LIST, "");
        ahead.untilQuiet();
        ahead.wall.ahead(AHEAD);
        List<EntityRef> tasks = List.of(ahead.task(from, "Write"), ahead.task(from, "Read"));
        ahead.full();
        ahead.wall.ahead(Duration.ZERO);
        tasks.forEach(task -> {
            Card card = ahead.remote.card(ahead.taskView(task).title());
            ahead.phone.move(card, ahead.link(EntityRef.list(to.id())).object().list());
            ahead.phone.complete(card);
        });
        ahead.fullAfterSettle();
        assertThat(tasks).allSatisfy(task -> {
            assertThat(ahead.taskView(task).status()).isEqualTo(TaskStatus.COMPLETED);
            assertThat(ahead.taskView(task).projectId()).isEqualTo(to.id());
        });
    }

    static Stream<Nature> natures() {
        return Stream.of(Nature.TICKTICK, Nature.CLICKUP, Nature.TRACKINGTIME);
    }

    /** Also where the cycle that has found that out does not get to its end, and the clock is wrong once more. */
    @Test
    void when_a_list_has_shown_last_what_was_written_since() {
        world.remote.echoesWritesToDeleted(true);
        Card card = world.remote.card("Ledger");
        Duration further = AHEAD.multipliedBy(2);
        wrongWhile(() -> {
            world.full();
            world.phone.delete(card);
            world.clock.forward(World.SETTLE);
            world.full();
        });
        world.remote.next(Call.LISTS, Fault.LOST_REQUEST);
        world.full();
        world.rename(project, "Renamed");
        world.clock.forward(World.SETTLE);
        world.cycle();
        world.wall.ahead(further);
        world.full();
        assertThat(world.projectView(project).deletedAt()).isNull();
        assertThat(world.conflicts.of(project)).hasSize(1);
    }

    @Test
    void since_when_what_was_in_a_list_that_is_gone_is_looked_for() {
        World polling = new World(Duration.ofMinutes(1));
        polling.cards(4);
        polls(polling);
        polling.phone.deleteList(polling.remote.card("Project 0").list);
        polling.remote.chaos(call -> call == Call.FIND_ANYWHERE ? Fault.LOST_REQUEST : Fault.NONE);
        polls(polling);
        polling.wall.ahead(AHEAD);
        polls(polling);
        polling.wall.ahead(Duration.ZERO);
        polling.remote.chaos(call -> Fault.NONE);
        polls(polling);
        assertThat(polling.holds.list(polling.account))
                .as("all of them are looked for at once, and decided with their list")
                .hasSize(1);
    }

    private static void polls(World polling) {
        for (int poll = 0; poll < 4; poll++) {
            polling.clock.forward(Duration.ofMinutes(1).plusSeconds(1));
            polling.cycle();
        }
    }

    @Test
    void since_when_finished_ones_are_looked_for() {
        world.wall.ahead(AHEAD);
        world.full();
        world.wall.ahead(Duration.ZERO);
        world.clock.forward(World.SETTLE);
        world.remote.calls();
        world.phone.complete(world.remote.card("Ledger"));
        world.full();
        assertThat(world.projectView(project).status()).isEqualTo(ProjectStatus.COMPLETED);
        assertThat(world.remote.calls())
                .as("among the finished ones, not one by one")
                .doesNotContain(Call.FIND);
    }

    private void wrongWhile(Runnable work) {
        world.wall.ahead(AHEAD);
        work.run();
        world.wall.ahead(Duration.ZERO);
    }

    private void settles() {
        for (int cycle = 0; cycle < 4; cycle++) {
            world.fullAfterSettle();
        }
    }

    @Test
    void what_was_made_then_and_has_no_answer_is_found_and_made_once() {
        wrongWhile(() -> {
            world.remote.next(Call.CREATE, Fault.LOST_ANSWER);
            world.project("New");
            world.cycle();
        });
        world.clock.forward(Duration.ofHours(1));
        settles();
        assertThat(world.here()).isEqualTo(world.there());
        assertThat(world.remote.card("New").deleted).isFalse();
        assertThat(world.work.pending(world.account)).isZero();
    }

    @Test
    void what_was_made_without_an_answer_is_found_while_the_clock_is_still_ahead() {
        world.wall.ahead(AHEAD);
        world.remote.next(Call.CREATE, Fault.LOST_ANSWER);
        EntityRef made = world.project("New");
        world.cycle();
        settles();
        assertThat(world.link(made).object())
                .isEqualTo(world.remote.card("New").task().ref());
        assertThat(world.here()).isEqualTo(world.there()).containsOnlyOnce("Dev Projects: New");
    }

    @Test
    void what_was_lost_on_its_way_then_is_sent_again() {
        wrongWhile(() -> {
            world.remote.next(Call.CREATE, Fault.LOST_REQUEST);
            world.project("New");
            world.cycle();
        });
        settles();
        assertThat(world.here()).isEqualTo(world.there());
        assertThat(world.work.pending(world.account)).isZero();
    }

    @Test
    void what_has_an_effect_after_that_is_made_once_all_the_same() {
        wrongWhile(() -> {
            world.remote.next(Call.CREATE, Fault.DELAYED);
            world.project("New");
            world.cycle();
        });
        world.full();
        world.full();
        world.delayedLand();
        settles();
        assertThat(world.here()).isEqualTo(world.there());
        assertThat(world.conflicts.all()).isEmpty();
    }

    @Test
    void a_list_that_was_lost_on_its_way_then_is_made() {
        wrongWhile(() -> {
            world.remote.next(Call.CREATE_LIST, Fault.LOST_REQUEST);
            world.project("New", ProjectStatus.ACTIVE, Placement.LIST, "");
            world.cycle();
        });
        settles();
        assertThat(world.here()).isEqualTo(world.there()).contains("New:");
    }

    @Test
    void a_list_that_was_lost_on_its_way_then_is_made_with_the_many_that_belong_into_it() {
        wrongWhile(() -> {
            world.remote.next(Call.CREATE_LIST, Fault.LOST_REQUEST);
            EntityRef made = world.project("New", ProjectStatus.ACTIVE, Placement.LIST, "");
            world.cycle();
            IntStream.range(0, 5).forEach(each -> world.task(made, "Task " + each));
        });
        settles();
        assertThat(world.here()).isEqualTo(world.there()).contains("New: Task 4");
    }

    @Test
    void what_was_deleted_then_without_an_answer_and_restored_since_is_there_again() {
        wrongWhile(() -> {
            world.remote.next(Call.DELETE, Fault.LOST_ANSWER);
            world.delete(project);
            world.cycle();
        });
        world.restore(project);
        settles();
        assertThat(world.here()).isEqualTo(world.there()).contains("Dev Projects: Ledger");
        assertThat(world.work.pending(world.account)).isZero();
    }

    @Test
    void the_next_look_at_the_lists() {
        World other = new World(Duration.ofMinutes(1));
        String list = other.cardList();
        other.wall.ahead(AHEAD);
        other.cycle();
        other.wall.ahead(Duration.ZERO);
        other.phone.add(list, "New");
        other.clock.forward(Duration.ofMinutes(1));
        other.cycle();
        assertThat(other.here()).isEqualTo(other.there()).contains("Dev Projects: New");
    }
}
