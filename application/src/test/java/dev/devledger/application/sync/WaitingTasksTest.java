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
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.task.Dependencies.DependencyType;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Blockers of tasks, in a service that has dependencies. */
class WaitingTasksTest {
    private final World world = new World(Nature.CLICKUP);
    private EntityRef project;
    private EntityRef one;
    private EntityRef two;
    private EntityRef three;

    @BeforeEach
    void three_tasks() {
        project = world.project("Garden");
        one = world.task(project, "One");
        two = world.task(project, "Two");
        three = world.task(project, "Three");
    }

    private void waits(EntityRef task, EntityRef on) {
        world.people(changes -> world.dependencies()
                .add(
                        changes,
                        task.id().toString(),
                        DependencyType.BLOCKS,
                        on.id().toString(),
                        null));
    }

    private void waitsNoMore(EntityRef task, EntityRef on) {
        world.people(changes -> world.dependencies()
                .remove(
                        changes,
                        task.id().toString(),
                        DependencyType.BLOCKS,
                        on.id().toString(),
                        null));
    }

    private List<String> here(EntityRef task) {
        return world.taskView(task).others().blockedBy();
    }

    private String key(EntityRef task) {
        return world.taskView(task).key();
    }

    private Card card(EntityRef task) {
        return world.remote
                .byId(((SyncLink.Linked) world.link(task)).remote().id())
                .orElseThrow();
    }

    private Set<String> there(EntityRef task) {
        return new TreeSet<>(card(task).content.blockedBy());
    }

    private void typed(EntityRef task, Card... on) {
        TreeSet<String> ids = new TreeSet<>();
        for (Card each : on) {
            ids.add(each.id);
        }
        card(task).content = card(task).content.withBlockedBy(ids);
    }

    private void settle() {
        world.untilQuiet();
        world.fullAfterSettle();
        world.untilQuiet();
    }

    private void nothingMore() {
        world.remote.calls();
        int events = world.ledger.size();
        settle();
        assertThat(world.remote.calls()).doesNotContain(Call.UPDATE, Call.CREATE);
        assertThat(world.ledger.eventsFrom(events)).isEmpty();
    }

    @Test
    void it_is_told_as_soon_as_both_are_there_whichever_was_made_first() {
        waits(one, two); // one is made before the other
        waits(three, two);
        settle();
        assertThat(there(one)).containsExactly(card(two).id);
        assertThat(there(three)).containsExactly(card(two).id);
        waitsNoMore(one, two);
        settle();
        assertThat(there(one)).isEmpty();
        nothingMore();
    }

    /** Before any list has shown that it was there; a deleted task would not have taken it. */
    @Test
    void what_is_taken_away_there_at_once_comes_back_on_neither_side() {
        settle();
        waits(one, two);
        world.untilQuiet();
        assertThat(there(one)).containsExactly(card(two).id);
        typed(one);
        settle();
        settle();
        assertThat(here(one)).isEmpty();
        assertThat(there(one)).isEmpty();
        nothingMore();
    }

    /** It could not be deleted there, as somebody had written it; but that nobody waits for it was told already. */
    @Test
    void what_is_deleted_and_restored_is_waited_for_again() {
        settle();
        waits(one, two);
        settle();
        card(two).content = card(two).content.withDescription("written there");
        world.delete(two);
        waits(one, three);
        world.cycle();
        assertThat(there(one)).containsExactly(card(three).id);
        world.restore(two);
        settle();
        assertThat(here(one)).containsExactlyInAnyOrder(key(two), key(three));
        assertThat(there(one)).containsExactlyInAnyOrder(card(two).id, card(three).id);
        nothingMore();
    }

    @Test
    void what_is_said_there_is_taken_over_and_each_side_keeps_what_the_other_has_added() {
        settle();
        typed(one, card(two));
        waits(one, three);
        settle();
        assertThat(here(one)).containsExactlyInAnyOrder(key(two), key(three));
        assertThat(there(one)).containsExactlyInAnyOrder(card(two).id, card(three).id);
        typed(one, card(three));
        settle();
        assertThat(here(one)).containsExactly(key(three));
        assertThat(world.conflicts.all()).isEmpty();
        nothingMore();
    }

