package dev.devledger.application.sync.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import dev.devledger.application.sync.memory.MemoryRemote.Call;
import dev.devledger.application.sync.memory.MemoryRemote.Card;
import dev.devledger.application.sync.memory.MemoryRemote.Fault;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteList;
import dev.devledger.domain.sync.link.SyncLink;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A write of the sync never replaces a value that was written after it. */
class LateWritesTest {
    private static final Duration MOMENT = Duration.ofSeconds(1);

    private final World world = new World();
    private EntityRef task;

    @BeforeEach
    void both_sides_agree() {
        world.remote.addList(World.LIST);
        task = world.task(world.project("Ledger"), "First");
        world.untilQuiet();
        world.fullAfterSettle();
        world.fullAfterSettle();
        world.clock.forward(World.SETTLE);
    }

    private Card card() {
        return world.remote
                .byId(((SyncLink.Linked) world.link(task)).remote().id())
                .orElseThrow();
    }

    private void rename(String title) {
        world.clock.forward(MOMENT);
        world.rename(task, title);
        world.cycle();
    }

    private void assertTitle(String title) {
        assertThat(world.taskView(task).title()).isEqualTo(title);
        assertThat(card().content.title()).isEqualTo(title);
    }

    private void settles() {
        for (int cycle = 0; cycle < 4; cycle++) {
            world.fullAfterSettle();
        }
    }

    @Test
    void a_write_that_lands_after_a_newer_one_does_not_turn_it_back() {
        world.remote.next(Call.UPDATE, Fault.DELAYED);
        rename("Old");
        rename("New");
        assertThat(card().content.title()).isEqualTo("New");
        world.delayedLand();
        assertThat(card().content.title()).isEqualTo("Old");
        settles();
        assertTitle("New");
        assertThat(world.conflicts.all()).isEmpty();
    }

    /** By then somebody there may have put it back, which looks the same: so a person is asked. */
    @Test
    void one_that_comes_to_pass_once_more_takes_nothing_from_what_was_typed_there_since() {
        world.remote.next(Call.UPDATE, Fault.REPEATED);
        rename("Ours");
        world.clock.forward(MOMENT);
        world.phone.rename(card(), "Theirs");
        world.full();
        assertThat(world.taskView(task).title()).isEqualTo("Theirs");
        world.delayedLand();
        assertThat(card().content.title()).isEqualTo("Ours");
        settles();
        assertOneIsAskedAbout("Theirs");
    }

    private void ourNewerNameIsTurnedBack() {
        world.remote.next(Call.UPDATE, Fault.REPEATED);
        rename("Ours");
        rename("Newer");
        world.clock.forward(MOMENT);
        world.full();
        world.delayedLand();
        assertThat(card().content.title()).isEqualTo("Ours");
    }

    private void assertOneIsAskedAbout(String name) {
        assertThat(world.conflicts.all())
                .singleElement()
                .extracting(Object::toString, STRING)
                .contains(name);
    }

    @Test
    void nor_from_what_was_written_here_since_and_seen_there() {
        ourNewerNameIsTurnedBack();
        world.full();
        assertOneIsAskedAbout("Newer");
    }

    @Test
    void nor_where_nobody_looks_for_a_while() {
        ourNewerNameIsTurnedBack();
        world.clock.forward(Duration.ofHours(1));
        world.full();
        assertOneIsAskedAbout("Newer");
    }

    @Test
    void what_a_person_puts_back_there_once_that_is_over_is_believed() {
        rename("Ours");
        world.fullAfterSettle();
        world.phone.rename(card(), "First");
        world.fullAfterSettle();
        assertTitle("First");
        assertThat(world.conflicts.all()).isEmpty();
    }

    @Test
    void nor_does_it_where_nobody_could_look_for_hours() {
        world.remote.next(Call.UPDATE, Fault.DELAYED);
        rename("Old");
        rename("New");
        world.delayedLand();
        world.clock.forward(Duration.ofHours(5));
        settles();
        assertTitle("New");
    }

