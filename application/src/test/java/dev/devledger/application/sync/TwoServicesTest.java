package dev.devledger.application.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.sync.guard.Approvals.HeldPlan;
import dev.devledger.application.sync.memory.ConflictView;
import dev.devledger.application.sync.memory.ConnectorStates.ConnectorCondition;
import dev.devledger.application.sync.memory.MemoryRemote.Call;
import dev.devledger.application.sync.memory.MemoryRemote.Fault;
import dev.devledger.application.sync.memory.PendingApprovals;
import dev.devledger.application.sync.simulation.TwoServices;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.sync.conflict.Conflict.Choice;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.merge.Merge.ConflictPolicy;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** One ledger with two services: changes from one reach the other, and neither delays the other. */
@Timeout(120)
class TwoServicesTest {
    private final TwoServices both = new TwoServices(ConflictPolicy.HOLD);

    @BeforeEach
    void aCardInBoth() {
        String list = both.one.remote.addList(World.LIST).id();
        both.two.remote.addList(World.LIST);
        both.settle();
        both.one.phone.add(list, "Write");
        both.settle();
        assertThat(both.one.remote.titles()).containsExactly("Write");
        assertThat(both.two.remote.titles()).containsExactly("Write");
    }

    @Test
    void what_is_edited_in_one_is_in_the_other_after_a_cycle_of_each() {
        both.one.phone.rename(both.one.remote.card("Write"), "Write more");
        both.one.full();
        both.two.full();
        assertThat(both.two.remote.titles()).containsExactly("Write more");
        both.two.phone.rename(both.two.remote.card("Write more"), "Written");
        both.two.full();
        both.one.full();
        assertThat(both.one.remote.titles()).containsExactly("Written");
        assertThat(both.actors()).contains("one", "two");
    }

    @Test
    void nothing_comes_back_to_where_it_came_from() {
        both.one.phone.rename(both.one.remote.card("Write"), "Write more");
        both.settle();
        int events = both.events();
        both.one.remote.calls();
        both.two.remote.calls();
        both.settle();
        assertThat(both.events()).isEqualTo(events);
        assertThat(both.one.remote.calls()).doesNotContain(Call.UPDATE, Call.UPDATE_ALL, Call.CREATE);
        assertThat(both.two.remote.calls()).doesNotContain(Call.UPDATE, Call.UPDATE_ALL, Call.CREATE);
    }

    @Test
    void what_is_deleted_in_one_is_deleted_in_the_other() {
        both.one.phone.delete(both.one.remote.card("Write"));
        both.settle();
        assertThat(both.two.remote.titles()).isEmpty();
    }

    @Test
    void one_that_is_away_does_not_hold_the_other_up() {
        both.one.remote.chaos(call -> Fault.AWAY);
        both.two.phone.rename(both.two.remote.card("Write"), "Write more");
        both.settle();
        both.two.phone.rename(both.two.remote.card("Write more"), "Written");
        both.settle();
        assertThat(both.one.runner.status().state()).isEqualTo(ConnectorCondition.UNREACHABLE);
        assertThat(both.one.runner.status().pending()).isEqualTo(1);
        assertThat(both.two.runner.status().state()).isEqualTo(ConnectorCondition.IDLE);
        assertThat(both.two.runner.status().pending()).isZero();
        both.one.remote.chaos(call -> Fault.NONE);
        both.settle();
        assertThat(both.one.remote.titles()).containsExactly("Written");
    }

    @Test
    void each_has_a_lease_of_its_own() {
        both.one.lease.acquire(both.one.account, Duration.ofHours(1));
        both.two.phone.rename(both.two.remote.card("Write"), "Write more");
        both.two.full();
        both.one.cycle();
        assertThat(both.one.remote.titles()).as("another node runs its cycles").containsExactly("Write");
        assertThat(both.one.work.marked()).isNotEmpty();
    }

    @Test
    void a_conflict_says_whose_it_is_and_is_resolved_there() {
        both.one.phone.rename(both.one.remote.card("Write"), "Of one");
        both.two.phone.rename(both.two.remote.card("Write"), "Of two");
        both.one.full();
        both.two.full();
        List<ConflictView> all =
                both.decisions.list(null, null, new PageRequest(50, null)).items();
        assertThat(all).singleElement().extracting(ConflictView::connector).isEqualTo("two");
        assertThat(both.decisions.list("one", null, new PageRequest(50, null)).items())
                .isEmpty();
        assertThatThrownBy(() -> both.decisions.list("three", null, new PageRequest(50, null)))
                .isInstanceOfSatisfying(
                        Rejection.class,
                        e -> assertThat(e.violations().toString()).contains("connector", "one, two"));
        UUID conflict = all.getFirst().id();
        both.people(changes -> both.decisions.resolve(changes, conflict, Choice.REMOTE, null));
        both.settle();
        assertThat(both.one.remote.titles()).containsExactly("Of two");
        assertThat(both.two.remote.titles()).containsExactly("Of two");
    }