    @Test
    void what_only_one_side_knows_of_stays_with_it() {
        EntityRef outside = world.project("Diary", ProjectStatus.ACTIVE, Placement.NONE, "");
        EntityRef secret = world.task(outside, "Secret");
        waits(one, secret);
        waits(one, two);
        settle();
        assertThat(there(one)).containsExactly(card(two).id);
        Card theirs = world.remote.add(world.remote.addList("Theirs").id(), card(two).content);
        typed(one, card(two), card(three), theirs);
        settle();
        assertThat(here(one)).containsExactlyInAnyOrder(key(secret), key(two), key(three));
        waitsNoMore(one, two);
        settle();
        assertThat(there(one)).containsExactlyInAnyOrder(card(three).id, theirs.id);
        nothingMore();
    }

    @Test
    void one_that_is_new_there_is_waited_for_once_it_is_here() {
        settle();
        Card fresh = world.phone.add(card(one).list, "Fresh");
        typed(one, fresh);
        fresh.content = fresh.content.withBlockedBy(new TreeSet<>(List.of(card(two).id)));
        settle();
        settle();
        EntityRef made = world.taskCalled("Fresh");
        assertThat(here(one)).containsExactly(key(made));
        assertThat(here(made)).containsExactly(key(two));
        nothingMore();
    }

    @Test
    void a_circle_is_refused_and_told_and_nothing_else_waits_for_it() {
        settle();
        waits(one, two);
        typed(two, card(one));
        card(two).content = card(two).content.withDescription("Typed there");
        world.fullAfterSettle();
        settle();
        assertThat(world.taskView(two).description()).isEqualTo("Typed there");
        assertThat(here(one)).containsExactly(key(two));
        assertThat(here(two)).isEmpty();
        assertThat(((SyncLink.Linked) world.link(two)).refusal())
                .contains("cannot be stored in Devledger", key(one), key(two));
        assertThat(there(two)).as("theirs stays until somebody takes one away").containsExactly(card(one).id);
        int events = world.ledger.size();
        settle();
        assertThat(world.ledger.eventsFrom(events)).isEmpty();

        waitsNoMore(one, two);
        settle();

        assertThat(here(two)).containsExactly(key(one));
        assertThat(((SyncLink.Linked) world.link(two)).refusal()).isNull();
        nothingMore();
    }

    @Test
    void a_lost_answer_is_no_change_of_theirs() {
        settle();
        world.remote.next(Call.UPDATE, Fault.LOST_ANSWER);
        waits(one, two);
        settle();
        waitsNoMore(one, two);
        settle();
        assertThat(there(one)).isEmpty();
        assertThat(here(one)).isEmpty();
        nothingMore();
    }

    @Test
    void what_waits_for_a_deleted_task_waits_for_it_again_once_that_is_back() {
        waits(one, two);
        settle();
        world.delete(two);
        settle();
        assertThat(here(one)).isEmpty();
        world.restore(two);
        settle();
        assertThat(here(one)).containsExactly(key(two));
        assertThat(there(one)).contains(card(two).id);
        nothingMore();
    }

    @Test
    void a_service_that_cannot_say_so_is_told_nothing() {
        World cards = new World(Nature.TICKTICK.withLists());
        EntityRef in = cards.project("Garden");
        EntityRef first = cards.task(in, "First");
        EntityRef last = cards.task(in, "Last");
        cards.untilQuiet();
        cards.remote.calls();
        cards.people(changes -> cards.dependencies()
                .add(
                        changes,
                        last.id().toString(),
                        DependencyType.BLOCKS,
                        first.id().toString(),
                        null));
        cards.untilQuiet();
        cards.fullAfterSettle();
        assertThat(cards.remote.calls()).doesNotContain(Call.UPDATE);
        assertThat(cards.taskView(last).others().blockedBy())
                .containsExactly(cards.taskView(first).key());
    }
}
