package dev.devledger.application.sync.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.memory.Habit;
import dev.devledger.application.sync.memory.MemoryRemote.Call;
import dev.devledger.application.sync.memory.MemoryRemote.Card;
import dev.devledger.application.sync.memory.MemoryRemote.Fault;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.sync.conflict.Conflict.Choice;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteList;
import dev.devledger.domain.sync.link.SyncLink;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Projects that are lists of their own. */
class ListPlacementTest {
    private final World world = new World();

    private EntityRef listed(String name) {
        return world.project(name, ProjectStatus.ACTIVE, Placement.LIST, "");
    }

    private RemoteList list(String name) {
        return world.remote.allLists().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no list " + name));
    }

    private Card card(String title) {
        return world.remote.card(title);
    }

    private void agree() {
        world.untilQuiet();
        world.full();
        world.untilQuiet();
        assertThat(world.here()).isEqualTo(world.there());
        int before = world.ledger.size();
        assertThat(world.full().pushed()).isZero();
        assertThat(world.ledger.eventsFrom(before)).isEmpty();
    }

    @Test
    void a_project_is_a_list_and_its_tasks_are_in_it() {
        EntityRef project = listed("Ledger");
        EntityRef write = world.task(project, "Write");
        world.task(project, write, "Read");
        agree();
        assertThat(world.there()).containsExactly("Ledger:", "Ledger: Write", "Ledger: Write/Read");
        assertThat(card("Write").content.parent()).isNull();
    }

    @Test
    void a_list_is_renamed_here_and_there() {
        EntityRef project = listed("Ledger");
        world.task(project, "Write");
        agree();
        world.rename(project, "Here");
        agree();
        assertThat(list("Here").id()).isEqualTo(card("Write").list);
        world.remote.rename(list("Here").id(), "There");
        agree();
        assertThat(world.projectView(project).name()).isEqualTo("There");
    }

    @Test
    void an_old_name_that_both_looks_show_is_not_taken_over() {
        EntityRef project = listed("Ledger");
        agree();
        world.rename(project, "Here");
        world.untilQuiet();
        world.remote.chaos(call -> call == Call.LISTS ? Fault.STALE : Fault.NONE);
        world.full();
        assertThat(world.projectView(project).name()).isEqualTo("Here");
        world.remote.chaos(call -> Fault.NONE);
        world.clock.forward(World.SETTLE);
        agree();
        assertThat(world.there()).containsExactly("Here:");
    }

    @Test
    void renamed_on_both_sides_is_a_conflict_of_the_name() {
        EntityRef project = listed("Ledger");
        agree();
        world.rename(project, "Here");
        world.remote.rename(list("Ledger").id(), "There");
        world.full();
        agree();
        assertThat(world.projectView(project).name()).isEqualTo("There");
        assertThat(world.conflicts.all()).hasSize(1);
    }

    @Test
    void of_a_long_name_only_what_the_remote_keeps_is_compared() {
        String name = "n".repeat(100);
        EntityRef project = listed(name);
        world.untilQuiet();
        world.remote.rename(world.remote.allLists().getFirst().id(), "n".repeat(64));
        world.full();
        world.untilQuiet();
        assertThat(world.projectView(project).name()).isEqualTo(name);
    }

    @Test
    void a_task_made_there_at_the_top_and_below() {
        EntityRef project = listed("Ledger");
        agree();
        Card write = world.phone.add(list("Ledger").id(), "Write");
        world.phone.addBelow(write, "Read");
        world.full();
        agree();
        assertThat(world.taskView(world.taskCalled("Write")).projectId()).isEqualTo(project.id());
        assertThat(world.taskView(world.taskCalled("Read")).parentId())
                .isEqualTo(world.taskCalled("Write").id());
    }