    @Test
    void nor_does_it_where_it_was_sent_once_more_and_answered_then() {
        world.remote.next(Call.UPDATE, Fault.DELAYED);
        rename("Old");
        world.full();
        assertThat(card().content.title()).isEqualTo("Old");
        rename("New");
        world.delayedLand();
        assertThat(card().content.title()).isEqualTo("Old");
        settles();
        assertTitle("New");
        assertThat(world.conflicts.all()).isEmpty();
    }

    @Test
    void nor_does_the_name_of_a_list_that_was_sent_twice() {
        EntityRef project = world.project("List", ProjectStatus.ACTIVE, Placement.LIST, "");
        world.untilQuiet();
        world.fullAfterSettle();
        String list = ((SyncLink.Linked) world.link(EntityRef.list(project.id())))
                .remote()
                .id();
        world.remote.next(Call.UPDATE_LIST, Fault.DELAYED);
        world.rename(project, "Old");
        world.cycle();
        world.full();
        world.rename(project, "New");
        world.cycle();
        assertThat(nameOf(list)).isEqualTo("New");
        world.delayedLand();
        assertThat(nameOf(list)).isEqualTo("Old");
        settles();
        assertThat(world.projectView(project).name()).isEqualTo("New");
        assertThat(nameOf(list)).isEqualTo("New");
    }

    private String nameOf(String list) {
        return world.remote.allLists().stream()
                .filter(each -> each.id().equals(list))
                .map(RemoteList::name)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void nor_does_it_where_another_field_was_refused_since() {
        world.remote.next(Call.UPDATE, Fault.DELAYED, Fault.NONE, Fault.REFUSED);
        rename("Old");
        rename("New");
        rename("Newest");
        world.delayedLand();
        settles();
        world.untilQuiet();
        settles();
        assertTitle("Newest");
    }

    @Test
    void what_a_person_types_there_later_is_theirs_even_if_it_was_ours_once() {
        world.remote.next(Call.UPDATE, Fault.DELAYED);
        rename("Old");
        rename("New");
        world.delayedLand();
        settles();
        world.phone.rename(card(), "Old");
        settles();
        assertThat(world.taskView(task).title()).isEqualTo("Old");
    }

    @Test
    void a_newer_edit_is_not_pushed_over_what_an_old_look_shows() {
        rename("Second");
        world.clock.forward(MOMENT);
        world.remote.next(Call.FIND, Fault.STALE);
        world.rename(task, "Third");
        world.untilQuiet();
        settles();
        assertTitle("Third");
        assertThat(world.conflicts.all()).isEmpty();
    }

    @Test
    void the_ledger_is_not_turned_back_by_an_old_look_at_the_object() {
        rename("Second");
        world.clock.forward(MOMENT);
        world.phone.prioritise(card(), Priority.HIGH); // what makes the cycle look at it
        world.remote.next(Call.FIND, Fault.STALE);
        world.full();
        assertThat(world.taskView(task).title()).isEqualTo("Second");
        settles();
        assertThat(world.taskView(task).title()).isEqualTo("Second");
        assertThat(world.taskView(task).priority()).isEqualTo(Priority.HIGH);
        assertThat(world.conflicts.all()).isEmpty();
    }

    @Test
    void what_a_person_puts_back_there_is_believed_after_a_second_look_and_what_was_written_is_kept_in_a_conflict() {
        rename("Second");
        world.clock.forward(MOMENT);
        world.phone.rename(card(), "First");
        world.remote.calls();
        world.full();
        assertThat(world.remote.calls()).filteredOn(call -> call == Call.FIND).hasSize(2);
        assertThat(world.taskView(task).title()).isEqualTo("First");
        // No list has shown it since it was written: it may as well have been deleted then, and restored as it was.
        assertThat(world.conflicts.of(task)).hasSize(1);
    }
}
