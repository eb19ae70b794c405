package dev.devledger.application.sync.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.memory.MemoryRemote.Call;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.link.SyncLink;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An archived or read-only list shows no tasks and accepts no writes: its tasks are not gone. */
class ClosedListTest {
    private static final Duration POLL = Duration.ofMinutes(1);
    private static final Set<Call> WRITES = Set.of(
            Call.CREATE, Call.CREATE_ALL, Call.UPDATE, Call.UPDATE_ALL, Call.MOVE, Call.DELETE, Call.DELETE_LIST);

    private final World world = new World(POLL);
    private final List<EntityRef> tasks = new ArrayList<>();
    private EntityRef project;
    private String list;

    @BeforeEach
    void both_sides_agree() {
        project = world.project("Ledger", ProjectStatus.ACTIVE, Placement.LIST, "");
        IntStream.range(0, 4).forEach(each -> tasks.add(world.task(project, "Task " + each)));
        world.project("Other");
        world.untilQuiet();
        world.full();
        world.untilQuiet();
        list = ((SyncLink.Linked) world.link(EntityRef.list(project.id())))
                .remote()
                .list();
        world.remote.calls();
    }

    private void polls(int times) {
        for (int poll = 0; poll < times; poll++) {
            world.clock.forward(POLL);
            world.cycle();
        }
    }

    private List<Call> writes() {
        return world.remote.calls().stream().filter(WRITES::contains).toList();
    }

    /** A read-only list may still show its tasks. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void nothing_is_deleted_here_and_the_status_says_why_nothing_comes(boolean shown) {
        world.remote.archive(list, shown);
        world.phone.delete(world.remote.card("Task 3"));
        polls(5);
        tasks.forEach(each -> assertThat(world.taskView(each).deletedAt()).isNull());
        tasks.forEach(each -> assertThat(world.link(each)).isInstanceOf(SyncLink.Linked.class));
        assertThat(world.holds.list(world.account)).isEmpty();
        assertThat(world.runner.status().state().word()).isEqualTo("attention");
        assertThat(world.runner.status().message()).contains("\"Ledger\"", "archived");
    }

    @Test
    void the_others_go_on() {
        world.remote.archive(list);
        world.phone.rename(world.remote.card("Other"), "Renamed there");
        polls(2);
        assertThat(world.projectCalled("Renamed there")).isNotNull();
        world.phone.delete(world.remote.card("Renamed there"));
        polls(4);
        assertThat(world.tree.projects().stream()
                        .filter(each -> world.projectView(EntityRef.project(each.value()))
                                        .deletedAt()
                                == null))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void nothing_is_written_there_and_it_goes_when_the_list_is_open_again(boolean shown) {
        world.remote.archive(list, shown);
        polls(1);
        writes();
        world.rename(tasks.getFirst(), "Renamed here");
        world.delete(tasks.get(1));
        EntityRef fresh = world.task(project, "Fresh");
        polls(120);
        assertThat(writes()).isEmpty();
        assertThat(world.work.reason(tasks.getFirst())).contains("has not been read since", "archived");
        assertThat(world.work.reason(tasks.get(1))).contains("archived");
        assertThat(world.work.reason(fresh)).contains("archived");
        world.remote.unarchive(list);
        polls(1);
        assertThat(world.work.pending(world.account)).isZero();
        assertThat(world.here()).isEqualTo(world.there());
        assertThat(world.runner.status().state().word()).isEqualTo("idle");
    }

    /** Where no cycle has read the lists since somebody has closed it. */
    @ParameterizedTest
    @ValueSource(booleans = {false, true})
    void it_is_not_deleted_with_its_project_before_it_is_open_again(boolean shown) {
        world.remote.archive(list, shown);
        world.delete(project);
        world.untilQuiet();
        polls(1);
        assertThat(writes()).doesNotContain(Call.DELETE_LIST);
        world.remote.unarchive(list);
        polls(120);
        assertThat(world.remote.allLists()).hasSize(1);
    }

    @Test
    void its_project_may_leave_the_sync_meanwhile() {
        world.remote.archive(list);
        polls(1);
        world.place(project, Placement.NONE);
        polls(2);
        assertThat(world.link(tasks.getFirst())).isInstanceOf(SyncLink.Detached.class);
        assertThat(world.work.pending(world.account)).isZero();
        assertThat(world.runner.status().state().word()).isEqualTo("idle");
    }

    @Test
    void a_list_that_is_not_shared_any_more_is_not_deleted() {
        world.remote.unshare(list);
        polls(5);
        tasks.forEach(each -> assertThat(world.taskView(each).deletedAt()).isNull());
        assertThat(world.projectView(project).deletedAt()).isNull();
        assertThat(world.runner.status().state().word()).isEqualTo("attention");
        assertThat(world.runner.status().message()).contains("\"Ledger\"");
    }

    @Test
    void the_card_list_may_be_archived_as_well() {
        String cards = ((SyncLink.Linked) world.link(EntityRef.CARDS)).remote().list();
        world.remote.archive(cards);
        polls(1);
        writes();
        EntityRef next = world.project("Next");
        polls(5);
        assertThat(writes()).isEmpty();
        assertThat(world.work.reason(next)).contains("archived");
        assertThat(world.remote.allLists()).as("no other is made beside it").hasSize(2);
    }

    @Test
    void the_name_that_it_gets_there_meanwhile_is_taken_over() {
        world.remote.archive(list, true);
        polls(2);
        world.remote.rename(list, "Theirs");
        polls(3);
        assertThat(world.projectView(project).name()).isEqualTo("Theirs");
    }
}