    @Test
    void one_choice_settles_what_is_asked_of_both() {
        EntityRef project = EntityRef.project(both.projects().getFirst());
        both.one.rename(project, "Ours");
        both.all().forEach(each -> each.phone.rename(each.remote.card("Write"), "Theirs"));
        both.settle();
        List<ConflictView> open =
                both.decisions.list(null, null, new PageRequest(50, null)).items();
        assertThat(open).extracting(ConflictView::connector).containsExactlyInAnyOrder("one", "two");
        both.people(changes -> both.decisions.resolve(changes, open.getFirst().id(), Choice.REMOTE, null));
        both.settle();
        assertThat(both.decisions
                        .list(null, ConflictView.State.OPEN, new PageRequest(50, null))
                        .items())
                .isEmpty();
        assertThat(both.one.projectView(project).name()).isEqualTo("Theirs");
        assertThat(both.one.remote.titles()).containsExactly("Theirs");
        assertThat(both.two.remote.titles()).containsExactly("Theirs");
    }

    @ParameterizedTest
    @CsvSource({"LOCAL, Ours", "REMOTE, Of one"})
    void one_choice_settles_a_collision_of_all_three(Choice choice, String value) {
        EntityRef project = EntityRef.project(both.projects().getFirst());
        both.one.rename(project, "Ours");
        both.one.phone.rename(both.one.remote.card("Write"), "Of one");
        both.two.phone.rename(both.two.remote.card("Write"), "Of two");
        both.settle();
        List<ConflictView> open =
                both.decisions.list(null, null, new PageRequest(50, null)).items();
        assertThat(open)
                .extracting(ConflictView::connector, ConflictView::local, ConflictView::remote)
                .containsExactlyInAnyOrder(tuple("one", "Ours", "Of one"), tuple("two", "Ours", "Of two"));
        UUID first = open.stream()
                .filter(each -> each.connector().equals("one"))
                .findFirst()
                .orElseThrow()
                .id();

        both.people(changes -> both.decisions.resolve(changes, first, choice, null));
        both.settle();

        assertThat(both.one.remote.titles()).containsExactly(value);
        assertThat(both.two.remote.titles()).containsExactly(value);
        assertThat(both.decisions.list(null, null, new PageRequest(50, null)).items())
                .isEmpty();
    }

    @Test
    void one_choice_turns_round_what_policies_have_settled_in_both() {
        TwoServices settled = new TwoServices(ConflictPolicy.REMOTE);
        String list = settled.one.remote.addList(World.LIST).id();
        settled.two.remote.addList(World.LIST);
        settled.settle();
        settled.one.phone.add(list, "Write");
        settled.settle();
        EntityRef project = EntityRef.project(settled.projects().getFirst());
        settled.one.rename(project, "Ours");
        settled.one.phone.rename(settled.one.remote.card("Write"), "Of one");
        settled.two.phone.rename(settled.two.remote.card("Write"), "Of two");
        settled.settle();
        List<ConflictView> applied = settled.decisions
                .list(null, ConflictView.State.APPLIED, new PageRequest(50, null))
                .items();
        assertThat(applied).extracting(ConflictView::connector).containsExactlyInAnyOrder("one", "two");
        ConflictView ours = applied.stream()
                .filter(each -> "Ours".equals(each.local()))
                .findFirst()
                .orElseThrow();

        settled.people(changes -> settled.decisions.resolve(changes, ours.id(), Choice.LOCAL, null));
        settled.settle();

        assertThat(settled.one.remote.titles()).containsExactly("Ours");
        assertThat(settled.two.remote.titles()).containsExactly("Ours");
        assertThat(settled.decisions.list(null, null, new PageRequest(50, null)).items())
                .isEmpty();
    }

    @Test
    void the_same_plan_that_waits_in_both_is_agreed_to_in_one() {
        String list = both.one.remote.allLists().getFirst().id();
        for (int card = 0; card < 60; card++) {
            both.one.phone.add(list, "Card " + card);
        }
        both.settle();
        both.two.remote.calls();
        assertThat(both.two.remote.titles()).hasSize(61);
        both.projects().forEach(both::delete);
        both.settle();
        List<HeldPlan> waiting = both.approvals.list(null);
        assertThat(waiting).extracting(HeldPlan::connector).containsExactly("one", "two");
        String hash = waiting.getFirst().view().planHash();
        assertThat(waiting.getLast().view().planHash()).isEqualTo(hash);
        assertThatThrownBy(() -> both.approvals.approve(null, hash, "owner"))
                .isInstanceOfSatisfying(Rejection.class, e -> assertThat(e.violations())
                        .extracting(Rejection.Violation::field)
                        .containsExactly("connector"));
        PendingApprovals.Approval approval = both.approvals.approve("two", hash, "owner");
        assertThat(approval.planHash()).isEqualTo(hash);
        both.settle();
        assertThat(both.two.remote.titles()).isEmpty();
        assertThat(both.one.remote.titles()).hasSize(61);
        assertThat(both.approvals.list("two")).isEmpty();
        UUID held = both.approvals.list("one").getFirst().view().id();
        both.people(changes -> both.approvals.refuse(changes, held));
        assertThat(both.approvals.list(null)).isEmpty();
    }
}
