package dev.devledger.application.sync.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.memory.ConflictView.ConflictBook;
import dev.devledger.application.sync.memory.MemoryRemote.Call;
import dev.devledger.application.sync.memory.MemoryRemote.Card;
import dev.devledger.application.sync.memory.PendingApprovals;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.sync.conflict.Conflict.Choice;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteList;
import dev.devledger.domain.sync.link.SyncLink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * A list of the service holds about 999 open tasks: when the card list is nearly full, further cards go into the next
 * one.
 */
class FurtherCardListTest {
    private static final String SECOND = World.LIST + " 2";
    private static final Duration POLL = Duration.ofMinutes(1);
    private static final EntityRef NEXT = EntityRef.cards(2);

    private final World world = new World(POLL);

    /** So many projects with nine tasks each are ten open tasks each there. */
    private List<EntityRef> projects(int from, int to) {
        world.remote.remembersNothing();
        List<EntityRef> projects = new ArrayList<>();
        for (int i = from; i < to; i++) {
            EntityRef project = world.project("Project " + i);
            projects.add(project);
            for (int task = 0; task < 9; task++) {
                world.task(project, "Task " + i + "." + task);
            }
        }
        return projects;
    }

    private void polls(int times) {
        for (int poll = 0; poll < times; poll++) {
            world.clock.forward(POLL);
            world.cycle();
        }
    }

    private String list(String name) {
        List<RemoteList> named = world.remote.allLists().stream()
                .filter(each -> each.name().equals(name))
                .toList();
        assertThat(named).as(name).hasSize(1);
        return named.getFirst().id();
    }

    private Map<String, Long> sizes() {
        Map<String, String> names =
                world.remote.allLists().stream().collect(Collectors.toMap(RemoteList::id, RemoteList::name));
        return world.remote.live().stream()
                .collect(Collectors.groupingBy(card -> names.get(card.list), Collectors.counting()));
    }

    private void assertTasksAreWithTheirCards() {
        Map<String, Card> byId = world.remote.live().stream().collect(Collectors.toMap(card -> card.id, card -> card));
        assertThat(byId.values())
                .filteredOn(card -> card.content.parent() != null)
                .allSatisfy(
                        card -> assertThat(byId.get(card.content.parent()).list).isEqualTo(card.list));
    }

    private static ConflictBook.Entry question(World in, EntityRef entity) {
        return in.conflicts.of(entity).stream()
                .filter(each -> each.dispute() instanceof Dispute.AmbiguousObject)
                .findFirst()
                .orElseThrow(() -> new AssertionError("nobody is asked about " + entity));
    }

    @Test
    void further_cards_go_into_the_next_list_with_the_tasks_below_them() {
        projects(0, 100);
        world.untilQuiet();
        assertThat(sizes()).isEqualTo(Map.of(World.LIST, 800L, SECOND, 200L));
        assertTasksAreWithTheirCards();
        assertThat(world.here()).isEqualTo(world.there());
        polls(2);
        assertThat(world.runner.status().state().word()).isEqualTo("idle");
        assertThat(world.runner.status().message())
                .contains("\"" + World.LIST + "\" has 800 open tasks", "999", "new cards go into \"" + SECOND + "\"");
    }

    @Test
    void where_there_is_room_nothing_is_said() {
        projects(0, 79);
        world.untilQuiet();
        polls(2);
        assertThat(world.remote.allLists()).extracting(RemoteList::name).containsExactly(World.LIST);
        assertThat(world.runner.status().message()).isNull();
    }

    @Test
    void what_is_there_stays_there_and_what_is_added_to_it_goes_to_it() {
        List<EntityRef> projects = projects(0, 80);
        world.untilQuiet();
        world.task(projects.getFirst(), "One more");
        world.rename(projects.getFirst(), "Renamed");
        EntityRef later = world.project("Later");
        world.task(later, "Its own");
        world.untilQuiet();
        assertThat(world.remote.card("Renamed").list).isEqualTo(list(World.LIST));
        assertThat(world.remote.card("One more").list).isEqualTo(list(World.LIST));
        assertThat(world.remote.card("Later").list).isEqualTo(list(SECOND));
        assertThat(world.remote.card("Its own").list).isEqualTo(list(SECOND));
        assertThat(world.remote.calls()).doesNotContain(Call.MOVE);
    }

