package dev.devledger.application.sync.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.memory.LinkBook;
import dev.devledger.application.sync.memory.MemoryRemote.Call;
import dev.devledger.application.sync.memory.MemoryRemote.Card;
import dev.devledger.application.sync.memory.MemoryRemote.Fault;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.sync.conflict.Conflict.Choice;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import dev.devledger.domain.sync.link.SyncLink;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * A create whose answer was lost, and whose card a person has changed before it was found: it is not created a second
 * time.
 */
class ChangedTwinTest {
    private final World world = new World();
    private String list;
    private String elsewhere;

    @BeforeEach
    void the_card_list_is_known() {
        list = world.remote.addList(World.LIST).id();
        elsewhere = world.remote.addList("Private").id();
        world.project("First");
        world.untilQuiet();
        world.clock.forward(Duration.ofHours(1));
        world.remote.calls();
    }

    private EntityRef lost(String name, String text, Fault fault) {
        world.remote.next(Call.CREATE, fault);
        EntityRef project = world.project(name, ProjectStatus.ACTIVE, Placement.CARD, text);
        world.cycle();
        return project;
    }

    /** Runs narrow and full cycles in turn, for longer than any wait. */
    private void fromThenOn() {
        for (int cycle = 0; cycle < 8; cycle++) {
            world.full();
            world.clock.forward(World.SETTLE.plusSeconds(1));
            world.cycle();
        }
    }

    private long creates() {
        return world.remote.calls().stream().filter(Call.CREATE::equals).count();
    }

    private List<EntityRef> projects() {
        return world.tree.projects().stream()
                .map(id -> EntityRef.project(id.value()))
                .filter(each -> world.projectView(each).deletedAt() == null)
                .toList();
    }

    /** But for the person's own list. */
    private List<String> there() {
        return world.there().stream()
                .filter(line -> !line.startsWith("Private"))
                .toList();
    }

    private Card made(String name) {
        return world.remote.card(name);
    }

    @Test
    void renamed_it_is_known_by_its_text_and_the_new_name_is_taken_over() {
        EntityRef project = lost("Ledger", "Keeps books", Fault.LOST_ANSWER);
        Card card = made("Ledger");
        world.phone.rename(card, "Books");
        fromThenOn();
        assertThat(creates()).isOne();
        assertThat(((SyncLink.Linked) world.link(project)).remote().id()).isEqualTo(card.id);
        assertThat(world.projectView(project).name()).isEqualTo("Books");
        assertThat(projects()).hasSize(2);
        assertThat(world.here()).isEqualTo(there());
    }

    @Test
    void renamed_and_renamed_here_too_is_a_conflict_of_names_like_any_other() {
        EntityRef project = lost("Ledger", "Keeps books", Fault.LOST_ANSWER);
        world.phone.rename(made("Ledger"), "Books");
        world.rename(project, "Accounts");
        fromThenOn();
        assertThat(creates()).isOne();
        assertThat(world.conflicts.of(project)).singleElement().satisfies(each -> assertThat(each.dispute())
                .isInstanceOf(Dispute.FieldDispute.class));
        assertThat(projects()).hasSize(2);
    }

    @Test
    void renamed_with_nothing_else_on_it_is_asked_about() {
        EntityRef project = lost("Ledger", "", Fault.LOST_ANSWER);
        Card card = made("Ledger");
        world.phone.rename(card, "Books");
        fromThenOn();
        assertThat(creates()).isOne();
        assertThat(world.link(project)).isInstanceOf(SyncLink.Stopped.class);
        assertThat(world.conflicts.of(project)).singleElement().satisfies(each -> assertThat(each.dispute())
                .isInstanceOfSatisfying(Dispute.AmbiguousObject.class, which -> assertThat(which.candidates())
                        .extracting(candidate -> candidate.object().id())
                        .containsExactly(card.id)));
        assertThat(projects()).as("nor is it taken for a new one").hasSize(2);
    }

