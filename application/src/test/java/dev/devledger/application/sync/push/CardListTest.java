package dev.devledger.application.sync.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.memory.MemoryRemote.Call;
import dev.devledger.application.sync.memory.MemoryRemote.Fault;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.sync.conflict.Conflict.Choice;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteList;
import dev.devledger.domain.sync.link.SyncLink;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The list that holds the cards: created once, found by its name once, then known by its id. */
class CardListTest {
    private final World world = new World();

    private long named() {
        return world.remote.allLists().stream()
                .filter(list -> list.name().equals(World.LIST))
                .count();
    }

    @Test
    void a_missing_list_is_made_once() {
        world.remote.addList("Groceries");
        world.project("One");
        world.project("Two");
        world.untilQuiet();
        assertThat(world.remote.calls()).containsExactly(Call.LISTS, Call.CREATE_LIST, Call.CREATE, Call.CREATE);
        world.project("Three");
        world.untilQuiet();
        assertThat(world.remote.calls()).containsExactly(Call.CREATE);
        assertThat(named()).isEqualTo(1);
    }

    @Test
    void an_empty_list_of_that_name_is_taken_at_once() {
        RemoteList list = world.remote.addList(World.LIST);
        world.project("One");
        world.untilQuiet();
        assertThat(world.remote.calls()).containsExactly(Call.LISTS, Call.OPEN_TASKS, Call.CREATE);
        assertThat(world.remote.card("One").list).isEqualTo(list.id());
    }

    @Test
    void a_list_that_holds_tasks_is_taken_only_when_a_person_has_said_so() {
        RemoteList list = world.remote.addList(World.LIST);
        world.remote.add(list.id(), CanonicalContent.list("Theirs"));
        EntityRef project = world.project("One");
        world.cycle();
        assertThat(world.remote.calls()).containsExactly(Call.LISTS, Call.OPEN_TASKS);
        assertThat(world.link(EntityRef.CARDS)).isEqualTo(new SyncLink.None(null));
        assertThat(world.work.reason(project)).contains("already exists in TickTick; its tasks are read first");

        world.runner.run();
        assertThat(world.link(EntityRef.CARDS)).isEqualTo(new SyncLink.None(null));
        world.resolve(world.conflicts.of(EntityRef.CARDS).getFirst(), Choice.VALUE, list.id());
        world.runner.run();
        assertThat(world.link(EntityRef.CARDS)).isInstanceOfSatisfying(SyncLink.Linked.class, linked -> assertThat(
                        linked.remote().id())
                .isEqualTo(list.id()));
        assertThat(world.cards()).containsExactly("One", "Theirs");
        assertThat(world.remote.card("One").list).isEqualTo(list.id());
    }

    @Test
    void a_list_is_not_made_before_it_is_needed() {
        EntityRef project = world.project("One");
        world.delete(project);
        world.untilQuiet();
        assertThat(world.remote.calls()).isEmpty();
    }

    @Test
    void a_list_that_cannot_be_written_is_none_of_that_name() {
        RemoteList archived = world.remote.addReadOnlyList(World.LIST);
        world.project("One");
        world.untilQuiet();
        world.full();
        assertThat(named()).isEqualTo(2);
        assertThat(world.remote.card("One").list).isNotEqualTo(archived.id());
        assertThat(world.conflicts.all()).isEmpty();
    }

    @Test
    void a_cycle_that_reads_all_does_not_take_it_either() {
        RemoteList archived = world.remote.addReadOnlyList(World.LIST);
        world.phone.add(archived.id(), "Theirs");
        world.project("One");
        world.full();
        world.untilQuiet();
        assertThat(world.remote.card("One").list).isNotEqualTo(archived.id());
        assertThat(world.tree.projects()).hasSize(1);
    }

    @Test
    void of_two_lists_of_that_name_neither_is_taken() {
        world.remote.addList(World.LIST);
        RemoteList other = world.remote.addList(World.LIST);
        EntityRef project = world.project("One");
        world.cycle();
        assertThat(world.remote.calls()).containsExactly(Call.LISTS);
        assertThat(world.link(EntityRef.CARDS)).isInstanceOf(SyncLink.Stopped.class);
        assertThat(world.work.reason(project)).contains("2 lists in TickTick are called");

        world.remote.removeList(other.id());
        world.untilQuiet();
        assertThat(world.cards()).containsExactly("One");
    }

    @Test
    void the_next_poll_sees_that_one_is_left() {
        world.remote.addList(World.LIST);
        RemoteList other = world.remote.addList(World.LIST);
        world.project("One");
        world.cycle();
        world.full();

        world.remote.removeList(other.id());
        world.full();
        world.cycle();
        assertThat(world.cards()).containsExactly("One");
    }

