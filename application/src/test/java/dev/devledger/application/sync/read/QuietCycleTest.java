package dev.devledger.application.sync.read;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.Sync;
import dev.devledger.application.sync.memory.MemoryRemote.Call;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.sync.content.EntityRef;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A cycle that finds nothing new: it takes one request for each scope and three more, and leaves no trace. */
class QuietCycleTest {
    private final World world = new World();

    private void quiet(int scopes) {
        world.full();
        world.untilQuiet();
        world.full();
        world.remote.calls();
        int events = world.ledger.size();
        int doubts = world.doubts.writes();
        int marks = world.work.writes();
        int states = world.stateWrites();
        Sync.Report report = world.fullAfterSettle();
        assertThat(report.remoteRequests()).isEqualTo(2 + scopes + 1);
        List<Call> calls = world.remote.calls();
        assertThat(calls).hasSize(2 + scopes + 1).containsOnly(Call.LISTS, Call.OPEN_TASKS, Call.FINISHED_TASKS);
        assertThat(calls.stream().filter(Call.OPEN_TASKS::equals)).hasSize(scopes);
        assertThat(world.ledger.eventsFrom(events)).isEmpty();
        assertThat(world.doubts.writes()).isEqualTo(doubts);
        assertThat(world.work.writes()).isEqualTo(marks);
        assertThat(world.stateWrites()).isEqualTo(states);
        assertThat(report.pulled() + report.pushed() + report.conflicts()).isZero();
    }

    @Test
    void of_cards() {
        EntityRef project = world.project("Ledger");
        EntityRef write = world.task(project, "Write");
        world.task(project, write, "Read");
        world.project("Other");
        quiet(1);
    }

    @Test
    void of_cards_and_lists() {
        world.task(world.project("Ledger"), "Write");
        world.task(world.project("One", ProjectStatus.ACTIVE, Placement.LIST, ""), "Read");
        world.project("Two", ProjectStatus.ACTIVE, Placement.LIST, "");
        quiet(3);
    }

    @Test
    void after_all_that_can_end() {
        EntityRef project = world.project("Ledger");
        EntityRef write = world.task(project, "Write");
        EntityRef read = world.task(project, "Read");
        EntityRef away = world.task(project, "Away");
        EntityRef gone = world.project("Gone");
        world.project("Nowhere", ProjectStatus.ACTIVE, Placement.NONE, "");
        world.untilQuiet();
        world.full();
        world.phone.complete(world.remote.card("Write"));
        world.phone.abandon(world.remote.card("Read"));
        world.phone.move(world.remote.card("Away"), world.remote.card("Ledger").list);
        world.phone.delete(world.remote.card("Gone"));
        world.full();
        world.fullAfterSettle();
        assertThat(List.of(write, read, away, gone)).doesNotContainNull();
        quiet(1);
    }
}