    @Test
    void a_list_that_is_there_already_is_taken_with_what_is_in_it_where_a_person_says_so() {
        String there = world.remote.addList("Ledger").id();
        world.phone.add(there, "Theirs");
        Card same = world.phone.add(there, "Write");
        EntityRef project = listed("Ledger");
        EntityRef write = world.task(project, "Write");
        world.task(project, "Ours");
        world.full();
        world.resolve(world.conflicts.all().getFirst(), Choice.VALUE, there);
        world.full();
        agree();
        assertThat(world.there()).containsExactly("Ledger:", "Ledger: Ours", "Ledger: Theirs", "Ledger: Write");
        assertThat(((SyncLink.Linked) world.link(write)).remote().id()).isEqualTo(same.id);
    }

    @Test
    void a_task_moves_between_a_list_and_a_card_here() {
        EntityRef ledger = listed("Ledger");
        EntityRef other = world.project("Other");
        EntityRef task = world.task(ledger, "Write");
        world.task(ledger, task, "Read");
        agree();
        String id = card("Write").id;
        world.move(task, other, null);
        agree();
        assertThat(card("Write").id).isEqualTo(id);
        assertThat(world.there())
                .containsExactly(
                        "Dev Projects: Other",
                        "Dev Projects: Other/Write",
                        "Dev Projects: Other/Write/Read",
                        "Ledger:");
        world.move(task, ledger, null);
        agree();
        assertThat(card("Write").id).isEqualTo(id);
        assertThat(world.there())
                .containsExactly("Dev Projects: Other", "Ledger:", "Ledger: Write", "Ledger: Write/Read");
    }

    @Test
    void a_task_moves_between_a_list_and_a_card_there() {
        EntityRef ledger = listed("Ledger");
        EntityRef other = world.project("Other");
        EntityRef task = world.task(ledger, "Write");
        EntityRef read = world.task(ledger, task, "Read");
        agree();
        world.phone.moveBelow(card("Write"), card("Other"));
        world.full();
        agree();
        assertThat(world.taskView(task).projectId()).isEqualTo(other.id());
        assertThat(world.taskView(read).parentId()).isEqualTo(task.id());
        world.phone.move(card("Write"), list("Ledger").id());
        world.full();
        agree();
        assertThat(world.taskView(task).projectId()).isEqualTo(ledger.id());
        assertThat(world.taskView(task).parentId()).isNull();
        assertThat(world.conflicts.all()).isEmpty();
    }

    @Test
    void from_card_to_list_to_card_to_nowhere() {
        EntityRef project = world.project("Ledger");
        EntityRef write = world.task(project, "Write");
        world.task(project, write, "Read");
        agree();
        String id = card("Write").id;
        world.place(project, Placement.LIST);
        agree();
        assertThat(world.there()).containsExactly("Ledger:", "Ledger: Write", "Ledger: Write/Read");
        assertThat(card("Write").id).isEqualTo(id);
        world.place(project, Placement.CARD);
        agree();
        assertThat(world.there())
                .containsExactly(
                        "Dev Projects: Ledger", "Dev Projects: Ledger/Write", "Dev Projects: Ledger/Write/Read");
        assertThat(card("Write").id).isEqualTo(id);
        world.place(project, Placement.NONE);
        world.untilQuiet();
        world.full();
        world.fullAfterSettle();
        assertThat(world.there())
                .containsExactly(
                        "Dev Projects: Ledger", "Dev Projects: Ledger/Write", "Dev Projects: Ledger/Write/Read");
        assertThat(world.tree.projects()).hasSize(1);
        assertThat(world.conflicts.all()).isEmpty();
    }

    /** Returns a project on its way from card to list, whose card is about to be deleted in the service. */
    private EntityRef onItsWayToAList() {
        EntityRef project = world.project("Ledger");
        world.task(project, "Write");
        agree();
        world.place(project, Placement.LIST);
        world.remote.next(Call.DELETE, Fault.LOST_REQUEST);
        for (int cycle = 0; cycle < 5 && !(world.link(project) instanceof SyncLink.Deleting); cycle++) {
            world.cycle();
            world.clock.forward(Duration.ofSeconds(6));
        }
        assertThat(world.link(project)).isInstanceOf(SyncLink.Deleting.class);
        return project;
    }

