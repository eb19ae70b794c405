package dev.devledger.application.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.memory.MemoryRemote.Call;
import dev.devledger.application.sync.memory.Nature;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteList;
import dev.devledger.domain.sync.link.SyncLink;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A service in which each project is a list with its tasks, and no project is a card. */
class ListLayoutTest {
    private final World world = new World(Nature.TICKTICK.withLists());
    private EntityRef project;
    private EntityRef task;

    @BeforeEach
    void a_project_with_tasks_there() {
        project = world.project("Ledger");
        task = world.task(project, "Write");
        world.task(project, task, "Think first");
        world.untilQuiet();
        settle();
    }

    private void settle() {
        world.fullAfterSettle();
        world.fullAfterSettle();
        world.untilQuiet();
    }

    private List<String> lists() {
        return world.remote.allLists().stream().map(RemoteList::name).sorted().toList();
    }

    private String list() {
        return Objects.requireNonNull(world.link(EntityRef.list(project.id())).object())
                .list();
    }

    private void bothSidesHold(String... lines) {
        assertThat(world.there()).containsExactlyInAnyOrder(lines);
        assertThat(world.here()).containsExactlyInAnyOrder(lines);
        assertThat(world.conflicts.all()).isEmpty();
        world.remote.calls();
        int events = world.ledger.size();
        settle();
        assertThat(world.remote.calls())
                .doesNotContain(Call.CREATE, Call.UPDATE, Call.MOVE, Call.DELETE, Call.CREATE_LIST, Call.UPDATE_LIST);
        assertThat(world.ledger.size()).isEqualTo(events);
    }

    @Test
    void a_project_is_a_list_and_its_tasks_are_in_it() {
        bothSidesHold("Ledger:", "Ledger: Write", "Ledger: Write/Think first");
    }

    @Test
    void no_card_list_is_made() {
        world.project("Journal", ProjectStatus.PLANNED, Placement.LIST, "");
        world.project("Diary", ProjectStatus.PLANNED, Placement.NONE, "");
        world.untilQuiet();
        assertThat(lists()).containsExactly("Journal", "Ledger");
        assertThat(world.link(project)).isEqualTo(new SyncLink.None(null));
        assertThat(world.link(EntityRef.CARDS)).isEqualTo(new SyncLink.None(null));
    }

    @Test
    void a_list_is_left_alone_even_if_it_is_called_as_a_card_list_would_be() {
        world.phone.add(world.remote.addList(World.LIST).id(), "No project");
        world.phone.add(world.remote.addList("Shopping").id(), "Milk");
        settle();
        assertThat(world.tree.projects()).hasSize(1);
        assertThat(world.link(EntityRef.CARDS)).isEqualTo(new SyncLink.None(null));
        assertThat(world.conflicts.all()).isEmpty();
        assertThat(lists()).containsExactly(World.LIST, "Ledger", "Shopping");
    }

    @Test
    void a_list_that_is_called_like_a_project_before_it_is_there_is_asked_about() {
        world.phone.add(world.remote.addList("Journal").id(), "Theirs");
        world.project("Journal");
        settle();
        assertThat(world.conflicts.all()).hasSize(1);
        assertThat(lists()).containsExactly("Journal", "Ledger");
    }

    @Test
    void what_changes_there_changes_here() {
        world.phone.rename(world.remote.card("Write"), "Write it down");
        world.phone.add(list(), "Read");
        world.remote.rename(list(), "Journal");
        settle();
        assertThat(world.projectView(project).name()).isEqualTo("Journal");
        bothSidesHold("Journal:", "Journal: Read", "Journal: Write it down", "Journal: Write it down/Think first");
    }

    @Test
    void what_changes_here_changes_there() {
        EntityRef other = world.project("Journal");
        world.move(task, other, null);
        world.rename(project, "Book");
        world.untilQuiet();
        settle();
        bothSidesHold("Book:", "Journal:", "Journal: Write", "Journal: Write/Think first");
    }

    @Test
    void what_is_deleted_there_is_deleted_here() {
        world.phone.delete(world.remote.card("Think first"));
        settle();
        bothSidesHold("Ledger:", "Ledger: Write");
        world.phone.deleteList(list());
        settle();
        assertThat(world.projectView(project).deletedAt()).isNotNull();
        assertThat(world.taskView(task).deletedAt()).isNotNull();
        bothSidesHold();
    }

    @Test
    void what_is_deleted_here_is_deleted_there() {
        world.delete(project);
        world.untilQuiet();
        settle();
        assertThat(lists()).isEmpty();
        bothSidesHold();
    }

    @Test
    void between_card_and_list_there_is_no_difference_and_none_is_let_go() {
        world.remote.calls();
        world.place(project, Placement.LIST);
        world.untilQuiet();
        world.place(project, Placement.CARD);
        world.untilQuiet();
        bothSidesHold("Ledger:", "Ledger: Write", "Ledger: Write/Think first");
        world.place(project, Placement.NONE);
        world.untilQuiet();
        assertThat(lists()).containsExactly("Ledger");
        assertThat(world.link(EntityRef.list(project.id()))).isInstanceOf(SyncLink.Detached.class);
    }

    @Test
    void what_is_said_for_this_service_counts_more_than_the_placement() {
        world.placeHere(project, Placement.NONE);
        settle();
        assertThat(lists()).containsExactly("Ledger");
        assertThat(world.remote.card("Write")).isNotNull();
        assertThat(world.link(EntityRef.list(project.id()))).isInstanceOf(SyncLink.Detached.class);
        world.rename(task, "Write it");
        world.phone.add(list(), "Theirs");
        settle();
        assertThat(world.remote.card("Write")).isNotNull();
        assertThat(world.tasksIn(project)).hasSize(2);
        assertThat(world.conflicts.all()).isEmpty();

        world.place(project, Placement.NONE);
        world.placeHere(project, Placement.LIST);
        settle();
        bothSidesHold("Ledger:", "Ledger: Theirs", "Ledger: Write it", "Ledger: Write it/Think first");
    }
}
