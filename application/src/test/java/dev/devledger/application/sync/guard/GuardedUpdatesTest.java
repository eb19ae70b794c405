package dev.devledger.application.sync.guard;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.memory.MemoryRemote.Call;
import dev.devledger.application.sync.memory.PendingApprovals;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.project.Project.ProjectCommand;
import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.sync.content.EntityRef;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A large number of changes needs an approval even in a cycle that reads no lists. */
class GuardedUpdatesTest {
    private static final Duration POLL = Duration.ofMinutes(1);
    private static final Set<Call> WRITES = Set.of(Call.UPDATE, Call.UPDATE_ALL);

    private final World world = World.live(POLL);
    private List<EntityRef> projects;

    @BeforeEach
    void twelve_cards() {
        projects = world.cards(12);
        world.remote.calls();
        world.clock.forward(Duration.ofSeconds(1));
    }

    private long writes() {
        return world.remote.calls().stream().filter(WRITES::contains).count();
    }

    private void narrow() {
        int before = world.cycles.size();
        world.cycle();
        assertThat(world.cycles.subList(before, world.cycles.size()))
                .singleElement()
                .satisfies(cycle -> assertThat(cycle.kind()).isEqualTo("narrow"));
    }

    @Test
    void it_waits_and_is_shown() {
        projects.forEach(each -> world.describe(each, "Another"));
        narrow();
        assertThat(writes()).isZero();
        assertThat(world.holds.list(world.account)).singleElement().satisfies(held -> {
            assertThat(held.guard()).isEqualTo("updates");
            assertThat(held.operations())
                    .extracting(PendingApprovals.Operation::entity)
                    .containsExactlyInAnyOrderElementsOf(projects);
        });
        world.clock.forward(Duration.ofMinutes(5));
        world.cycle();
        assertThat(writes()).isZero();
    }

    @Test
    void it_goes_when_a_person_agrees() {
        projects.forEach(each -> world.describe(each, "Another"));
        narrow();
        world.holds.approve(
                world.account, world.holds.list(world.account).getFirst().planHash(), "owner");
        world.full();
        assertThat(world.here()).isEqualTo(world.there());
        assertThat(world.holds.list(world.account)).isEmpty();
    }

    @Test
    void what_one_change_set_changed_is_one() {
        world.people(changes -> projects.forEach(each -> changes.send(new ProjectCommand.Edit(
                new ProjectId(each.id()), World.described("Another"), World.RESERVED, null, changes.at()))));
        narrow();
        assertThat(world.here()).isEqualTo(world.there());
    }

    @Test
    void a_few_go() {
        projects.subList(0, 6).forEach(each -> world.describe(each, "Another"));
        narrow();
        assertThat(writes()).as("all of them in a call").isOne();
        assertThat(world.here()).isEqualTo(world.there());
    }
}