    @Test
    void what_is_written_on_a_card_that_is_about_to_go_is_not_lost_with_it() {
        EntityRef project = onItsWayToAList();
        Card old = card("Ledger");
        world.phone.rename(old, "Theirs");
        world.full();
        agree();
        assertThat(world.projectView(project).name()).isEqualTo("Theirs");
        assertThat(world.there()).containsExactly("Theirs:", "Theirs: Write");
        assertThat(old.deleted).isTrue();
        assertThat(world.link(project)).isInstanceOf(SyncLink.Closed.class);
        assertThat(world.conflicts.all()).isEmpty();
    }

    @Test
    void a_card_that_is_about_to_go_and_moved_away_there_is_let_go() {
        EntityRef project = onItsWayToAList();
        Card old = card("Ledger");
        world.phone.move(old, world.remote.addList("Groceries").id());
        for (int cycle = 0; cycle < 4; cycle++) {
            world.fullAfterSettle();
        }
        assertThat(old.deleted).isFalse();
        assertThat(world.link(project)).isInstanceOf(SyncLink.OutOfScope.class);
        assertThat(world.work.pending(world.account)).isZero();
        assertThat(world.conflicts.all()).isEmpty();
    }

    @Test
    void a_list_with_a_task_of_theirs_stays_when_the_project_becomes_a_card() {
        EntityRef project = listed("Ledger");
        world.task(project, "Write");
        agree();
        world.phone.add(list("Ledger").id(), "Theirs");
        world.place(project, Placement.CARD);
        world.untilQuiet();
        world.full();
        world.untilQuiet();
        assertThat(world.there()).contains("Dev Projects: Ledger/Write");
        assertThat(card("Theirs").deleted).isFalse();
    }

    @Test
    void so_does_one_that_was_about_to_be_deleted_when_they_put_a_task_into_it() {
        EntityRef project = listed("Ledger");
        agree();
        String there = list("Ledger").id();
        world.remote.next(Call.DELETE_LIST, Fault.LOST_REQUEST);
        world.place(project, Placement.CARD);
        world.cycle();
        assertThat(world.link(EntityRef.list(project.id()))).isInstanceOf(SyncLink.Deleting.class);
        world.phone.add(there, "Theirs");
        world.untilQuiet();
        assertThat(list("Ledger").id()).isEqualTo(there);
        assertThat(world.link(EntityRef.list(project.id()))).isInstanceOf(SyncLink.Detached.class);
        assertThat(world.work.pending(world.account)).isZero();
    }

    @Test
    void a_list_that_is_wanted_again_is_not_taken_while_its_delete_may_come_to_pass() {
        EntityRef project = listed("Ledger");
        EntityRef write = world.task(project, "Write");
        agree();
        world.remote.next(Call.DELETE_LIST, Fault.DELAYED);
        world.delete(project);
        for (int cycle = 0; cycle < 4 && !isDeleting(project); cycle++) {
            world.clock.forward(Duration.ofSeconds(6));
            world.cycle();
        }
        assertThat(isDeleting(project)).isTrue();
        world.restore(project);
        world.restore(write);
        assertComesBack(project);
        assertThat(world.taskView(write).deletedAt()).isNull();
        assertThat(world.there()).containsExactly("Ledger:", "Ledger: Write");
    }

    @Test
    void a_list_of_a_deleted_project_that_was_renamed_there_is_asked_about() {
        EntityRef project = listed("Ledger");
        agree();
        String there = list("Ledger").id();
        world.remote.rename(there, "Theirs");
        world.delete(project);
        world.untilQuiet();
        assertThat(list("Theirs").id()).isEqualTo(there);
        world.fullAfterSettle();
        assertThat(world.conflicts.of(EntityRef.list(project.id())))
                .singleElement()
                .satisfies(conflict -> assertThat(conflict.dispute()).isInstanceOf(Dispute.DeletedLocally.class));
        world.resolve(world.conflicts.of(EntityRef.list(project.id())).getFirst(), Choice.LOCAL, null);
        world.untilQuiet();
        assertThat(world.remote.allLists()).isEmpty();
        assertThat(world.conflicts.open(world.account)).isZero();
    }

