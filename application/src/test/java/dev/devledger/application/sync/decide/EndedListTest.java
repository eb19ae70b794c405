package dev.devledger.application.sync.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.guard.Approvals.ApprovalView;
import dev.devledger.application.sync.memory.MemoryRemote;
import dev.devledger.application.sync.memory.MemoryRemote.Call;
import dev.devledger.application.sync.memory.MemoryRemote.Fault;
import dev.devledger.application.sync.memory.PendingApprovals;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteList;
import dev.devledger.domain.sync.link.SyncCommand;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.merge.Merge.ConflictPolicy;
import dev.devledger.domain.task.Task.TaskStatus;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A list that is deleted in the service with all its tasks: one question, which stays open until a person decides. */
class EndedListTest {
    private static final Duration POLL = Duration.ofMinutes(1);

    private final World world = new World(POLL);
    private final List<EntityRef> projects = new ArrayList<>();
    private final List<EntityRef> tasks = new ArrayList<>();
    private String list;

    private void cardListDeletedThere(int count) {
        for (int each = 0; each < count; each++) {
            EntityRef project = world.project("Project " + each);
            projects.add(project);
            tasks.add(world.task(project, "Task " + each));
        }
        world.untilQuiet();
        world.full();
        world.untilQuiet();
        list = ((SyncLink.Linked) world.link(EntityRef.CARDS)).remote().list();
        world.phone.deleteList(list);
    }

    private void polls(int times) {
        for (int poll = 0; poll < times; poll++) {
            world.clock.forward(POLL);
            world.cycle();
        }
    }

    private PendingApprovals.PendingPlan held() {
        List<PendingApprovals.PendingPlan> held = world.holds.list(world.account);
        assertThat(held).hasSize(1);
        return held.getFirst();
    }

    private ApprovalView refuse(UUID hold) {
        ApprovalView[] refused = new ApprovalView[1];
        world.people(changes -> refused[0] = world.approvals().refuse(changes, hold));
        return refused[0];
    }

