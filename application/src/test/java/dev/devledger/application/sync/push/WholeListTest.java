package dev.devledger.application.sync.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.memory.MemoryRemote.Call;
import dev.devledger.application.sync.memory.MemoryRemote.Fault;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteList;
import dev.devledger.domain.sync.link.SyncEvent;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.task.Task.TaskStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The list of a deleted project is deleted with everything in it in one call, if nothing in it belongs to others. */
class WholeListTest {
    private final World world = new World();
    private final List<EntityRef> tasks = new ArrayList<>();
    private EntityRef project;
    private String list;

    @BeforeEach
    void a_list_with_thirty_tasks() {
        world.cardList();
        project = world.project("Home", ProjectStatus.ACTIVE, Placement.LIST, "");
        for (int i = 0; i < 20; i++) {
            tasks.add(world.task(project, "Task " + i));
        }
        for (int i = 0; i < 10; i++) {
            tasks.add(world.task(project, tasks.get(i), "Below " + i));
        }
        world.untilQuiet();
        world.status(tasks.get(19), TaskStatus.COMPLETED);
        world.untilQuiet();
        world.clock.forward(Duration.ofMinutes(5));
        world.full();
        list = world.link(EntityRef.list(project.id())).object().list();
        world.remote.calls();
    }

    private void assertAllIsGone() {
        assertThat(world.remote.live()).isEmpty();
        assertThat(world.remote.allLists()).hasSize(1);
        tasks.forEach(each -> assertThat(world.link(each)).isInstanceOf(SyncLink.Closed.class));
        assertThat(world.link(EntityRef.list(project.id()))).isInstanceOf(SyncLink.Closed.class);
        assertThat(world.work.pending(world.account)).isZero();
    }

    @Test
    void it_takes_one_call_after_a_look_at_all_of_it() {
        int before = world.ledger.size();
        List<Long> meant = new ArrayList<>();
        world.remote.onEachCall(call -> {
            if (call == Call.DELETE_LIST) {
                meant.add(world.ledger.eventsFrom(before).stream()
                        .filter(event -> event.payload() instanceof SyncEvent.DeleteIntended)
                        .count());
            }
        });
        world.delete(project);
        world.untilQuiet();
        assertThat(world.remote.calls())
                .containsExactly(Call.FINISHED_TASKS, Call.SEARCH_ALL, Call.LISTS, Call.OPEN_TASKS, Call.DELETE_LIST);
        assertThat(meant).as("on record before it is sent").containsExactly(31L);
        assertAllIsGone();
        assertThat(world.book.deletesSince(world.account, world.clock.instant().minus(Duration.ofHours(1))))
                .as("the tasks of one request are one, and so is the list")
                .containsEntry(list, 2);
    }

    @Test
    void what_others_have_put_into_it_stays_and_is_asked_about() {
        world.phone.add(list, "Theirs");
        world.delete(project);
        world.untilQuiet();
        assertThat(world.remote.live()).extracting(card -> card.content.title()).containsExactly("Theirs");
        assertThat(world.remote.allLists()).hasSize(2);
        world.full();
        assertThat(world.conflicts.of(EntityRef.list(project.id()))).hasSize(1);
    }

    @Test
    void renamed_there_it_stays_and_is_asked_about() {
        world.remote.rename(list, "Theirs");
        world.delete(project);
        world.untilQuiet();
        assertThat(world.remote.allLists()).extracting(RemoteList::name).contains("Theirs");
        world.full();
        assertThat(world.conflicts.of(EntityRef.list(project.id()))).hasSize(1);
    }

    @Test
    void what_is_put_into_it_between_the_looks_stays() {
        world.remote.onEachCall(call -> {
            if (call == Call.OPEN_TASKS) {
                world.remote.onEachCall(any -> {});
                world.phone.add(list, "Theirs");
            }
        });
        world.delete(project);
        world.untilQuiet();
        assertThat(world.remote.live()).extracting(card -> card.content.title()).containsExactly("Theirs");
    }

    @Test
    void what_was_changed_there_is_asked_about() {
        world.phone.prioritise(world.remote.card("Task 3"), Priority.HIGH);
        world.delete(project);
        world.untilQuiet();
        assertThat(world.remote.live()).extracting(card -> card.content.title()).contains("Task 3");
        world.full();
        assertThat(world.conflicts.of(tasks.get(3))).hasSize(1);
        assertThat(world.remote.allLists()).hasSize(2);
    }

    @Test
    void what_was_moved_away_there_is_not_deleted() {
        world.phone.move(
                world.remote.card("Task 15"),
                world.link(EntityRef.CARDS).object().list());
        world.delete(project);
        world.untilQuiet();
        world.full();
        world.fullAfterSettle();
        assertThat(world.remote.live()).extracting(card -> card.content.title()).containsExactly("Task 15");
    }

    @Test
    void what_no_list_shows_is_looked_for_by_itself() {
        world.remote.leaveOut(world.remote.card("Task 4"));
        world.remote.searchCap(5); // it does not tell
        world.delete(project);
        world.cycle();
        assertThat(world.remote.calls()).contains(Call.FIND, Call.DELETE);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"LOST_ANSWER", "LOST_REQUEST", "RATE_LIMITED", "REFUSED", "DELAYED"})
    void what_became_of_it_is_found_out(Fault fault) {
        world.remote.next(Call.DELETE_LIST, fault);
        world.delete(project);
        world.untilQuiet();
        world.delayedLand();
        world.full();
        world.untilQuiet();
        assertAllIsGone();
        assertThat(world.conflicts.all()).isEmpty();
    }

    @Test
    void restored_before_it_was_sent_it_stays() {
        world.remote.onEachCall(call -> {
            if (call == Call.OPEN_TASKS) {
                world.remote.onEachCall(any -> {});
                world.restore(project);
            }
        });
        world.delete(project);
        world.untilQuiet();
        world.full();
        world.untilQuiet();
        assertThat(world.remote.allLists()).hasSize(2);
        assertThat(world.here()).isEqualTo(world.there());
        assertThat(world.remote.calls()).doesNotContain(Call.DELETE_LIST, Call.DELETE);
    }

    @Test
    void more_than_a_search_shows_is_looked_at_twice_in_the_list() {
        world.remote.searchCap(5);
        world.delete(project);
        world.untilQuiet();
        assertAllIsGone();
    }
}