    @Test
    void it_is_there_again_under_its_new_name_where_a_person_says_so() {
        EntityRef project = listed("Ledger");
        agree();
        world.remote.rename(list("Ledger").id(), "Theirs");
        world.delete(project);
        world.fullAfterSettle();
        world.resolve(world.conflicts.of(EntityRef.list(project.id())).getFirst(), Choice.REMOTE, null);
        world.fullAfterSettle();
        world.untilQuiet();
        assertThat(world.projectView(project).deletedAt()).isNull();
        assertThat(world.projectView(project).name()).isEqualTo("Theirs");
        assertThat(world.here()).isEqualTo(world.there());
    }

    @Test
    void what_is_restored_here_after_the_newest_delete_of_its_list_waits_for_that_one() {
        EntityRef project = listed("Ledger");
        agree();
        world.remote.next(Call.DELETE_LIST, Fault.LOST_REQUEST, Fault.LOST_REQUEST, Fault.DELAYED);
        world.delete(project);
        world.cycle();
        for (int sending = 2; sending <= 3; sending++) {
            world.clock.forward(World.SETTLE.multipliedBy(2).plusSeconds(1));
            world.cycle();
        }
        assertThat(isDeleting(project)).isTrue();
        world.clock.forward(Duration.ofSeconds(10));
        world.restore(project);
        assertComesBack(project);
        assertThat(world.there()).containsExactly("Ledger:");
    }

    @Test
    void a_list_that_was_let_go_is_the_same_where_it_is_wanted_again() {
        EntityRef project = listed("Ledger");
        world.task(project, "Write");
        agree();
        String there = list("Ledger").id();
        world.place(project, Placement.NONE);
        world.untilQuiet();
        world.remote.rename(there, "Renamed there");
        world.place(project, Placement.LIST);
        world.untilQuiet();
        world.fullAfterSettle();
        world.untilQuiet();
        assertThat(world.remote.allLists()).extracting(RemoteList::id).containsExactly(there);
        assertThat(world.there()).containsExactly("Renamed there:", "Renamed there: Write");
        assertThat(world.here()).isEqualTo(world.there());
    }

    @Test
    void let_go_and_deleted_there_it_is_made_again() {
        EntityRef project = listed("Ledger");
        world.task(project, "Write");
        agree();
        String there = list("Ledger").id();
        world.place(project, Placement.NONE);
        world.untilQuiet();
        world.phone.deleteList(there);
        world.place(project, Placement.LIST);
        world.untilQuiet();
        assertThat(world.there()).containsExactly("Ledger:", "Ledger: Write");
        assertThat(list("Ledger").id()).isNotEqualTo(there);
    }

    private boolean isDeleting(EntityRef project) {
        return world.link(EntityRef.list(project.id())) instanceof SyncLink.Deleting;
    }

    /** Restored while the delete of its list is on its way. */
    private void assertComesBack(EntityRef project) {
        world.cycle();
        world.delayedLand();
        for (int cycle = 0; cycle < 6; cycle++) {
            world.fullAfterSettle();
        }
        world.untilQuiet();
        assertThat(world.projectView(project).deletedAt()).isNull();
        assertThat(world.conflicts.all()).isEmpty();
    }

    @Test
    void a_deleted_project_takes_its_empty_list_along() {
        EntityRef project = listed("Ledger");
        world.task(project, "Write");
        agree();
        world.delete(project);
        agree();
        assertThat(world.there()).isEmpty();
        assertThat(world.remote.allLists()).isEmpty();
    }

    @Test
    void a_deleted_project_leaves_what_is_not_ours() {
        EntityRef project = listed("Ledger");
        world.task(project, "Write");
        agree();
        world.delete(project);
        world.phone.add(list("Ledger").id(), "Theirs");
        world.untilQuiet();
        world.full();
        assertThat(card("Theirs").deleted).isFalse();
        assertThat(world.there()).contains("Ledger: Theirs");
        assertThat(world.conflicts.open(world.account)).isEqualTo(1);
    }

