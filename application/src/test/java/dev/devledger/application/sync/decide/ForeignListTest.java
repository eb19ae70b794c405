package dev.devledger.application.sync.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.memory.ConflictView.ConflictBook;
import dev.devledger.application.sync.memory.ConflictView.State;
import dev.devledger.application.sync.memory.MemoryRemote;
import dev.devledger.application.sync.memory.MemoryRemote.Call;
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
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A list that exists under the right name with tasks unknown to the ledger belongs to another client. */
class ForeignListTest {
    private static final Duration POLL = Duration.ofMinutes(1);

    private final World world = World.live(POLL);

    private EntityRef homeIsThere() {
        world.remote.addList(World.LIST);
        String home = world.remote.addList("Home").id();
        IntStream.range(0, 20).forEach(each -> world.phone.add(home, "Private " + each));
        EntityRef project = world.project("Home", ProjectStatus.ACTIVE, Placement.LIST, "");
        world.task(project, "Ours");
        world.full();
        return project;
    }

    private void polls(int times) {
        for (int poll = 0; poll < times; poll++) {
            world.clock.forward(POLL);
            world.cycle();
        }
    }

    /** What both sides have is met for the first time. */
    private void approve() {
        assertThat(world.holds.list(world.account)).hasSize(1);
        world.holds.approve(
                world.account, world.holds.list(world.account).getFirst().planHash(), "owner");
    }

    private ConflictBook.Entry question(EntityRef owner) {
        List<ConflictBook.Entry> open = world.conflicts.all().stream()
                .filter(each -> each.state() == State.OPEN)
                .toList();
        assertThat(open).hasSize(1);
        assertThat(open.getFirst().link().entity()).isEqualTo(owner);
        return open.getFirst();
    }

    @Test
    void it_is_not_taken_over_before_somebody_says_so() {
        EntityRef project = homeIsThere();
        polls(30);
        assertThat(question(EntityRef.list(project.id())).dispute())
                .isInstanceOfSatisfying(Dispute.AmbiguousObject.class, which -> {
                    assertThat(which.question()).contains("\"Home\"", "with 20 tasks");
                    assertThat(which.candidates()).hasSize(1);
                });
        assertThat(world.link(EntityRef.list(project.id()))).isInstanceOf(SyncLink.None.class);
        assertThat(world.tree.tasks()).as("nothing of it was imported").hasSize(1);
        assertThat(world.remote.allLists()).hasSize(2);
    }

    @Test
    void deleting_the_project_leaves_it_alone() {
        EntityRef project = homeIsThere();
        world.delete(project);
        polls(10);
        assertThat(world.remote.live()).hasSize(20);
        assertThat(world.remote.allLists()).extracting(RemoteList::name).contains("Home");
        assertThat(world.conflicts.open(world.account)).isZero();
    }

    @Test
    void nobody_waits_for_it_with_a_look_every_two_seconds() {
        homeIsThere();
        world.remote.calls();
        for (int second = 0; second < 600; second++) {
            world.clock.forward(Duration.ofSeconds(1));
            world.cycle();
        }
        assertThat(world.remote.calls()).filteredOn(Call.FINISHED_TASKS::equals).hasSizeLessThanOrEqualTo(10);
    }

    @Test
    void it_is_the_one_where_a_person_says_so() {
        EntityRef project = homeIsThere();
        ConflictBook.Entry asked = question(EntityRef.list(project.id()));
        String home = ((Dispute.AmbiguousObject) asked.dispute())
                .candidates()
                .getFirst()
                .object()
                .id();
        world.resolve(asked, Choice.VALUE, home);
        polls(1);
        approve();
        polls(3);
        assertThat(world.tree.tasks()).hasSize(21);
        assertThat(world.here()).isEqualTo(world.there());
    }

