package dev.devledger.application.sync;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.devledger.application.sync.MemoryRemote.Card;
import dev.devledger.domain.sync.Canonical;
import dev.devledger.domain.sync.EntityRef;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a person does twice may be there twice; what the sync makes twice may not. */
class InvariantsTest {
    private final World world = new World();
    private final Invariants invariants = new Invariants(world, new Testimony());
    private String list;

    @BeforeEach
    void a_card_is_on_both_sides() {
        list = world.cardList();
        world.phone.add(list, "Ledger");
        world.full();
    }

    @Test
    void a_copy_of_a_person_that_was_deleted_there_and_restored_here_is_no_double() {
        world.phone.duplicate(world.remote.card("Ledger"));
        world.full();
        Card copy = world.remote.live().getLast();
        EntityRef entity =
                world.book.ofRemote(world.account, Set.of(copy.id)).getFirst().entity();
        world.phone.delete(copy);
        for (int cycle = 0; cycle < 3; cycle++) {
            world.fullAfterSettle();
        }
        world.restore(entity);
        world.fullAfterSettle();
        invariants.settled();
    }

    @Test
    void what_the_sync_makes_twice_is_a_double() {
        Card card = world.remote.card("Ledger");
        world.remote.add(list, Canonical.list(card.content.title()));
        assertThatThrownBy(invariants::settled)
                .isInstanceOf(Invariants.Broken.class)
                .hasMessageContaining("Ledger is there 2 times");
    }

    @Test
    void also_where_a_person_has_made_a_copy() {
        Card card = world.remote.card("Ledger");
        world.phone.duplicate(card);
        world.full();
        world.remote.add(list, Canonical.list(card.content.title()));
        assertThatThrownBy(invariants::settled)
                .isInstanceOf(Invariants.Broken.class)
                .hasMessageContaining("Ledger is there 2 times");
    }
}