    /** Which no read of the list shows by then. */
    @ParameterizedTest
    @CsvSource({"false, LOCAL", "true, LOCAL", "true, REMOTE", "true, DETACH"})
    void what_of_theirs_has_ended_in_the_list_of_a_deleted_project_is_asked_about(boolean abandoned, Choice choice) {
        Card theirs = world.phone.add(world.remote.addList("Ledger").id(), "Theirs");
        if (abandoned) {
            world.phone.abandon(theirs);
        } else {
            world.phone.complete(theirs);
        }
        world.clock.forward(Duration.ofDays(100));
        EntityRef project = listed("Ledger");
        world.task(project, "Write");
        world.full();
        world.untilQuiet();
        assertThat(card("Write").list).isEqualTo(theirs.list);
        world.delete(project);
        for (int cycle = 0; cycle < 3; cycle++) {
            world.fullAfterSettle();
            world.untilQuiet();
        }
        assertThat(world.remote.live()).containsExactly(theirs);
        asked(project, choice);
        assertThat(theirs.deleted).isEqualTo(choice == Choice.LOCAL);
        assertThat(world.projectView(project).deletedAt() == null).isEqualTo(choice == Choice.REMOTE);
    }

    @Test
    void a_list_that_is_deleted_there_deletes_the_project_after_two_reads() {
        EntityRef project = listed("Ledger");
        EntityRef write = world.task(project, "Write");
        agree();
        world.phone.deleteList(list("Ledger").id());
        world.full();
        assertThat(world.projectView(project).deletedAt()).isNull();
        world.fullAfterSettle();
        assertThat(world.projectView(project).deletedAt()).isNotNull();
        assertThat(world.taskView(write).deletedAt()).isNotNull();
        world.full();
        world.fullAfterSettle();
        world.untilQuiet();
        assertThat(world.work.pending(world.account)).isZero();
        assertThat(world.remote.allLists()).isEmpty();
    }

    @Test
    void a_card_that_was_changed_there_while_its_project_became_a_list_and_was_deleted_is_asked_about() {
        EntityRef project = world.project("Ledger");
        world.status(project, ProjectStatus.COMPLETED);
        world.untilQuiet();
        world.full();
        world.place(project, Placement.LIST);
        world.delete(project);
        Card card = world.remote.card("Ledger");
        world.phone.reopen(card);
        world.phone.rename(card, "Ledger again");
        world.full();
        assertThat(card.deleted).isFalse();
        assertThat(world.conflicts.of(project)).singleElement().satisfies(conflict -> assertThat(conflict.dispute())
                .isInstanceOf(Dispute.DeletedLocally.class));
    }

    /**
     * Returns a project on its way from list to card that is deleted before the service has either change; another
     * client has put a task into the list.
     */
    private EntityRef deletedOnItsWayToACard() {
        EntityRef project = listed("Ledger");
        world.task(project, "Write");
        agree();
        world.phone.add(list("Ledger").id(), "Theirs");
        world.place(project, Placement.CARD);
        world.delete(project);
        return project;
    }

    private void asked(EntityRef project, Choice choice) {
        assertThat(world.conflicts.of(EntityRef.list(project.id())))
                .singleElement()
                .satisfies(conflict -> assertThat(conflict.dispute()).isInstanceOf(Dispute.DeletedLocally.class));
        world.resolve(world.conflicts.of(EntityRef.list(project.id())).getFirst(), choice, null);
        for (int cycle = 0; cycle < 3; cycle++) {
            world.fullAfterSettle();
            world.untilQuiet();
        }
        assertThat(world.conflicts.open(world.account)).isZero();
    }

