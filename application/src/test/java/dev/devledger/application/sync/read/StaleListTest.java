package dev.devledger.application.sync.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.memory.Habit;
import dev.devledger.application.sync.memory.MemoryRemote;
import dev.devledger.application.sync.memory.MemoryRemote.Call;
import dev.devledger.application.sync.memory.MemoryRemote.Card;
import dev.devledger.application.sync.memory.MemoryRemote.Fault;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.link.SyncLink;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A list that is out of date by a moment reverts no change. */
class StaleListTest {
    private final World world = new World();
    private EntityRef task;

    @BeforeEach
    void both_sides_agree_on_what_the_old_list_shows() {
        world.remote.addList(World.LIST);
        EntityRef project = world.project("Ledger");
        task = world.task(project, "Read");
        world.untilQuiet();
        world.full();
        world.clock.forward(World.SETTLE);
        world.remote.passTime();
        world.clock.forward(Duration.ofSeconds(1));
        world.remote.calls();
    }

    private void fullWithAnOldList() {
        world.clock.forward(Duration.ofSeconds(1));
        world.remote.calls();
        world.remote.next(Call.OPEN_TASKS, Fault.STALE);
        world.full();
    }

    @Test
    void what_was_taken_over_a_moment_ago_stays() {
        world.phone.rename(world.remote.card("Read"), "Read twice");
        world.full();
        int before = world.ledger.size();
        fullWithAnOldList();
        assertThat(world.ledger.eventsFrom(before)).isEmpty();
        assertThat(world.taskView(task).title()).isEqualTo("Read twice");
        assertThat(world.remote.calls())
                .containsExactly(Call.LISTS, Call.OPEN_TASKS, Call.FINISHED_TASKS, Call.LISTS, Call.FIND);
    }

    @Test
    void what_was_written_there_a_moment_ago_stays() {
        world.rename(task, "Read twice");
        world.cycle();
        int before = world.ledger.size();
        fullWithAnOldList();
        assertThat(world.ledger.eventsFrom(before)).isEmpty();
        assertThat(world.remote.card("Read twice").deleted).isFalse();
    }

    @Test
    void what_was_written_a_moment_ago_and_deleted_since_is_no_change_of_theirs() {
        world.rename(task, "Read twice");
        world.cycle();
        world.delete(task);
        fullWithAnOldList();
        assertThat(world.conflicts.all()).isEmpty();
        assertThat(world.link(task)).isInstanceOf(SyncLink.Closed.class);
        assertThat(world.cards()).containsExactly("Ledger");
    }

    @Test
    void where_the_object_itself_does_not_answer_it_is_left_to_the_next_cycle() {
        world.phone.rename(world.remote.card("Read"), "Read twice");
        world.full();
        world.remote.next(Call.FIND, Fault.LOST_ANSWER);
        int before = world.ledger.size();
        fullWithAnOldList();
        assertThat(world.ledger.eventsFrom(before)).isEmpty();
        assertThat(world.cycles.getLast().complete()).isFalse();
        world.full();
        assertThat(world.ledger.eventsFrom(before)).isEmpty();
        assertThat(world.cycles.getLast().complete()).isTrue();
    }

    @Test
    void what_is_changed_there_a_moment_after_it_was_agreed_on_is_taken_over_all_the_same() {
        world.phone.rename(world.remote.card("Read"), "Read twice");
        world.full();
        world.phone.rename(world.remote.card("Read twice"), "Read thrice");
        world.full();
        assertThat(world.taskView(task).title()).isEqualTo("Read thrice");
    }

    /** A write of ours on its way may take its place at any time, and then nobody knows what was typed there. */
    @Test
    void what_a_list_shows_is_taken_over_at_once_where_the_first_look_at_it_still_shows_what_was_before() {
        world.phone.rename(world.remote.card("Read"), "Read twice");
        world.full();
        world.remote.passTime();
        world.clock.forward(MemoryRemote.LAG);
        world.phone.rename(world.remote.card("Read twice"), "Read thrice");
        world.remote.next(Call.FIND, Fault.STALE);
        world.full();
        assertThat(world.taskView(task).title()).isEqualTo("Read thrice");
    }

    @Test
    void a_settle_time_later_the_list_is_believed_without_a_look_at_the_object() {
        world.phone.rename(world.remote.card("Read"), "Read twice");
        world.full();
        world.phone.rename(world.remote.card("Read twice"), "Read thrice");
        world.remote.calls();
        world.fullAfterSettle();
        assertThat(world.taskView(task).title()).isEqualTo("Read thrice");
        assertThat(world.remote.calls()).containsExactly(Call.LISTS, Call.OPEN_TASKS, Call.FINISHED_TASKS, Call.LISTS);
    }

