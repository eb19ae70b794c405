package dev.devledger.application.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.Sync.HintIntake;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount.ConnectorMode;
import dev.devledger.application.sync.connector.Connector.Hint;
import dev.devledger.application.sync.connector.Layout.ListLayout;
import dev.devledger.application.sync.memory.ConflictView;
import dev.devledger.application.sync.memory.MemoryRemote.Call;
import dev.devledger.application.sync.memory.MemoryRemote.Card;
import dev.devledger.application.sync.memory.Nature;
import dev.devledger.application.sync.memory.PendingApprovals;
import dev.devledger.application.sync.simulation.Sabotage;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.sync.conflict.Conflict.Choice;
import dev.devledger.domain.sync.conflict.Conflict.ConflictCommand;
import dev.devledger.domain.sync.conflict.Conflict.ConflictId;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteList;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.sync.merge.Merge.ConflictPolicy;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A service in which each list is a project, whoever made it. */
class TakenListsTest {
    private static final Nature TAKES_LISTS =
            new Nature(Nature.CLICKUP.capabilities(), false, new ListLayout(true), true, Nature.CLICKUP.quirks());

    private final World world = new World(TAKES_LISTS);

    @Test
    void a_list_that_people_make_is_a_project_with_its_tasks_once() {
        String list = world.remote.addList("Garden").id();
        world.phone.add(list, "Water the ferns");

        settle();

        EntityRef project = world.projectCalled("Garden");
        assertThat(world.tasksIn(project)).containsExactly(world.taskCalled("Water the ferns"));
        world.rename(project, "The garden");
        settle();
        assertThat(lists()).containsExactly("The garden");
        assertThat(projects()).isOne();
        assertThat(world.projectView(project).placements())
                .containsExactly(Map.entry(world.account.connector(), Placement.LIST));
    }

    /** One without any name is one that nobody may see; a name of blanks is a name, and the ledger has none like it. */
    @ParameterizedTest
    @ValueSource(strings = {" ", "\t", "\u00A0 "})
    void a_list_whose_name_nobody_can_see_is_untitled(String name) {
        world.remote.addList(name);
        world.remote.addList("");

        settle();

        assertThat(projects()).isOne();
        assertThat(world.projectView(world.projectCalled("Untitled")).name()).isEqualTo("Untitled");
        assertThat(lists()).contains(name);
    }

    @ParameterizedTest
    @EnumSource(ConflictPolicy.class)
    void one_that_is_called_so_there_and_otherwise_here_waits_for_nobody_but_a_person(ConflictPolicy policy) {
        World of = new World(
                new World.Kind(true, policy, Duration.ZERO, ConnectorMode.SANDBOX, Sabotage.NONE, TAKES_LISTS));
        String list = of.remote.addList("Garden").id();
        settle(of);
        EntityRef project = of.projectCalled("Garden");

        of.rename(project, "The garden");
        of.remote.rename(list, "  ");
        settle(of);

        assertThat(of.conflicts.all())
                .extracting(each -> each.state() == ConflictView.State.OPEN)
                .containsExactly(policy == ConflictPolicy.HOLD);
        assertThat(of.work.marked()).isEmpty();
        assertThat(of.projectView(project).name())
                .isEqualTo(policy == ConflictPolicy.REMOTE ? "Untitled" : "The garden");
        assertThat(of.remote.allLists().getLast().name())
                .isEqualTo(policy == ConflictPolicy.LEDGER ? "The garden" : "  ");
    }

    /** Whatever a new project is otherwise: this one is there already. */
    @Test
    void a_second_list_that_a_person_makes_a_project_is_one_there() {
        EntityRef project = world.project("Garden");
        settle();
        String second = world.remote.addList("Garden").id();
        world.phone.add(second, "Water the ferns");
        ConflictId asked = new ConflictId(UUID.randomUUID());
        world.send(new ConflictCommand.Raise(
                asked,
                world.account.link(EntityRef.list(project.id())),
                new Dispute.Duplicate(new RemoteRef(second, second), CanonicalContent.list("Garden")),
                world.clock.instant()));
        world.people(changes -> world.decisions().resolve(changes, asked.value(), Choice.REMOTE, null));
        settle();

        assertThat(lists()).containsExactly("Garden", "Garden");
        assertThat(projects()).isEqualTo(2);
        UUID other = world.taskView(world.taskCalled("Water the ferns")).projectId();
        assertThat(other).isNotEqualTo(project.id());
        assertThat(world.projectView(EntityRef.project(other)).placements())
                .containsExactly(Map.entry(world.account.connector(), Placement.LIST));
        assertThat(world.link(EntityRef.list(other))).isInstanceOf(SyncLink.Linked.class);
    }