    @ParameterizedTest
    @EnumSource(names = {"LOCAL", "DETACH"})
    void a_task_of_theirs_in_the_list_of_a_project_that_became_a_card_and_was_deleted_is_asked_about(Choice choice) {
        EntityRef project = deletedOnItsWayToACard();
        world.untilQuiet();
        world.fullAfterSettle();
        world.untilQuiet();
        assertThat(card("Theirs").deleted).isFalse();
        asked(project, choice);
        assertThat(world.remote.live()).hasSize(choice == Choice.LOCAL ? 0 : 1);
        assertThat(world.remote.allLists()).hasSize(choice == Choice.LOCAL ? 0 : 1);
    }

    @Test
    void it_comes_where_a_person_restores_the_project() {
        EntityRef project = deletedOnItsWayToACard();
        world.fullAfterSettle();
        asked(project, Choice.REMOTE);
        assertThat(world.there()).contains("Dev Projects: Ledger", "Dev Projects: Ledger/Theirs");
        assertThat(world.here()).isEqualTo(world.there());
    }

    @Test
    void it_is_asked_about_beside_a_task_in_that_list_and_does_not_go_with_it() {
        EntityRef project = deletedOnItsWayToACard();
        world.phone.describe(card("Write"), "More");
        world.fullAfterSettle();
        EntityRef write = world.book
                .ofRemote(world.account, Set.of(card("Write").id))
                .getFirst()
                .entity();
        world.resolve(world.conflicts.of(write).getFirst(), Choice.LOCAL, null);
        world.fullAfterSettle();
        world.untilQuiet();
        assertThat(world.remote.live()).extracting(each -> each.content.title()).containsExactly("Theirs");
        asked(project, Choice.REMOTE);
        assertThat(world.there()).contains("Dev Projects: Ledger/Theirs");
        assertThat(world.here()).isEqualTo(world.there());
    }

    @Test
    void a_list_that_was_renamed_there_while_its_project_became_a_card_and_was_deleted_is_asked_about() {
        EntityRef project = listed("Ledger");
        agree();
        world.remote.rename(list("Ledger").id(), "Theirs");
        world.place(project, Placement.CARD);
        world.delete(project);
        world.untilQuiet();
        world.fullAfterSettle();
        assertThat(list("Theirs").id()).isNotNull();
        asked(project, Choice.REMOTE);
        assertThat(world.projectView(project).name()).isEqualTo("Theirs");
    }

    @Test
    void a_task_of_theirs_below_a_card_whose_project_became_a_list_and_was_deleted_is_asked_about() {
        EntityRef project = world.project("Ledger");
        agree();
        world.phone.addBelow(card("Ledger"), "Theirs");
        world.place(project, Placement.LIST);
        world.delete(project);
        world.untilQuiet();
        world.fullAfterSettle();
        assertThat(card("Theirs").deleted).isFalse();
        assertThat(world.conflicts.of(project)).singleElement().satisfies(conflict -> assertThat(conflict.dispute())
                .isInstanceOf(Dispute.DeletedLocally.class));
    }

    @Test
    void one_that_nobody_has_changed_there_goes_unasked() {
        EntityRef project = listed("Ledger");
        world.task(project, "Write");
        agree();
        world.place(project, Placement.CARD);
        world.delete(project);
        agree();
        assertThat(world.remote.live()).isEmpty();
        assertThat(world.remote.allLists()).extracting(RemoteList::name).doesNotContain("Ledger");
        assertThat(world.conflicts.all()).isEmpty();
    }

    @Test
    void a_rename_of_ours_without_an_answer_is_no_rename_of_theirs() {
        EntityRef project = listed("Ledger");
        agree();
        world.remote.next(Call.UPDATE_LIST, Fault.LOST_ANSWER);
        world.rename(project, "Ledger two");
        world.untilQuiet();
        world.rename(project, "Ledger three");
        world.full();
        world.untilQuiet();
        assertThat(world.conflicts.all()).isEmpty();
        assertThat(world.projectView(project).name()).isEqualTo("Ledger three");
        assertThat(world.there()).isEqualTo(world.here());
    }