    private void assertAllAreThere() {
        projects.forEach(each -> assertThat(world.projectView(each).deletedAt()).isNull());
        tasks.forEach(each -> assertThat(world.taskView(each).deletedAt()).isNull());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5, 8, 40, 70})
    void the_cards_are_one_question_and_it_does_not_go_away_by_itself(int count) {
        cardListDeletedThere(count);
        polls(2);
        String hash = held().planHash();
        polls(24);
        assertAllAreThere();
        assertThat(held().planHash()).isEqualTo(hash);
        assertThat(held().scope()).isEqualTo(list);
        assertThat(held().operations())
                .extracting(PendingApprovals.Operation::entity)
                .contains(EntityRef.CARDS)
                .containsAll(projects)
                .containsAll(tasks);
        assertThat(world.runner.status().state().word()).isEqualTo("attention");
        assertThat(world.runner.status().message())
                .contains("\"Dev Projects\"", "does not return it any more", "GET /api/sync/approvals");
        assertThat(world.link(EntityRef.CARDS)).isInstanceOf(SyncLink.Linked.class);
    }

    @Test
    void what_was_moved_out_of_it_before_and_waits_for_a_word_keeps_no_new_card_waiting() {
        World other = new World();
        String cards = other.cardList();
        EntityRef project = other.project("Moved");
        EntityRef list = other.project("Home", ProjectStatus.ACTIVE, Placement.LIST, "");
        EntityRef below = other.task(project, "Write");
        other.untilQuiet();
        other.fullAfterSettle();
        String home = ((SyncLink.Linked) other.link(EntityRef.list(list.id())))
                .remote()
                .id();
        other.phone.move(other.remote.card("Moved"), home);
        other.delete(project);
        other.phone.deleteList(cards);
        EntityRef later = other.project("Later");
        for (int cycle = 0; cycle < 4; cycle++) {
            other.fullAfterSettle();
        }
        assertThat(other.conflicts.of(below)).hasSize(1);
        assertThat(other.link(later)).isInstanceOf(SyncLink.Linked.class);
    }

    /** What was deleted here before and is wanted again: whether its delete came to pass is no matter any more. */
    @Test
    void what_was_restored_here_before_is_made_again() {
        EntityRef project = world.project("Ledger");
        world.untilQuiet();
        world.full();
        world.remote.next(Call.DELETE, Fault.LOST_ANSWER);
        world.delete(project);
        world.cycle();
        world.restore(project);
        world.phone.deleteList(
                ((SyncLink.Linked) world.link(EntityRef.CARDS)).remote().list());
        polls(8);
        assertThat(world.conflicts.all()).isEmpty();
        assertThat(world.there()).isEqualTo(world.here()).containsExactly("Dev Projects: Ledger");
        assertThat(world.work.pending(world.account)).isZero();
    }

    /** How it ended there is no matter any more: it went with its list, and that is what is asked about. */
    @Test
    void what_was_finished_otherwise_on_each_side_keeps_no_new_card_waiting() {
        World other = new World(ConflictPolicy.HOLD);
        String cards = other.cardList();
        EntityRef task = other.task(other.project("Ledger"), "Write");
        other.untilQuiet();
        other.fullAfterSettle();
        other.status(task, TaskStatus.COMPLETED);
        other.phone.abandon(other.remote.card("Write"));
        other.fullAfterSettle();
        assertThat(other.conflicts.of(task)).hasSize(1);
        other.phone.deleteList(cards);
        EntityRef later = other.project("Later");
        for (int cycle = 0; cycle < 4; cycle++) {
            other.fullAfterSettle();
        }
        assertThat(other.conflicts.of(task).getLast().dispute()).isInstanceOf(Dispute.DeletedRemotely.class);
        assertThat(other.link(later)).isInstanceOf(SyncLink.Linked.class);
    }

    @Test
    void after_a_restart_it_is_the_same_question() {
        cardListDeletedThere(8);
        polls(3);
        String hash = held().planHash();
        world.runner = world.newRunner(world.account);
        polls(3);
        assertThat(held().planHash()).isEqualTo(hash);
        assertAllAreThere();
    }

    @Test
    void agreed_to_all_of_it_is_deleted_here_and_nothing_is_left() {
        cardListDeletedThere(40);
        world.status(projects.getFirst(), ProjectStatus.ACTIVE);
        polls(3);
        world.holds.approve(world.account, held().planHash(), "owner");
        polls(2);
        projects.forEach(each -> assertThat(world.projectView(each).deletedAt()).isNotNull());
        assertThat(world.link(EntityRef.CARDS)).isInstanceOf(SyncLink.Closed.class);
        assertThat(world.book.all()).noneMatch(each -> each.link() instanceof SyncLink.Linked);
        assertThat(world.holds.list(world.account)).isEmpty();
        assertThat(world.work.pending(world.account)).isZero();
        polls(2);
        assertThat(world.runner.status().state().word()).isEqualTo("idle");
        world.restore(projects.getFirst());
        assertThat(world.taskView(tasks.getFirst()).deletedAt())
                .as("it was deleted with its project")
                .isNull();
    }

    @Test
    void what_was_finished_goes_with_it() {
        EntityRef done = world.project("Done");
        projects.add(done);
        world.status(done, ProjectStatus.COMPLETED);
        cardListDeletedThere(3);
        polls(3);
        assertThat(held().operations())
                .extracting(PendingApprovals.Operation::entity)
                .contains(done);
        world.holds.approve(world.account, held().planHash(), "owner");
        polls(2);
        assertThat(world.projectView(done).deletedAt()).isNotNull();
        assertThat(world.book.all()).noneMatch(each -> each.link() instanceof SyncLink.Linked);
    }

    @Test
    void refused_all_stays_here_and_the_next_card_has_a_list() {
        cardListDeletedThere(8);
        polls(3);
        ApprovalView refused = refuse(held().id());
        assertThat(refused.operations()).hasSize(17);
        polls(5);
        assertAllAreThere();
        projects.forEach(each -> assertThat(world.link(each))
                .isInstanceOfSatisfying(SyncLink.Detached.class, detached -> assertThat(detached.stays())
                        .isTrue()));
        tasks.forEach(each -> assertThat(world.link(each)).isInstanceOf(SyncLink.Detached.class));
        assertThat(world.holds.list(world.account)).isEmpty();
        assertThat(world.runner.status().state().word()).isEqualTo("idle");
        assertThat(world.work.pending(world.account)).isZero();
        world.project("Next");
        world.untilQuiet();
        assertThat(world.remote.allLists()).extracting(RemoteList::name).containsExactly(World.LIST);
        assertThat(world.cards()).containsExactly("Next");
        assertThatRefusingOnceMoreIsUnknown(refused.id());
    }

    private void assertThatRefusingOnceMoreIsUnknown(UUID hold) {
        Assertions.assertThatThrownBy(() -> refuse(hold))
                .isInstanceOfSatisfying(
                        Rejection.class, each -> assertThat(each.code()).isEqualTo(Rejection.Code.NOT_FOUND));
    }

    @Test
    void what_was_edited_here_is_not_deleted_though_somebody_agreed() {
        cardListDeletedThere(8);
        world.describe(projects.getFirst(), "Still at work");
        polls(3);
        world.holds.approve(world.account, held().planHash(), "owner");
        polls(4);
        assertThat(world.projectView(projects.getFirst()).deletedAt()).isNull();
        assertThat(world.conflicts.of(projects.getFirst())).isNotEmpty();
        assertThat(world.projectView(projects.getLast()).deletedAt()).isNotNull();
    }

    @Test
    void what_was_moved_away_before_is_not_part_of_it() {
        for (int each = 0; each < 3; each++) {
            projects.add(world.project("Project " + each));
        }
        world.untilQuiet();
        world.full();
        list = ((SyncLink.Linked) world.link(EntityRef.CARDS)).remote().list();
        world.phone.move(
                world.remote.card("Project 0"),
                world.remote.addList("Elsewhere").id());
        world.phone.deleteList(list);
        polls(3);
        assertThat(world.link(projects.getFirst())).isInstanceOf(SyncLink.OutOfScope.class);
        assertThat(held().operations())
                .extracting(PendingApprovals.Operation::entity)
                .containsExactlyInAnyOrder(EntityRef.CARDS, projects.get(1), projects.get(2));
    }

    @Test
    void nothing_new_is_sent_into_it_meanwhile() {
        cardListDeletedThere(8);
        polls(3);
        world.remote.calls();
        EntityRef next = world.project("Next");
        int events = world.ledger.size();
        polls(60);
        assertThat(world.remote.calls()).doesNotContain(MemoryRemote.Call.CREATE, MemoryRemote.Call.CREATE_ALL);
        assertThat(world.ledger.size()).isEqualTo(events);
        assertThat(world.work.reason(next)).contains("has not been read since");
    }

    @Test
    void the_list_is_back_before_anybody_answered() {
        cardListDeletedThere(8);
        polls(3);
        world.remote.restoreList(list, World.LIST);
        polls(3);
        assertThat(world.holds.list(world.account)).isEmpty();
        assertAllAreThere();
        assertThat(world.here()).isEqualTo(world.there());
        assertThat(world.runner.status().state().word()).isEqualTo("idle");
    }

    @Test
    void a_full_list_that_a_project_is_waits_as_a_whole() {
        EntityRef project = world.project("Ledger", ProjectStatus.ACTIVE, Placement.LIST, "");
        projects.add(project);
        IntStream.range(0, 70).forEach(each -> tasks.add(world.task(project, "Task " + each)));
        world.untilQuiet();
        world.full();
        world.untilQuiet();
        list = ((SyncLink.Linked) world.link(EntityRef.list(project.id())))
                .remote()
                .list();
        world.phone.deleteList(list);
        polls(10);
        assertAllAreThere();
        assertThat(held().operations()).hasSize(71);
        refuse(held().id());
        polls(5);
        assertAllAreThere();
        assertThat(world.remote.allLists()).extracting(RemoteList::name).doesNotContain("Ledger");
        assertThat(world.book.all())
                .noneMatch(each -> each.link() instanceof SyncLink.Linked linked
                        && linked.remote().list().equals(list));
        assertThat(world.runner.status().state().word()).isEqualTo("idle");
    }

    @Test
    void a_card_list_that_was_let_go_without_its_cards_is_asked_about_after_all() {
        cardListDeletedThere(8);
        world.send(new SyncCommand.Close(world.account.link(EntityRef.CARDS), world.clock.instant()));
        polls(4);
        assertThat(held().operations())
                .extracting(PendingApprovals.Operation::entity)
                .containsAll(projects);
        assertThat(world.runner.status().state().word()).isEqualTo("attention");
        assertAllAreThere();
    }
}