    @Test
    void it_is_the_same_list_after_a_restart_and_read_like_the_first() {
        projects(0, 81);
        world.untilQuiet();
        world.runner = world.newRunner(world.account);
        world.project("After it");
        world.untilQuiet();
        String second = list(SECOND);
        assertThat(world.remote.card("After it").list).isEqualTo(second);
        world.phone.rename(world.remote.card("Project 80"), "Theirs");
        world.phone.rename(world.remote.card("Task 80.3"), "Their task");
        world.phone.add(second, "Added there");
        world.phone.addBelow(world.remote.card("Theirs"), "Added below");
        polls(3);
        EntityRef theirs = world.projectCalled("Theirs");
        assertThat(world.taskView(world.taskCalled("Their task")).projectId()).isEqualTo(theirs.id());
        assertThat(world.taskView(world.taskCalled("Added below")).projectId()).isEqualTo(theirs.id());
        world.projectCalled("Added there");
        assertThat(world.here()).isEqualTo(world.there());
        polls(2);
        world.remote.calls();
        polls(1);
        assertThat(world.remote.calls())
                .isSubsetOf(Call.LISTS, Call.OPEN_TASKS, Call.FINISHED_TASKS)
                .hasSizeLessThanOrEqualTo(5);
    }

    @Test
    void a_card_that_a_person_moves_from_one_to_the_other_stays_where_it_was_moved() {
        List<EntityRef> projects = projects(0, 81);
        world.untilQuiet();
        String second = list(SECOND);
        world.phone.move(world.remote.card("Project 0"), second);
        polls(3);
        world.remote.calls();
        world.rename(projects.getFirst(), "Renamed");
        world.task(projects.getFirst(), "One more");
        world.untilQuiet();
        assertThat(world.remote.calls()).doesNotContain(Call.MOVE);
        assertThat(world.remote.card("Renamed").list).isEqualTo(second);
        assertThat(world.remote.card("One more").list).isEqualTo(second);
        assertTasksAreWithTheirCards();
        assertThat(world.conflicts.all()).isEmpty();
    }

    @Test
    void a_task_that_moves_to_a_card_in_the_other_list_goes_there() {
        List<EntityRef> projects = projects(0, 81);
        world.untilQuiet();
        world.move(world.taskCalled("Task 0.0"), projects.getLast(), null);
        world.untilQuiet();
        assertThat(world.remote.card("Task 0.0").list).isEqualTo(list(SECOND));
        assertTasksAreWithTheirCards();
        assertThat(world.here()).isEqualTo(world.there());
    }

    @Test
    void a_list_that_becomes_a_card_finds_room_as_well() {
        projects(0, 80);
        EntityRef project = world.project("Home", ProjectStatus.ACTIVE, Placement.LIST, "");
        world.task(project, "Write");
        world.untilQuiet();
        world.place(project, Placement.CARD);
        world.untilQuiet();
        assertThat(world.remote.card("Home").list).isEqualTo(list(SECOND));
        assertTasksAreWithTheirCards();
        assertThat(world.here()).isEqualTo(world.there());
    }

    @Test
    void what_is_finished_makes_room_for_what_is_new() {
        List<EntityRef> projects = projects(0, 80);
        world.untilQuiet();
        world.delete(projects.getFirst());
        world.untilQuiet();
        polls(1);
        world.project("Later");
        world.untilQuiet();
        assertThat(world.remote.card("Later").list).isEqualTo(list(World.LIST));
        assertThat(world.remote.allLists()).extracting(RemoteList::name).containsExactly(World.LIST);
    }

    @Test
    void what_others_have_put_into_it_counts_as_well() {
        World without = new World(false); // the tasks of cards are none of the ledger's
        without.remote.remembersNothing();
        String first = without.cardList();
        Card notes = without.phone.add(first, "Notes");
        IntStream.range(0, 799).forEach(i -> without.phone.addBelow(notes, "Note " + i));
        without.full();
        EntityRef ours = without.project("Ours");
        without.untilQuiet();
        assertThat(without.link(ours).object().list()).isNotEqualTo(first);
    }