    @Test
    void what_both_have_is_not_made_a_second_time_right_after_the_choice() {
        String theirs = world.remote.addList("Home").id();
        world.remote.addList(World.LIST);
        world.phone.add(theirs, "Both");
        EntityRef project = world.project("Home", ProjectStatus.ACTIVE, Placement.LIST, "");
        world.task(project, "Both");
        world.full();
        world.resolve(question(EntityRef.list(project.id())), Choice.VALUE, theirs);
        world.clock.forward(Duration.ofSeconds(1));
        world.cycle();
        polls(1);
        approve();
        polls(3);
        assertThat(world.remote.live()).hasSize(1);
        assertThat(world.tree.tasks()).hasSize(1);
        assertThat(world.here()).isEqualTo(world.there());
    }

    @Test
    void another_is_made_where_a_person_says_so() {
        EntityRef project = homeIsThere();
        world.resolve(question(EntityRef.list(project.id())), Choice.LOCAL, null);
        polls(3);
        assertThat(world.remote.allLists()).extracting(RemoteList::name).containsOnlyOnce(World.LIST);
        assertThat(world.remote.allLists())
                .filteredOn(each -> each.name().equals("Home"))
                .hasSize(2);
        assertThat(world.tree.tasks()).hasSize(1);
        assertThat(world.remote.card("Ours").list).isNotEqualTo(world.remote.card("Private 0").list);
    }

    @Test
    void the_card_list_is_asked_about_as_well() {
        String theirs = world.remote.addList(World.LIST).id();
        world.phone.add(theirs, "Theirs");
        world.project("Ours");
        world.full();
        polls(5);
        question(EntityRef.CARDS);
        assertThat(world.tree.projects()).hasSize(1);
        assertThat(world.cards()).containsExactly("Theirs");
        world.resolve(question(EntityRef.CARDS), Choice.VALUE, theirs);
        polls(2);
        assertThat(world.holds.list(world.account))
                .as("what both sides have is still one question")
                .singleElement()
                .satisfies(held -> assertThat(held.guard()).isEqualTo(PendingApprovals.FIRST_LINK));
    }

    @Test
    void one_that_somebody_made_while_our_own_was_not_answered_is_asked_about() {
        EntityRef project = unanswered();
        polls(5);
        question(EntityRef.list(project.id()));
        assertThat(world.tree.tasks()).as("nothing of it was imported").hasSize(1);
        assertThat(world.link(EntityRef.list(project.id()))).isInstanceOf(SyncLink.Stopped.class);
    }

    @Test
    void nor_is_it_taken_where_the_project_is_deleted_meanwhile() {
        EntityRef project = unanswered();
        world.delete(project);
        polls(5);
        assertThat(world.link(EntityRef.list(project.id()))).isInstanceOf(SyncLink.None.class);
        assertThat(world.remote.live()).hasSize(3);
        assertThat(world.conflicts.open(world.account)).isZero();
    }

    private EntityRef unanswered() {
        world.remote.addList(World.LIST);
        world.full();
        EntityRef project = world.project("Home", ProjectStatus.ACTIVE, Placement.LIST, "");
        world.task(project, "Ours");
        world.remote.next(Call.CREATE_LIST, MemoryRemote.Fault.LOST_REQUEST);
        world.cycle();
        assertThat(world.link(EntityRef.list(project.id()))).isInstanceOf(SyncLink.Creating.class);
        String home = world.remote.addList("Home").id();
        IntStream.range(0, 3).forEach(each -> world.phone.add(home, "Private " + each));
        return project;
    }

    @Test
    void emptied_it_is_taken_and_the_question_is_answered() {
        String theirs = world.remote.addList(World.LIST).id();
        world.phone.add(theirs, "Theirs");
        world.project("Ours");
        world.full();
        question(EntityRef.CARDS);
        world.phone.delete(world.remote.card("Theirs"));
        polls(3);
        assertThat(world.conflicts.open(world.account)).isZero();
        assertThat(world.remote.card("Ours").list).isEqualTo(theirs);
    }
}
