package dev.devledger.application.sync.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.memory.ConnectorStates.ConnectorCondition;
import dev.devledger.application.sync.memory.MemoryRemote.Card;
import dev.devledger.application.sync.memory.Nature;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.link.SyncLink;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Objects that the account may not see for a while are neither gone nor new, and no person is asked about them. */
class NoAccessTest {
    private World world;
    private EntityRef project;
    private String list;

    static List<Nature> natures() {
        return List.of(Nature.TICKTICK, Nature.PLAIN, Nature.PLAIN.withLists());
    }

    private EntityRef task(String name) {
        return world.task(project, name);
    }

    private void bothAgree(Nature nature) {
        world = new World(nature);
        project = world.project("Ledger", ProjectStatus.ACTIVE, Placement.LIST, "");
        task("Written here");
        task("Written there");
        task("Done there");
        task("Deleted here");
        task("Deleted there");
        task("Left alone");
        cycles(6);
        list = ((SyncLink.Linked) world.link(EntityRef.list(project.id())))
                .remote()
                .list();
        assertThat(world.remote.live().stream().filter(each -> each.list.equals(list)))
                .hasSizeGreaterThanOrEqualTo(6);
    }

    private void cycles(int times) {
        for (int i = 0; i < times; i++) {
            world.clock.forward(World.SETTLE.plusSeconds(1));
            world.full();
            world.remote.passTime();
        }
    }

    private EntityRef called(String title) {
        return world.tasksIn(project).stream()
                .filter(each -> world.taskView(each).title().equals(title))
                .findFirst()
                .orElseThrow();
    }

    private long there(String title) {
        return world.remote.live().stream()
                .filter(each -> each.content.title().equals(title))
                .count();
    }

    @ParameterizedTest
    @MethodSource("natures")
    void nothing_is_deleted_made_anew_or_asked(Nature nature) {
        bothAgree(nature);
        EntityRef here = called("Written here");
        EntityRef there = called("Written there");
        EntityRef deleted = called("Deleted there");
        int cards = world.remote.live().size();
        world.remote.hide(list);
        world.rename(here, "Renamed here");
        world.delete(called("Deleted here"));
        task("Made here");
        world.phone.rename(world.remote.card("Written there"), "Renamed there");
        world.phone.complete(world.remote.card("Done there"));
        Card gone = world.remote.card("Deleted there");
        world.phone.delete(gone);
        cycles(8);
        world.clock.forward(Duration.ofHours(7));
        cycles(2);
        assertThat(world.conflicts.all()).isEmpty();
        assertThat(world.taskView(deleted).deletedAt()).isNull();
        assertThat(world.remote.live()).hasSize(cards - 1);
        assertThat(world.state().state()).isNotEqualTo(ConnectorCondition.NEEDS_AUTHORIZATION);

        world.remote.show(list);
        world.clock.forward(Duration.ofHours(7));
        cycles(8);
        assertThat(world.conflicts.all()).isEmpty();
        assertThat(world.remote.live())
                .as("one deleted on each side, and one made")
                .hasSize(cards - 1);
        assertThat(there("Renamed here")).isEqualTo(1);
        assertThat(there("Made here")).isEqualTo(1);
        assertThat(there("Deleted here")).isZero();
        assertThat(world.taskView(there).title()).isEqualTo("Renamed there");
        assertThat(world.taskView(deleted).deletedAt()).isNotNull();
    }
}
