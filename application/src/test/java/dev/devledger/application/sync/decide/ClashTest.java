package dev.devledger.application.sync.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.devledger.application.sync.memory.ConflictView;
import dev.devledger.application.sync.memory.ConflictView.ConflictBook;
import dev.devledger.application.sync.memory.MemoryRemote.Call;
import dev.devledger.application.sync.memory.MemoryRemote.Card;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.sync.conflict.Conflict.Choice;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.link.SyncCommand;
import dev.devledger.domain.sync.link.SyncLink;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Two entities that are linked to one object (docs/sync-design.md, section 5, row E14). */
class ClashTest {
    private final World world = new World();
    private EntityRef one;
    private EntityRef other;
    private Card card;

    @BeforeEach
    void two_claim_one_card() {
        world.remote.addList(World.LIST);
        one = world.project("One");
        other = world.project("Other");
        world.untilQuiet();
        card = world.remote.card("One");
        world.phone.delete(world.remote.card("Other"));
        SyncLink.Linked linked = (SyncLink.Linked) world.link(one);
        world.send(new SyncCommand.Close(world.account.link(other), world.clock.instant()));
        world.send(
                new SyncCommand.Link(world.account.link(other), linked.remote(), linked.base(), world.clock.instant()));
        world.full();
    }

    private ConflictBook.Entry open(EntityRef entity) {
        List<ConflictBook.Entry> open = world.conflicts.of(entity).stream()
                .filter(each -> each.state() == ConflictView.State.OPEN)
                .toList();
        assertThat(open).hasSize(1);
        return open.getFirst();
    }

    @Test
    void both_are_asked_about_and_nothing_is_written_to_either_side() {
        for (EntityRef each : List.of(one, other)) {
            assertThat(open(each).dispute())
                    .isInstanceOfSatisfying(Dispute.AmbiguousObject.class, which -> assertThat(which.candidates())
                            .extracting(candidate -> candidate.object().id())
                            .containsExactly(card.id));
        }
        world.remote.calls();
        world.rename(one, "First");
        world.rename(other, "Second");
        world.cycle();
        world.phone.describe(card, "written there");
        world.fullAfterSettle();
        world.fullAfterSettle();
        assertThat(world.remote.calls()).containsOnly(Call.LISTS, Call.OPEN_TASKS, Call.FINISHED_TASKS);
        assertThat(card.content.title()).isEqualTo("One");
        assertThat(world.projectView(one).description()).isNull();
        assertThat(world.projectView(other).name()).isEqualTo("Second");
    }

    @Test
    void the_one_that_is_let_go_is_made_anew_and_the_other_goes_on_by_itself() {
        world.phone.describe(card, "written there");
        world.resolve(open(other), Choice.LOCAL, null);
        world.fullAfterSettle();
        world.fullAfterSettle();
        assertThat(world.conflicts.all()).noneMatch(each -> each.state() == ConflictView.State.OPEN);
        assertThat(((SyncLink.Linked) world.link(one)).remote().id()).isEqualTo(card.id);
        assertThat(world.projectView(one).description()).isEqualTo("written there");
        assertThat(world.there()).containsExactly("Dev Projects: One (written there)", "Dev Projects: Other");
        assertThat(world.here()).isEqualTo(world.there());
    }

    @Test
    void whose_it_is_cannot_be_chosen_while_another_claims_it() {
        ConflictBook.Entry conflict = open(one);
        assertThatThrownBy(() -> world.resolve(conflict, Choice.VALUE, card.id))
                .isInstanceOf(Rejection.class)
                .hasMessageContaining("another project or task");
        assertThat(open(one)).isEqualTo(conflict);
        world.resolve(open(other), Choice.DETACH, null);
        world.resolve(conflict, Choice.VALUE, card.id);
        world.fullAfterSettle();
        assertThat(world.link(other)).isInstanceOf(SyncLink.Detached.class);
        assertThat(world.there()).containsExactly("Dev Projects: One");
        assertThat(world.conflicts.all()).noneMatch(each -> each.state() == ConflictView.State.OPEN);
    }

    @Test
    void a_card_that_is_gone_meanwhile_is_no_reason_to_delete_anything() {
        world.phone.delete(card);
        world.fullAfterSettle();
        world.fullAfterSettle();
        assertThat(world.projectView(one).deletedAt()).isNull();
        assertThat(world.projectView(other).deletedAt()).isNull();
    }
}
