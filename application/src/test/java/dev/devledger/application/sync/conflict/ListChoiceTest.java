package dev.devledger.application.sync.conflict;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.memory.ConflictView.ConflictBook;
import dev.devledger.application.sync.memory.ConflictView.State;
import dev.devledger.application.sync.memory.MemoryRemote.Call;
import dev.devledger.application.sync.memory.MemoryRemote.Card;
import dev.devledger.application.sync.memory.MemoryRemote.Fault;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.sync.conflict.Conflict.Choice;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteList;
import dev.devledger.domain.sync.link.SyncLink;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/**
 * A person's decisions on lists: which list is the right one, and whether a list with contents of others is deleted.
 */
class ListChoiceTest {
    private final World world = new World();

    private ConflictBook.Entry waiting() {
        List<ConflictBook.Entry> open = world.conflicts.all().stream()
                .filter(each -> each.state() == State.OPEN)
                .toList();
        assertThat(open).hasSize(1);
        return open.getFirst();
    }

    private void resolve(Choice choice, Object value) {
        UUID id = waiting().id().value();
        world.people(changes -> world.decisions().resolve(changes, id, choice, value));
    }

    private void askedOnce() {
        world.untilQuiet();
        world.full();
        world.fullAfterSettle();
        assertThat(world.conflicts.all()).hasSize(1);
        assertThat(world.conflicts.open(world.account)).isZero();
    }

    private List<String> listsNamed(String name) {
        return world.remote.allLists().stream()
                .filter(list -> list.name().equals(name))
                .map(RemoteList::id)
                .toList();
    }

    private Card card(String title) {
        return world.remote.card(title);
    }

    // Which one it is.

    private RemoteList one;
    private RemoteList two;

    private EntityRef twoCardLists() {
        one = world.remote.addList(World.LIST);
        two = world.remote.addList(World.LIST);
        world.phone.add(one.id(), "Theirs");
        EntityRef project = world.project("One");
        world.full();
        assertThat(waiting().link().entity()).isEqualTo(EntityRef.CARDS);
        assertThat(world.link(project)).isInstanceOf(SyncLink.None.class);
        return project;
    }

    @Test
    void none_of_them_makes_a_card_list_of_its_own() {
        twoCardLists();
        resolve(Choice.LOCAL, null);
        askedOnce();
        assertThat(listsNamed(World.LIST)).hasSize(3).contains(one.id(), two.id());
        assertThat(card("One").list).isNotIn(one.id(), two.id());
        assertThat(card("Theirs").list).isEqualTo(one.id());
        assertThat(world.tree.projects())
                .as("what is in the others is not ours")
                .hasSize(1);
    }

    @Test
    void a_list_of_its_own_whose_creation_was_not_answered_is_found() {
        twoCardLists();
        resolve(Choice.LOCAL, null);
        world.remote.next(Call.CREATE_LIST, Fault.LOST_ANSWER);
        askedOnce();
        assertThat(listsNamed(World.LIST)).hasSize(3);
        assertThat(card("One").list).isNotIn(one.id(), two.id());
    }

    @Test
    void the_one_that_was_said_holds_the_cards() {
        twoCardLists();
        resolve(Choice.VALUE, two.id());
        askedOnce();
        assertThat(listsNamed(World.LIST)).containsExactlyInAnyOrder(one.id(), two.id());
        assertThat(card("One").list).isEqualTo(two.id());
    }

    @Test
    void left_out_nothing_is_made_and_nobody_is_asked_again() {
        EntityRef project = twoCardLists();
        resolve(Choice.DETACH, null);
        askedOnce();
        assertThat(listsNamed(World.LIST)).containsExactlyInAnyOrder(one.id(), two.id());
        assertThat(world.cards()).containsExactly("Theirs");
        assertThat(world.link(EntityRef.CARDS))
                .isInstanceOfSatisfying(SyncLink.Detached.class, detached -> assertThat(detached.stays())
                        .isTrue());
        assertThat(world.work.reason(project)).contains("is not synced");
    }

    @Test
    void none_of_them_makes_a_list_of_its_own_for_a_project() {
        one = world.remote.addList("Ledger");
        two = world.remote.addList("Ledger");
        EntityRef project = world.project("Ledger", ProjectStatus.ACTIVE, Placement.LIST, "");
        world.task(project, "Write");
        world.full();
        assertThat(waiting().link().entity()).isEqualTo(EntityRef.list(project.id()));
        resolve(Choice.LOCAL, null);
        askedOnce();
        assertThat(listsNamed("Ledger")).hasSize(3);
        assertThat(card("Write").list).isNotIn(one.id(), two.id());
    }

    // Whether it goes.

    private EntityRef project;

    /** The project was deleted here, and a task of theirs is in its list. */
    private void foreignTask() {
        project = world.project("Ledger", ProjectStatus.ACTIVE, Placement.LIST, "");
        world.task(project, "Write");
        world.untilQuiet();
        world.full();
        world.phone.add(listsNamed("Ledger").getFirst(), "Theirs");
        world.delete(project);
        world.untilQuiet();
        world.full();
        assertThat(waiting().link().entity()).isEqualTo(EntityRef.list(project.id()));
        assertThat(card("Theirs").deleted).isFalse();
    }

    @Test
    void the_list_goes_with_what_it_holds_where_a_person_says_so() {
        foreignTask();
        resolve(Choice.LOCAL, null);
        askedOnce();
        assertThat(listsNamed("Ledger")).isEmpty();
        assertThat(world.link(EntityRef.list(project.id()))).isInstanceOf(SyncLink.Closed.class);
        assertThat(world.projectView(project).deletedAt()).isNotNull();
        assertThat(world.work.pending(world.account)).isZero();
    }

    @Test
    void it_goes_also_where_the_answer_to_its_delete_is_lost() {
        foreignTask();
        resolve(Choice.LOCAL, null);
        world.remote.next(Call.DELETE_LIST, Fault.LOST_REQUEST);
        askedOnce();
        assertThat(listsNamed("Ledger")).isEmpty();
    }

    @Test
    void it_stays_where_the_project_is_restored_before_it_went() {
        foreignTask();
        resolve(Choice.LOCAL, null);
        world.restore(project);
        world.untilQuiet();
        world.full();
        world.untilQuiet();
        assertThat(listsNamed("Ledger")).hasSize(1);
        assertThat(world.here()).isEqualTo(world.there());

        world.delete(project);
        world.phone.add(listsNamed("Ledger").getFirst(), "More of theirs");
        world.untilQuiet();
        world.full();
        assertThat(listsNamed("Ledger")).as("what was said once counts once").hasSize(1);
        assertThat(waiting().link().entity()).isEqualTo(EntityRef.list(project.id()));
    }

    @Test
    void the_project_comes_back_with_what_they_put_into_its_list() {
        foreignTask();
        resolve(Choice.REMOTE, null);
        askedOnce();
        assertThat(world.projectView(project).deletedAt()).isNull();
        assertThat(world.taskView(world.taskCalled("Theirs")).projectId()).isEqualTo(project.id());
        assertThat(world.here()).isEqualTo(world.there());
    }

    @Test
    void both_stay_as_they_are_where_a_person_parts_them() {
        foreignTask();
        resolve(Choice.DETACH, null);
        askedOnce();
        assertThat(listsNamed("Ledger")).hasSize(1);
        assertThat(card("Theirs").deleted).isFalse();
        assertThat(world.projectView(project).deletedAt()).isNotNull();
    }
}