    @Test
    void a_list_whose_project_is_not_to_be_there_any_more_stays_theirs() {
        EntityRef project = world.project("Garden");
        EntityRef task = world.task(project, "Water the ferns");
        settle();
        world.placeHere(project, Placement.NONE);
        settle();

        assertThat(lists()).containsExactly("Garden");
        assertThat(world.remote.card("Water the ferns")).isNotNull();
        assertThat(projects()).isOne();
        assertThat(world.taskView(task).deletedAt()).isNull();
    }

    @Test
    void a_list_that_people_make_is_a_project_after_the_next_poll() {
        Duration minute = Duration.ofMinutes(1);
        World polling = new World(
                new World.Kind(true, ConflictPolicy.REMOTE, minute, ConnectorMode.SANDBOX, Sabotage.NONE, TAKES_LISTS));
        for (int poll = 0; poll < 5; poll++) {
            polling.clock.forward(minute);
            polling.cycle();
        }
        polling.remote.calls();

        polling.clock.forward(minute);
        polling.cycle();
        assertThat(polling.remote.calls()).containsExactly(Call.CHANGES, Call.LISTS);
        polling.remote.addList("Garden");
        polling.clock.forward(minute);
        polling.cycle();

        assertThat(polling.projectCalled("Garden")).isNotNull();
    }

    @Test
    void a_list_that_a_hint_tells_of_is_a_project_at_once() {
        world.project("House");
        settle();
        String list = world.remote.addList("Garden").id();

        new HintIntake(world.hints, () -> {}).take(world.account, new Hint(list, null, false, "list " + list));
        world.clock.forward(Duration.ofSeconds(3));
        world.cycle();

        assertThat(world.projectCalled("Garden")).isNotNull();
    }

    @Test
    void a_list_that_is_called_as_a_project_is_that_ones() {
        world.remote.addList("Garden");
        EntityRef project = world.project("Garden");

        settle();

        assertThat(projects()).isOne();
        assertThat(world.projectCalled("Garden")).isEqualTo(project);
        assertThat(lists()).containsExactly("Garden");
    }

    @Test
    void where_both_have_something_a_person_is_asked_before_anything_is_done() {
        World live = World.live(TAKES_LISTS);
        String list = live.remote.addList("Garden").id();
        live.phone.add(list, "Water the ferns");
        live.project("House");

        settle(live);

        PendingApprovals.PendingPlan held =
                assertThat(live.holds.list(live.account)).singleElement().actual();
        assertThat(held.guard()).isEqualTo(PendingApprovals.FIRST_LINK);
        assertThat(live.tree.projects()).hasSize(1);
        assertThat(live.remote.allLists()).hasSize(1);

        live.approvals().approve(null, held.planHash(), "owner");
        settle(live);

        assertThat(live.tree.projects()).hasSize(2);
        assertThat(live.taskCalled("Water the ferns")).isNotNull();
        assertThat(live.remote.allLists()).extracting(RemoteList::name).containsExactlyInAnyOrder("Garden", "House");
    }

    @Test
    void what_somebody_has_finished_in_a_list_that_does_not_show_it_keeps_the_list() {
        EntityRef project = world.project("Garden");
        settle();
        String list = world.remote.allLists().getFirst().id();
        Card theirs = world.phone.add(list, "Theirs");
        world.phone.complete(theirs);
        world.remote.leaveOut(List.of(theirs.id));

        world.delete(project);
        settle();

        assertThat(lists()).containsExactly("Garden");
        assertThat(theirs.deleted).isFalse();
    }

    private void settle() {
        settle(world);
    }

    private static void settle(World world) {
        for (int i = 0; i < 3; i++) {
            world.fullAfterSettle();
            world.untilQuiet();
        }
    }

    private List<String> lists() {
        return world.remote.allLists().stream().map(RemoteList::name).toList();
    }

    private int projects() {
        return world.tree.projects().size();
    }
}