    @Test
    void more_than_one_list_holds_gets_one_of_its_own() {
        EntityRef small = world.project("Small");
        EntityRef large = world.project("Large");
        IntStream.range(0, 900).forEach(i -> world.task(large, "Task " + i));
        world.remote.remembersNothing();
        world.untilQuiet();
        assertThat(world.link(small).object().list()).isEqualTo(list(World.LIST));
        assertThat(world.link(large).object().list()).isEqualTo(list(SECOND));
        assertThat(sizes()).isEqualTo(Map.of(World.LIST, 1L, SECOND, 901L));
    }

    @Test
    void an_account_that_has_them_already_is_linked_to_all_of_them() {
        World live = World.live(POLL);
        String first = live.remote.addList(World.LIST).id();
        String second = live.remote.addList(SECOND).id();
        String third = live.remote.addList(World.LIST + " 3").id();
        String other = live.remote.addList(World.LIST + " 5").id();
        live.phone.add(second, "There already");
        live.phone.add(third, "There as well");
        EntityRef ours = live.project("There already");
        live.full();
        live.resolve(question(live, NEXT), Choice.VALUE, second);
        live.resolve(question(live, EntityRef.cards(3)), Choice.VALUE, third);
        live.fullAfterSettle();
        live.holds.approve(
                live.account, live.holds.list(live.account).getFirst().planHash(), "owner");
        live.fullAfterSettle();
        live.untilQuiet();
        assertThat(live.link(EntityRef.CARDS).object().list()).isEqualTo(first);
        assertThat(live.link(NEXT).object().list()).isEqualTo(second);
        assertThat(live.link(ours).object().list())
                .as("it is the same, in whatever card list")
                .isEqualTo(second);
        live.projectCalled("There as well");
        assertThat(live.book.lists(live.account).values())
                .noneMatch(link -> link.object() != null && link.object().list().equals(other));
        assertThat(live.tree.projects()).hasSize(2);
        assertThat(live.remote.live()).hasSize(2);
    }

    @Test
    void one_of_that_name_that_is_somebody_elses_is_not_taken_over_unasked() {
        String theirs = world.remote.addList(SECOND).id();
        world.phone.add(theirs, "Private");
        projects(0, 80);
        world.untilQuiet();
        polls(2);
        question(world, NEXT);
        EntityRef later = world.project("Later");
        world.task(later, "With a task");
        world.untilQuiet();
        assertThat(world.link(later)).isNotInstanceOf(SyncLink.Linked.class);
        assertThat(world.tree.projects()).hasSize(81);
        world.resolve(question(world, NEXT), Choice.LOCAL, null);
        polls(3);
        assertThat(world.link(later)).isInstanceOf(SyncLink.Linked.class);
        assertThat(world.link(later).object().list()).isNotEqualTo(theirs);
        assertThat(world.tree.projects()).hasSize(81);
    }

    @Test
    void its_end_is_one_question_like_that_of_the_first() {
        List<EntityRef> projects = projects(0, 81);
        world.untilQuiet();
        polls(2);
        world.phone.deleteList(list(SECOND));
        polls(3);
        List<PendingApprovals.PendingPlan> held = world.holds.list(world.account);
        assertThat(held).hasSize(1);
        assertThat(held.getFirst().operations())
                .extracting(PendingApprovals.Operation::entity)
                .contains(NEXT, projects.getLast())
                .hasSize(11);
        assertThat(world.projectView(projects.getLast()).deletedAt()).isNull();
        assertThat(world.runner.status().state().word()).isEqualTo("attention");
        world.refuse(held.getFirst());
        polls(2);
        assertThat(world.projectView(projects.getLast()).deletedAt()).isNull();
        assertThat(world.link(NEXT)).isInstanceOf(SyncLink.Closed.class);
        EntityRef later = world.project("Later");
        world.task(later, "With a task");
        world.untilQuiet();
        assertThat(world.remote.card("Later").list).isEqualTo(list(SECOND));
        assertThat(Set.copyOf(sizes().values())).isEqualTo(Set.of(800L, 2L));
    }
}