    @Test
    void a_rename_of_ours_without_an_answer_that_is_taken_back_is_taken_back_there_too() {
        EntityRef project = listed("Ledger");
        agree();
        world.remote.next(Call.UPDATE_LIST, Fault.LOST_ANSWER);
        world.rename(project, "Ledger two");
        world.cycle();
        world.rename(project, "Ledger");
        world.untilQuiet();
        assertThat(world.there()).isEqualTo(world.here()).containsExactly("Ledger:");
    }

    @Test
    void what_was_lost_on_the_way_into_a_list_that_is_gone_by_now_is_made_where_it_belongs() {
        world.remote.addList(World.LIST);
        EntityRef project = listed("Ledger");
        EntityRef other = world.project("Other");
        agree();
        world.remote.next(Call.CREATE, Fault.LOST_REQUEST);
        EntityRef write = world.task(project, "Write");
        world.cycle();
        assertThat(world.link(write)).isInstanceOf(SyncLink.Creating.class);
        world.move(write, other, null);
        world.phone.deleteList(list("Ledger").id());
        for (int cycle = 0; cycle < 4; cycle++) {
            world.fullAfterSettle();
        }
        assertThat(world.cards()).containsExactly("Other", "Other/Write");
        assertThat(world.here()).isEqualTo(world.there());
    }

    @Test
    void a_rename_here_while_the_lists_are_looked_at_is_not_overwritten() {
        EntityRef project = listed("Ledger");
        world.task(project, "Write");
        agree();
        world.remote.rename(list("Ledger").id(), "There");
        world.phone.delete(card("Write")); // what makes the cycle look at something
        boolean[] renamed = {false};
        world.remote.onEachCall(call -> {
            if (call == Call.FIND && !renamed[0]) {
                renamed[0] = true;
                world.steps.outside(() -> world.rename(project, "Here"));
            }
        });
        world.full();
        assertThat(renamed[0]).isTrue();
        assertThat(world.projectView(project).name()).isEqualTo("Here");
        world.fullAfterSettle();
        assertThat(world.conflicts.all()).singleElement().satisfies(conflict -> assertThat(conflict.dispute())
                .isInstanceOfSatisfying(Dispute.FieldDispute.class, values -> {
                    assertThat(values.toLocal().title().to()).isEqualTo("Here");
                    assertThat(values.toRemote().title().to()).isEqualTo("There");
                }));
    }

    @Test
    void what_is_put_into_a_list_while_it_is_about_to_be_deleted_keeps_it() {
        EntityRef project = listed("Ledger");
        agree();
        String there = list("Ledger").id();
        world.delete(project);
        boolean[] added = {false};
        world.remote.onEachCall(call -> {
            if (call == Call.FINISHED_TASKS && !added[0]) {
                added[0] = true;
                world.steps.outside(() -> world.phone.add(there, "Theirs"));
            }
        });
        world.cycle();
        assertThat(added[0]).isTrue();
        world.fullAfterSettle();
        assertThat(card("Theirs").deleted).isFalse();
        assertThat(list("Ledger").id()).isEqualTo(there);
        assertThat(world.conflicts.of(EntityRef.list(project.id())))
                .singleElement()
                .satisfies(conflict -> assertThat(conflict.dispute()).isInstanceOf(Dispute.DeletedLocally.class));
    }

    @Test
    void what_others_put_below_a_card_whose_delete_was_lost_moves_into_the_new_list() {
        world.remote.has(Habit.CHILDREN_GO, true);
        EntityRef home = world.project("Home");
        world.untilQuiet();
        Card card = world.remote.card("Home");
        world.place(home, Placement.LIST);
        world.remote.next(Call.DELETE, Fault.LOST_REQUEST);
        world.cycle();
        assertThat(world.link(home)).isInstanceOf(SyncLink.Deleting.class);
        Card theirs = world.phone.addBelow(card, "Theirs");
        for (int cycle = 0; cycle < 4; cycle++) {
            world.fullAfterSettle();
            world.untilQuiet();
        }
        assertThat(theirs.deleted).isFalse();
        assertThat(world.there()).contains("Home: Theirs").doesNotContain("Dev Projects: Home");
        assertThat(world.here()).isEqualTo(world.there());
    }
}
