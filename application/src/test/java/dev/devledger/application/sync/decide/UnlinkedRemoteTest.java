package dev.devledger.application.sync.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.Sync;
import dev.devledger.application.sync.memory.MemoryRemote.Call;
import dev.devledger.application.sync.memory.MemoryRemote.Card;
import dev.devledger.application.sync.memory.MemoryRemote.Fault;
import dev.devledger.application.sync.plan.SyncPlan;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.merge.Merge.MergeRule;
import dev.devledger.domain.task.Task.TaskStatus;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Unlinked objects: new to the ledger, or counterparts of its entities. */
class UnlinkedRemoteTest {
    private final World world = new World();

    private String list() {
        return world.cardList();
    }

    @Test
    void a_card_made_there_is_a_project_and_what_is_below_it_are_its_tasks() {
        String list = list();
        Card card = world.phone.add(list, "Ledger");
        Card write = world.phone.addBelow(card, "Write");
        world.phone.addBelow(write, "Read");
        world.phone.tag(card, "paused");
        assertThat(world.full().pulled()).isEqualTo(3);
        assertThat(world.projectView(world.projectCalled("Ledger")).status()).isEqualTo(ProjectStatus.PAUSED);
        assertThat(world.here())
                .containsExactly(
                        "Dev Projects: Ledger [paused]",
                        "Dev Projects: Ledger/Write",
                        "Dev Projects: Ledger/Write/Read");
        assertThat(world.here()).isEqualTo(world.there());
        assertThat(world.full()).satisfies(quiet -> {
            assertThat(quiet.pulled()).isZero();
            assertThat(quiet.pushed()).isZero();
        });
    }

    @Test
    void keys_are_in_the_order_that_the_list_shows() {
        String list = list();
        Card last = world.phone.add(list, "Third");
        world.phone.add(list, "Second");
        world.phone.add(list, "First");
        world.phone.addBelow(last, "c");
        world.phone.addBelow(last, "b");
        world.phone.addBelow(last, "a");
        world.full();
        assertThat(List.of("First", "Second", "Third"))
                .isSortedAccordingTo((one, other) -> Long.compare(key(one), key(other)));
        assertThat(List.of("a", "b", "c"))
                .isSortedAccordingTo((one, other) -> Long.compare(taskKey(one), taskKey(other)));
    }

    private long key(String project) {
        return world.tree.key(world.projectCalled(project).id());
    }

    private long taskKey(String task) {
        return world.tree.key(world.taskCalled(task).id());
    }

    @Test
    void a_finished_one_comes_in_as_finished() {
        String list = list();
        Card card = world.phone.add(list, "Ledger");
        Card write = world.phone.addBelow(card, "Write");
        world.phone.complete(write);
        world.phone.complete(world.phone.add(list, "Done"));
        world.full();
        assertThat(world.projectView(world.projectCalled("Done")).status()).isEqualTo(ProjectStatus.COMPLETED);
        assertThat(world.taskView(world.taskCalled("Write")).status()).isEqualTo(TaskStatus.COMPLETED);
        assertThat(world.here()).isEqualTo(world.there());
    }

    @Test
    void a_task_below_one_that_was_imported_earlier_finds_its_place() {
        String list = list();
        Card card = world.phone.add(list, "Ledger");
        world.full();
        world.phone.addBelow(card, "Write");
        assertThat(world.full().pulled()).isEqualTo(1);
        assertThat(world.taskView(world.taskCalled("Write")).projectId())
                .isEqualTo(world.projectCalled("Ledger").id());
        world.phone.addBelow(world.remote.card("Write"), "Read");
        world.full();
        assertThat(world.here()).isEqualTo(world.there());
    }