    /** By its time it was there before its create was sent: nobody can tell that it is our clock which is ahead. */
    @Test
    void changed_where_the_clock_is_days_ahead_it_is_asked_about() {
        world.wall.ahead(Duration.ofDays(2));
        EntityRef project = lost("Ledger", "", Fault.LOST_ANSWER);
        world.phone.describe(made("Ledger"), "Keeps books");
        fromThenOn();
        assertThat(creates()).isOne();
        assertThat(world.link(project)).isInstanceOf(SyncLink.Stopped.class);
        assertThat(projects()).as("nor is it taken for a new one").hasSize(2);
    }

    @Test
    void when_a_person_says_that_it_is_the_one_what_was_written_there_is_taken_over() {
        EntityRef project = lost("Ledger", "", Fault.LOST_ANSWER);
        Card card = made("Ledger");
        world.phone.rename(card, "Books");
        fromThenOn();
        world.resolve(world.conflicts.of(project).getFirst(), Choice.VALUE, card.id);
        fromThenOn();
        assertThat(creates()).isOne();
        assertThat(world.projectView(project).name()).isEqualTo("Books");
        assertThat(world.here()).isEqualTo(there());
    }

    @Test
    void what_has_become_another_ones_meanwhile_is_not_what_is_left_out() {
        EntityRef home = world.project("Home", ProjectStatus.ACTIVE, Placement.LIST, "");
        world.untilQuiet();
        world.clock.forward(Duration.ofHours(1));
        EntityRef project = lost("Ledger", "", Fault.LOST_ANSWER);
        Card card = made("Ledger");
        world.phone.rename(card, "Books");
        fromThenOn();
        world.phone.move(card, listOf(home));
        fromThenOn();
        EntityRef task = world.taskCalled("Books");
        world.resolve(world.conflicts.of(project).getFirst(), Choice.DETACH, null);
        assertThat(world.book.ofRemote(world.account, List.of(card.id)))
                .extracting(LinkBook.Entry::entity)
                .containsExactly(task);
        world.delete(task);
        fromThenOn();
        assertThat(card.deleted).isTrue();
    }

    private String listOf(EntityRef project) {
        return Objects.requireNonNull(world.link(EntityRef.list(project.id())).object())
                .id();
    }

    @Test
    void moved_to_a_list_of_a_person_it_is_out_of_scope() {
        EntityRef project = lost("Ledger", "", Fault.LOST_ANSWER);
        world.phone.move(made("Ledger"), elsewhere);
        fromThenOn();
        assertThat(creates()).isOne();
        assertThat(world.link(project)).isInstanceOfSatisfying(SyncLink.OutOfScope.class, outside -> assertThat(
                        outside.remote().id())
                .isEqualTo(made("Ledger").id));
        assertThat(world.conflicts.of(project)).isEmpty();
    }

    @Test
    void a_task_that_was_moved_into_another_project_moves_here_too() {
        EntityRef here = world.project("Here");
        EntityRef there = world.project("There");
        world.untilQuiet();
        world.clock.forward(Duration.ofHours(1));
        world.remote.calls();
        world.remote.next(Call.CREATE, Fault.LOST_ANSWER);
        EntityRef task = world.task(here, "Tests");
        world.cycle();
        world.phone.moveBelow(made("Tests"), made("There"));
        fromThenOn();
        assertThat(creates()).isOne();
        assertThat(world.taskView(task).projectId()).isEqualTo(there.id());
        assertThat(world.here()).isEqualTo(there());
    }

    @Test
    void abandoned_it_is_in_no_list_and_found_all_the_same() {
        EntityRef project = lost("Ledger", "", Fault.LOST_ANSWER);
        world.phone.abandon(made("Ledger"));
        fromThenOn();
        assertThat(creates()).isOne();
        assertThat(world.projectView(project).status()).isEqualTo(ProjectStatus.ABANDONED);
        assertThat(there()).containsExactly("Dev Projects: First", "Dev Projects: Ledger ABANDONED");
    }

