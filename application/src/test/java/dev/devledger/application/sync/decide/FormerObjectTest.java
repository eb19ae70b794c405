package dev.devledger.application.sync.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.memory.MemoryRemote;
import dev.devledger.application.sync.memory.MemoryRemote.Call;
import dev.devledger.application.sync.memory.MemoryRemote.Card;
import dev.devledger.application.sync.memory.MemoryRemote.Fault;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.sync.conflict.Conflict.Choice;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.link.SyncLink;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A former object of an entity that comes back is not taken for a new one. */
class FormerObjectTest {
    private final World world = new World();
    private EntityRef project;
    private Card former;

    @BeforeEach
    void it_was_made_again() {
        world.remote.addList(World.LIST);
        project = world.project("Ledger");
        world.untilQuiet();
        next();
        former = world.remote.card("Ledger");
        world.phone.delete(former);
        world.delete(project);
        settles();
        world.restore(project);
        settles();
        assertThat(world.remote.card("Ledger")).isNotSameAs(former);
        assertThat(world.link(project)).isInstanceOf(SyncLink.Linked.class);
    }

    private void next() {
        world.clock.forward(Duration.ofSeconds(1));
        world.full();
    }

    private void settles() {
        world.untilQuiet();
        world.fullAfterSettle();
        world.fullAfterSettle();
        world.untilQuiet();
    }

    private int projects() {
        return world.tree.projects().size();
    }

    @Test
    void what_they_restore_is_a_question_and_no_second_project() {
        int before = projects();
        world.phone.restore(former);
        settles();
        assertThat(projects()).isEqualTo(before);
        assertThat(world.conflicts.of(project)).singleElement().satisfies(each -> assertThat(each.dispute())
                .isInstanceOfSatisfying(
                        Dispute.Duplicate.class,
                        copy -> assertThat(copy.object().id()).isEqualTo(former.id)));
        int events = world.ledger.size();
        settles();
        assertThat(world.ledger.eventsFrom(events)).isEmpty();
    }

    @Test
    void the_project_itself_goes_on_meanwhile() {
        world.phone.restore(former);
        settles();
        world.rename(project, "Ledger 2");
        settles();
        assertThat(world.cards()).containsExactlyInAnyOrder("Ledger", "Ledger 2");
    }

    @Test
    void taken_over_it_is_a_project_of_its_own() {
        int before = projects();
        world.phone.restore(former);
        settles();
        world.resolve(world.conflicts.of(project).getFirst(), Choice.REMOTE, null);
        settles();
        assertThat(projects()).isEqualTo(before + 1);
        assertThat(world.remote.live()).hasSize(2);
        assertThat(world.conflicts.of(project)).hasSize(1);
    }

    @Test
    void thrown_away_again_it_is_no_question_any_more() {
        world.phone.restore(former);
        settles();
        world.phone.delete(former);
        settles();
        assertThat(world.conflicts.open(world.account)).isZero();
    }

    @Test
    void an_old_list_that_shows_it_once_more_is_no_question() {
        world.phone.restore(former);
        world.remote.passTime();
        world.phone.delete(former);
        world.clock.forward(MemoryRemote.LAG);
        world.remote.next(Call.OPEN_TASKS, Fault.STALE);
        world.full();
        assertThat(world.conflicts.all()).isEmpty();
    }

    @Test
    void deleted_here_it_is_asked_whether_it_is_back() {
        world.delete(project);
        settles();
        world.phone.restore(former);
        settles();
        assertThat(world.conflicts.of(project)).singleElement().satisfies(each -> assertThat(each.dispute())
                .isInstanceOf(Dispute.Reappeared.class));
    }
}