    @Test
    void what_has_just_left_its_place_is_not_back_because_of_an_old_list() {
        String groceries = world.remote.addList("Groceries").id();
        world.phone.move(world.remote.card("Read"), groceries);
        world.full();
        assertThat(world.link(task)).isInstanceOf(SyncLink.OutOfScope.class);
        int before = world.ledger.size();
        fullWithAnOldList();
        assertThat(world.ledger.eventsFrom(before)).isEmpty();
    }

    @Test
    void a_list_is_not_deleted_with_what_was_put_into_it_a_moment_ago() {
        EntityRef listed = world.project("Listed", ProjectStatus.ACTIVE, Placement.LIST, "");
        world.untilQuiet();
        world.clock.forward(World.SETTLE);
        world.remote.passTime();
        world.clock.forward(Duration.ofSeconds(1));
        String list = ((SyncLink.Linked) world.link(EntityRef.list(listed.id())))
                .remote()
                .id();
        world.phone.add(list, "New");
        world.delete(listed);
        world.remote.calls();
        world.remote.next(Call.OPEN_TASKS, Fault.STALE);
        world.cycle();
        assertThat(world.remote.calls()).contains(Call.OPEN_TASKS).doesNotContain(Call.DELETE_LIST);
        assertThat(world.remote.card("New").deleted).isFalse();
    }

    @Test
    void what_its_list_shows_of_it_keeps_it_where_its_id_still_shows_what_was_before() {
        world.remote.passTime();
        world.phone.rename(world.remote.card("Read"), "Read twice");
        world.delete(task);
        world.remote.next(Call.FIND, Fault.STALE);
        world.cycle();
        assertThat(world.remote.calls()).contains(Call.OPEN_TASKS, Call.FIND).doesNotContain(Call.DELETE);
        assertThat(world.remote.card("Read twice").deleted).isFalse();
    }

    @Test
    void what_its_list_misses_is_looked_at_once_more_before_it_is_deleted() {
        world.remote.passTime();
        Card card = world.remote.card("Read");
        world.phone.rename(card, "Read twice");
        world.phone.complete(card);
        world.delete(task);
        world.remote.next(Call.FIND, Fault.STALE);
        world.cycle();
        assertThat(world.remote.calls())
                .containsSubsequence(Call.FIND, Call.FIND)
                .doesNotContain(Call.DELETE);
        assertThat(card.deleted).isFalse();
    }

    @Test
    void what_any_answer_of_a_cycle_has_shown_below_it_keeps_it() {
        world.remote.has(Habit.CHILDREN_GO, true);
        EntityRef empty = world.project("Empty");
        world.untilQuiet();
        Card card = world.remote.card("Empty");
        Card note = world.phone.add(card.list, "Note");
        world.full();
        world.clock.forward(World.SETTLE);
        world.remote.passTime();
        world.clock.forward(Duration.ofSeconds(1));
        world.project("Since then");
        world.untilQuiet();
        world.phone.moveBelow(note, card);
        world.place(empty, Placement.LIST);
        world.remote.calls();
        world.remote.next(Call.OPEN_TASKS, Fault.STALE);
        world.cycle();
        assertThat(world.remote.calls())
                .containsSubsequence(Call.OPEN_TASKS, Call.SEARCH_ALL)
                .doesNotContain(Call.DELETE);
        assertThat(note.deleted).isFalse();
    }

    @Test
    void an_old_name_of_a_list_takes_nothing_back() {
        EntityRef listed = world.project("Listed", ProjectStatus.ACTIVE, Placement.LIST, "");
        world.untilQuiet();
        world.full();
        world.clock.forward(World.SETTLE);
        world.remote.passTime();
        String list = ((SyncLink.Linked) world.link(EntityRef.list(listed.id())))
                .remote()
                .id();
        world.clock.forward(Duration.ofSeconds(1));
        world.remote.rename(list, "Renamed");
        world.full();
        assertThat(world.projectView(listed).name()).isEqualTo("Renamed");
        world.remote.next(Call.LISTS, Fault.STALE);
        world.full();
        assertThat(world.projectView(listed).name()).isEqualTo("Renamed");
        world.fullAfterSettle();
        assertThat(world.projectView(listed).name()).isEqualTo("Renamed");
        assertThat(world.remote.listNames()).contains("Renamed");
    }
}