    @Test
    void deeper_than_the_ledger_allows_is_below_the_lowest_with_room_and_holds_up_nothing() {
        String list = list();
        Card above = world.phone.add(list, "Ledger");
        for (int level = 1; level <= 6; level++) {
            above = world.phone.addBelow(above, "level " + level);
        }
        world.phone.add(list, "Other");
        world.full();
        assertThat(world.here())
                .contains(
                        "Dev Projects: Other",
                        "Dev Projects: Ledger/level 1/level 2/level 3/level 4",
                        "Dev Projects: Ledger/level 1/level 2/level 3/level 5",
                        "Dev Projects: Ledger/level 1/level 2/level 3/level 6")
                .hasSize(8);
        int before = world.ledger.size();
        world.full();
        assertThat(world.ledger.eventsFrom(before)).isEmpty();
    }

    @Test
    void of_one_name_on_both_sides_they_belong_together() {
        String list = list();
        Card card = world.phone.add(list, "Ledger");
        world.phone.prioritise(world.phone.addBelow(card, "Write"), Priority.HIGH);
        world.phone.addBelow(card, "Theirs");
        EntityRef project = world.project("Ledger");
        EntityRef write = world.task(project, "Write");
        world.task(project, "Ours");
        world.full();
        assertThat(world.link(project)).isInstanceOfSatisfying(SyncLink.Linked.class, linked -> assertThat(
                        linked.remote().id())
                .isEqualTo(card.id));
        assertThat(world.taskView(write).priority()).isEqualTo(Priority.HIGH);
        assertThat(world.conflicts.of(write)).singleElement().satisfies(conflict -> {
            Dispute.FieldDispute values = (Dispute.FieldDispute) conflict.dispute();
            assertThat(values.row()).isEqualTo(MergeRule.BASE_UNKNOWN);
        });
        assertThat(world.there())
                .containsExactly(
                        "Dev Projects: Ledger",
                        "Dev Projects: Ledger/Ours",
                        "Dev Projects: Ledger/Theirs",
                        "Dev Projects: Ledger/Write !HIGH");
        assertThat(world.here()).isEqualTo(world.there());
        world.full();
        assertThat(world.conflicts.all()).hasSize(1);
    }

    @Test
    void of_several_of_one_name_a_person_is_asked_and_nothing_is_made() {
        String list = list();
        world.phone.add(list, "Ledger");
        world.phone.add(list, "Ledger");
        EntityRef project = world.project("Ledger");
        world.task(project, "Write");
        assertThat(world.full().conflicts()).isEqualTo(1);
        assertThat(world.conflicts.of(project)).singleElement().satisfies(conflict -> assertThat(
                        ((Dispute.AmbiguousObject) conflict.dispute()).candidates())
                .hasSize(2));
        assertThat(world.there()).containsExactly("Dev Projects: Ledger", "Dev Projects: Ledger");
        assertThat(world.tree.projects()).hasSize(1);
        int before = world.ledger.size();
        world.fullAfterSettle();
        assertThat(world.ledger.eventsFrom(before)).isEmpty();
        assertThat(world.there()).hasSize(2);
    }

    @Test
    void a_question_that_answers_itself_is_over() {
        String list = list();
        world.phone.add(list, "Ledger");
        Card other = world.phone.add(list, "Ledger");
        EntityRef project = world.project("Ledger");
        world.full();
        world.phone.rename(other, "Another");
        world.full();
        world.fullAfterSettle();
        assertThat(world.conflicts.open(world.account)).isZero();
        assertThat(world.link(project)).isInstanceOf(SyncLink.Linked.class);
        assertThat(world.here()).isEqualTo(world.there()).hasSize(2);
    }

    @Test
    void where_no_candidate_is_left_it_is_made() {
        String list = list();
        Card one = world.phone.add(list, "Ledger");
        Card other = world.phone.add(list, "Ledger");
        world.project("Ledger");
        world.full();
        world.phone.rename(one, "One");
        world.phone.rename(other, "Another");
        world.full();
        assertThat(world.conflicts.open(world.account)).isZero();
        world.untilQuiet();
        assertThat(world.here()).isEqualTo(world.there()).hasSize(3);
    }