    @Test
    void completed_and_moved_it_is_found() {
        EntityRef project = lost("Ledger", "", Fault.LOST_ANSWER);
        Card card = made("Ledger");
        world.phone.move(card, elsewhere);
        world.phone.complete(card);
        fromThenOn();
        assertThat(creates()).isOne();
        assertThat(world.remote.live()).hasSize(2);
        assertThat(world.link(project)).isNotInstanceOf(SyncLink.Creating.class);
    }

    @Test
    void deleted_it_is_nowhere_and_made_once_more() {
        lost("Ledger", "", Fault.LOST_ANSWER);
        world.phone.delete(made("Ledger"));
        fromThenOn();
        assertThat(creates()).isEqualTo(2);
        assertThat(world.cards()).containsExactly("First", "Ledger");
    }

    @Test
    void a_card_of_the_person_s_own_of_that_minute_is_no_reason_to_ask() {
        EntityRef project = lost("Ledger", "", Fault.LOST_REQUEST);
        world.phone.add(list, "Mine");
        world.phone.add(elsewhere, "Ledger");
        fromThenOn();
        assertThat(creates()).isEqualTo(2);
        assertThat(world.link(project)).isInstanceOf(SyncLink.Linked.class);
        assertThat(world.conflicts.all()).isEmpty();
        assertThat(projects()).hasSize(3);
        assertThat(there()).containsExactly("Dev Projects: First", "Dev Projects: Ledger", "Dev Projects: Mine");
    }

    @Test
    void while_the_question_is_open_nothing_is_sent_and_afterwards_what_was_chosen() {
        EntityRef project = lost("Ledger", "", Fault.LOST_REQUEST);
        Card mine = world.phone.add(list, "Mine");
        world.phone.describe(mine, "another");
        fromThenOn();
        assertThat(creates()).isOne();
        assertThat(world.link(project)).isInstanceOf(SyncLink.Stopped.class);
        world.resolve(world.conflicts.of(project).getFirst(), Choice.LOCAL, null);
        fromThenOn();
        assertThat(creates()).isOne();
        assertThat(there())
                .containsExactly("Dev Projects: First", "Dev Projects: Ledger", "Dev Projects: Mine (another)");
        assertThat(world.here()).hasSize(3);
    }

    @Test
    void two_lost_ones_of_one_name_that_were_both_moved_are_two() {
        world.remote.next(Call.CREATE, Fault.LOST_ANSWER, Fault.LOST_ANSWER);
        EntityRef one = world.project("Same");
        EntityRef other = world.project("Same");
        world.cycle();
        world.remote.live().stream()
                .filter(card -> card.content.title().equals("Same"))
                .toList()
                .forEach(card -> world.phone.move(card, elsewhere));
        fromThenOn();
        assertThat(creates()).isEqualTo(2);
        assertThat(world.link(one)).isInstanceOf(SyncLink.OutOfScope.class);
        assertThat(world.link(other)).isInstanceOf(SyncLink.OutOfScope.class);
    }

    @Test
    void what_was_deleted_here_meanwhile_is_not_brought_back_by_its_renamed_card() {
        EntityRef project = lost("Ledger", "Keeps books", Fault.LOST_ANSWER);
        world.delete(project);
        world.phone.rename(made("Ledger"), "Books");
        fromThenOn();
        assertThat(creates()).isOne();
        assertThat(projects()).hasSize(1);
        assertThat(world.conflicts.of(project)).singleElement().satisfies(each -> assertThat(each.dispute())
                .as("deleted here, changed there")
                .isInstanceOf(Dispute.DeletedLocally.class));
    }

    @Test
    void where_the_whole_account_cannot_be_read_nothing_is_sent() {
        EntityRef project = lost("Ledger", "", Fault.LOST_ANSWER);
        world.phone.abandon(made("Ledger"));
        world.remote.next(Call.EVERYWHERE, Fault.LOST_ANSWER, Fault.LOST_REQUEST, Fault.REFUSED);
        fromThenOn();
        fromThenOn();
        assertThat(creates()).isOne();
        assertThat(made("Ledger").content.status()).isEqualTo(RemoteStatus.ABANDONED);
        assertThat(world.link(project)).isInstanceOf(SyncLink.Linked.class);
    }
}
