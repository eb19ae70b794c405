package dev.devledger.application.sync.pull;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.memory.MemoryRemote.Card;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.shared.Violations;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.link.SyncEvent;
import dev.devledger.domain.sync.link.SyncLink;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What was cut here, was deleted there and is restored there, is agreed on as it is there. */
class RevivedCutsTest {
    private static final String LONG = "w".repeat(Violations.TITLE + 4);

    private final World world = new World();
    private EntityRef project;
    private Card card;

    @BeforeEach
    void cut_and_deleted() {
        project = world.cards(1).getFirst();
        card = world.remote.live().getFirst();
        world.phone.rename(card, LONG);
        looks();
        world.phone.delete(card);
        looks();
        assertThat(world.projectView(project).deletedAt()).isNotNull();
    }

    private void looks() {
        world.fullAfterSettle();
        world.fullAfterSettle();
    }

    private long cuts() {
        return world.ledger.events().stream()
                .filter(each -> each.payload() instanceof SyncEvent.Fitted)
                .count();
    }

    @Test
    void it_is_the_same_cut() {
        world.phone.restore(card);
        looks();

        assertThat(world.projectView(project).deletedAt()).isNull();
        assertThat(((SyncLink.Linked) world.link(project)).base().title()).isEqualTo(LONG);
        assertThat(((SyncLink.Linked) world.link(project)).warnings()).hasSize(1);
        assertThat(cuts()).as("it is known since then").isOne();
        assertThat(world.remote.card(LONG).id).isEqualTo(card.id);
    }

    @Test
    void what_was_changed_there_meanwhile_comes() {
        world.phone.restore(card);
        world.phone.rename(card, "Short");
        looks();

        assertThat(world.projectView(project).name()).isEqualTo("Short");
        assertThat(((SyncLink.Linked) world.link(project)).base().title()).isEqualTo("Short");
    }
}