    @Test
    void two_lists_of_the_right_name_are_one_question_until_one_is_gone() {
        String list = world.remote.addList(World.LIST).id();
        String other = world.remote.addList(World.LIST).id();
        world.project("Ledger");
        world.full();
        world.fullAfterSettle();
        world.fullAfterSettle();
        assertThat(world.conflicts.of(EntityRef.CARDS)).hasSize(1);
        assertThat(world.there()).isEmpty();
        world.phone.deleteList(other);
        world.full();
        world.full();
        assertThat(world.conflicts.open(world.account)).isZero();
        world.untilQuiet();
        assertThat(world.remote.card("Ledger").list).isEqualTo(list);
    }

    @Test
    void an_unanswered_create_is_not_imported_as_new() {
        list();
        world.project("First");
        world.untilQuiet();
        world.remote.next(Call.CREATE, Fault.LOST_ANSWER);
        world.project("Ledger");
        world.cycle();
        world.full();
        world.fullAfterSettle();
        world.fullAfterSettle();
        assertThat(world.there()).containsExactly("Dev Projects: First", "Dev Projects: Ledger");
        assertThat(world.here()).isEqualTo(world.there());
    }

    @Test
    void an_unanswered_batch_is_found_and_not_imported_as_new() {
        list();
        world.project("First");
        world.untilQuiet();
        world.remote.next(Call.CREATE_ALL, Fault.LOST_ANSWER);
        List.of("One", "Two", "Three", "Four", "Five").forEach(world::project);
        world.full();
        world.fullAfterSettle();
        world.fullAfterSettle();
        assertThat(world.there()).hasSize(6);
        assertThat(world.here()).isEqualTo(world.there());
    }

    @Test
    void a_plan_writes_nothing_and_tells_what_the_next_run_does() {
        String list = list();
        Card card = world.phone.add(list, "Ledger");
        world.phone.addBelow(card, "Theirs");
        world.phone.add(list, "New");
        EntityRef project = world.project("Ledger");
        world.prioritise(project, Priority.LOW);
        EntityRef ours = world.task(project, "Ours");
        EntityRef alone = world.project("Alone");
        int before = world.ledger.size();
        List<String> there = world.there();
        int pending = world.work.pending(world.account);
        int cycles = world.cycles.size();

        SyncPlan plan = world.runner.plan();
        assertThat(world.ledger.size()).isEqualTo(before);
        assertThat(world.there()).isEqualTo(there);
        assertThat(world.work.pending(world.account)).isEqualTo(pending);
        assertThat(world.cycles).hasSize(cycles);
        assertThat(world.doubts.writes()).isZero();
        assertThat(world.runner.plan().planHash()).isEqualTo(plan.planHash());
        assertThat(plan.plan().stream().map(item -> item.action() + " " + item.direction() + " " + item.rule()))
                .containsExactlyInAnyOrder(
                        "link pull E3",
                        "update pull F10",
                        "conflict pull F10",
                        "create pull E2",
                        "create pull E2",
                        "create push E1",
                        "create push E1");
        assertThat(plan.plan().stream()
                        .filter(item -> item.action().equals("create"))
                        .map(SyncPlan.Item::entity)
                        .map(entity -> entity == null ? null : entity.id()))
                .containsExactlyInAnyOrder(null, null, ours.id(), alone.id());
        assertThat(plan.plan().stream().map(item -> item.action() + " " + item.name()))
                .as("what is not here yet is called as it is there")
                .containsExactlyInAnyOrder(
                        "link Ledger",
                        "update Ledger",
                        "conflict Ledger",
                        "create Theirs",
                        "create New",
                        "create Ours",
                        "create Alone");

        Sync.Report report = world.full();
        assertThat(report.pulled()).isEqualTo(3);
        assertThat(report.pushed()).isEqualTo(2);
        assertThat(report.conflicts()).isEqualTo(1);
        assertThat(world.runner.plan().plan()).isEmpty();
    }
}