    @Test
    void where_both_were_renamed_a_new_one_is_made() {
        RemoteList one = world.remote.addList(World.LIST);
        RemoteList other = world.remote.addList(World.LIST);
        world.project("One");
        world.cycle();
        world.remote.removeList(one.id());
        world.remote.removeList(other.id());
        world.untilQuiet();
        assertThat(world.cards()).containsExactly("One");
        assertThat(named()).isEqualTo(1);
    }

    @Test
    void a_list_whose_creation_was_not_answered_is_found() {
        world.remote.next(Call.CREATE_LIST, Fault.LOST_ANSWER);
        world.project("One");
        world.untilQuiet();
        assertThat(named()).isEqualTo(1);
        assertThat(world.cards()).containsExactly("One");
    }

    @Test
    void a_list_whose_creation_did_not_arrive_is_made_after_a_while() {
        world.remote.next(Call.CREATE_LIST, Fault.LOST_REQUEST);
        EntityRef project = world.project("One");
        world.cycle();
        world.clock.forward(World.SETTLE);
        world.cycle();
        assertThat(world.remote.calls()).containsExactly(Call.LISTS, Call.CREATE_LIST, Call.LISTS);
        assertThat(world.work.reason(project)).contains("not known yet");
        world.untilQuiet();
        assertThat(named()).isEqualTo(1);
        assertThat(world.cards()).containsExactly("One");
    }

    @Test
    void a_list_is_asked_for_three_times_at_most() {
        Fault[] lost = new Fault[20];
        Arrays.fill(lost, Fault.LOST_REQUEST);
        world.remote.next(Call.CREATE_LIST, lost);
        EntityRef project = world.project("One");
        world.untilQuiet();
        assertThat(world.remote.calls().stream().filter(Call.CREATE_LIST::equals))
                .hasSize(3);
        assertThat(world.work.reason(project)).contains("create it in TickTick yourself", "GET /api/sync/conflicts");
        assertThat(world.conflicts.of(EntityRef.CARDS))
                .singleElement()
                .satisfies(each -> assertThat(each.dispute().neverAnswered()).isTrue());
        world.remote.addList(World.LIST);
        world.untilQuiet();
        world.full();
        assertThat(world.cards()).containsExactly("One");
        assertThat(world.conflicts.open(world.account)).isZero();
    }

    @Test
    void a_list_that_never_came_is_asked_for_once_more_a_day() {
        listNeverComes();
        world.project("Two");
        world.clock.forward(Duration.ofHours(23));
        world.untilQuiet();
        assertThat(world.remote.calls()).doesNotContain(Call.CREATE_LIST);
        world.clock.forward(Duration.ofHours(1));
        world.untilQuiet();
        assertThat(world.remote.calls()).containsOnlyOnce(Call.CREATE_LIST);
        assertThat(world.conflicts.of(EntityRef.CARDS)).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(
            value = Choice.class,
            names = {"LOCAL", "DETACH"})
    void a_list_that_never_came_is_asked_for_again_or_left_out_as_a_person_says(Choice choice) {
        listNeverComes();
        world.remote.next(Call.CREATE_LIST, Fault.NONE);
        world.resolve(world.conflicts.of(EntityRef.CARDS).getFirst(), choice, null);
        world.clock.forward(Duration.ofHours(1));
        world.untilQuiet();
        assertThat(world.cards()).isEqualTo(choice == Choice.LOCAL ? List.of("One") : List.of());
        world.clock.forward(Duration.ofDays(3));
        world.untilQuiet();
        world.full();
        assertThat(world.conflicts.open(world.account)).isZero();
        assertThat(named()).isEqualTo(choice == Choice.LOCAL ? 1 : 0);
    }

    private void listNeverComes() {
        Fault[] lost = new Fault[4];
        Arrays.fill(lost, Fault.LOST_REQUEST);
        world.remote.next(Call.CREATE_LIST, lost);
        world.project("One");
        world.untilQuiet();
        world.remote.calls();
    }

    @Test
    void a_refused_list_blocks_only_what_needs_it() {
        world.remote.next(Call.CREATE_LIST, Fault.REFUSED);
        EntityRef project = world.project("One");
        world.cycle();
        assertThat(world.work.reason(project)).contains("cannot be created: refused");
        world.untilQuiet();
        assertThat(world.cards()).containsExactly("One");
    }

    @Test
    void a_rate_limit_leaves_no_open_intent() {
        world.remote.next(Call.CREATE_LIST, Fault.RATE_LIMITED);
        world.project("One");
        world.cycle();
        assertThat(world.link(EntityRef.CARDS)).isEqualTo(new SyncLink.None(null));
        world.untilQuiet();
        assertThat(world.remote.calls()).isEqualTo(List.of(Call.LISTS, Call.LISTS, Call.CREATE_LIST, Call.CREATE));
    }
}
