package dev.devledger.application.sync.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.memory.MemoryRemote.Call;
import dev.devledger.application.sync.memory.MemoryRemote.Card;
import dev.devledger.application.sync.memory.MemoryRemote.Fault;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.shared.Violations;
import dev.devledger.domain.sync.conflict.Conflict.Choice;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.link.SyncLink;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A name that was cut in the ledger is no local edit, whatever happens to the link meanwhile. */
class KeptFormsTest {
    private final World world = new World();
    private final String cards = world.cardList();
    private final Card card = world.phone.add(cards, "long".repeat(Violations.TITLE / 4 + 1));
    private EntityRef project;

    @BeforeEach
    void it_is_cut_here() {
        world.fullAfterSettle();
        project = EntityRef.project(world.tree.projects().getFirst().value());
        assertThat(world.projectView(project).name()).endsWith("…");
    }

    private void assertTaken(String name) {
        for (int cycle = 0; cycle < 4; cycle++) {
            world.fullAfterSettle();
        }
        assertThat(world.link(project)).isInstanceOf(SyncLink.Linked.class);
        assertThat(world.projectView(project).name()).isEqualTo(name);
        assertThat(world.conflicts.all()).isEmpty();
    }

    private void leaves() {
        world.phone.move(card, world.remote.addList("Theirs").id());
        world.fullAfterSettle();
        world.fullAfterSettle();
        assertThat(world.link(project)).isInstanceOf(SyncLink.OutOfScope.class);
    }

    @Test
    void it_has_another_name_where_it_is_back() {
        leaves();
        world.phone.rename(card, "Short");
        world.phone.move(card, cards);
        assertTaken("Short");
        assertThat(card.content.title()).isEqualTo("Short");
        assertThat(((SyncLink.Linked) world.link(project)).warnings()).isEmpty();
    }

    @Test
    void it_is_back_as_it_was() {
        String whole = card.content.title();
        leaves();
        world.phone.move(card, cards);
        assertTaken(world.projectView(project).name());
        assertThat(card.content.title())
                .as("not written over by what stands for it here")
                .isEqualTo(whole);
        assertStillTold();
    }

    private void assertStillTold() {
        assertThat(((SyncLink.Linked) world.link(project)).warnings()).hasSize(1);
    }

    @Test
    void its_delete_is_taken_back() {
        world.clock.forward(Duration.ofMinutes(5));
        world.remote.next(Call.DELETE, Fault.LOST_REQUEST);
        world.delete(project);
        world.cycle();
        assertThat(world.link(project)).isInstanceOf(SyncLink.Deleting.class);
        world.restore(project);
        assertTaken(world.projectView(project).name());
        assertStillTold();
    }

    @Test
    void it_is_let_go_and_taken_again() {
        world.place(project, Placement.NONE);
        world.untilQuiet();
        assertThat(world.link(project)).isInstanceOf(SyncLink.Detached.class);
        world.place(project, Placement.CARD);
        world.untilQuiet();
        assertTaken(world.projectView(project).name());
        assertStillTold();
    }

    @Test
    void it_has_another_name_when_its_delete_is_taken_back() {
        world.clock.forward(Duration.ofMinutes(5));
        world.remote.next(Call.DELETE, Fault.LOST_REQUEST);
        world.delete(project);
        world.cycle();
        assertThat(world.link(project)).isInstanceOf(SyncLink.Deleting.class);
        world.phone.rename(card, "Short");
        world.restore(project);
        assertTaken("Short");
        assertThat(card.content.title()).isEqualTo("Short");
    }

    private void deleted() {
        world.phone.delete(card);
        world.fullAfterSettle();
        world.fullAfterSettle();
        assertThat(world.link(project)).isInstanceOf(SyncLink.Closed.class);
    }

    private String base() {
        return ((SyncLink.Linked) world.link(project)).base().title();
    }

    @Test
    void it_has_another_name_when_it_is_restored_there() {
        String whole = card.content.title();
        deleted();
        world.phone.restore(card);
        world.phone.rename(card, "Short");
        world.fullAfterSettle();
        assertThat(base()).as("what both sides last held").isEqualTo(whole);
        assertTaken("Short");
        assertThat(card.content.title()).isEqualTo("Short");
    }

    /** A person's decision is not refused for what is too long here. */
    @Test
    void it_is_restored_by_a_decision() {
        String whole = card.content.title();
        String here = world.projectView(project).name();
        world.delete(project);
        world.untilQuiet();
        world.fullAfterSettle();
        assertThat(world.link(project)).isInstanceOf(SyncLink.Closed.class);
        world.phone.restore(card);
        world.fullAfterSettle();
        world.fullAfterSettle();
        world.conflicts.all().forEach(each -> world.resolve(each, Choice.REMOTE, null));
        for (int cycle = 0; cycle < 4; cycle++) {
            world.untilQuiet();
            world.fullAfterSettle();
        }
        assertThat(world.projectView(project).name()).isEqualTo(here);
        assertThat(card.content.title()).isEqualTo(whole);
    }
}
