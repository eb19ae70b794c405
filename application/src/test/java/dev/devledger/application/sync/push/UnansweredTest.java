package dev.devledger.application.sync.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.devledger.application.sync.memory.ConnectorStates;
import dev.devledger.application.sync.memory.ConnectorStates.ConnectorCondition;
import dev.devledger.application.sync.memory.MemoryRemote.Call;
import dev.devledger.application.sync.memory.MemoryRemote.Card;
import dev.devledger.application.sync.memory.MemoryRemote.Fault;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import dev.devledger.domain.sync.link.SyncCommand;
import dev.devledger.domain.sync.link.SyncLink;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Calls without an answer: an effect that took place is found, and a missing one is made up for once. */
class UnansweredTest {
    private final World world = new World();
    private String list;

    @BeforeEach
    void the_card_list_is_known() {
        list = world.remote.addList(World.LIST).id();
        world.project("First");
        world.untilQuiet();
        world.remote.calls();
    }

    private EntityRef project(String name, String description) {
        return world.project(name, ProjectStatus.ACTIVE, Placement.CARD, description);
    }

    private void settle() {
        world.clock.forward(World.SETTLE);
        world.cycle();
    }

    private List<Call> writes() {
        return world.remote.calls().stream()
                .filter(call -> call == Call.CREATE || call == Call.UPDATE || call == Call.DELETE)
                .toList();
    }

    @Test
    void a_create_whose_answer_was_lost_is_found_and_not_doubled() {
        world.remote.next(Call.CREATE, Fault.LOST_ANSWER);
        EntityRef project = world.project("Ledger");
        world.untilQuiet();
        assertThat(world.cards()).containsExactly("First", "Ledger");
        assertThat(world.remote.calls()).containsExactly(Call.CREATE, Call.OPEN_TASKS, Call.FINISHED_TASKS);
        assertThat(((SyncLink.Linked) world.link(project)).remote().id()).isEqualTo(world.remote.card("Ledger").id);
    }

    @Test
    void a_create_that_never_arrived_is_sent_again_after_two_reads_a_settle_time_apart() {
        world.remote.next(Call.CREATE, Fault.LOST_REQUEST);
        world.project("Ledger");
        world.cycle();
        Instant sent = world.clock.instant();
        assertThat(writes()).containsExactly(Call.CREATE);

        settle();
        assertThat(world.remote.calls()).containsExactly(Call.OPEN_TASKS, Call.FINISHED_TASKS);
        assertThat(world.clock.instant()).isAfterOrEqualTo(sent.plus(World.SETTLE));

        settle();
        assertThat(world.remote.calls())
                .as("in all the account before it is sent again")
                .containsExactly(Call.OPEN_TASKS, Call.FINISHED_TASKS, Call.EVERYWHERE, Call.CREATE);
        assertThat(world.cards()).containsExactly("First", "Ledger");
    }

    @Test
    void each_sending_has_two_reads_of_its_own() {
        world.remote.next(Call.CREATE, Fault.LOST_REQUEST, Fault.LOST_REQUEST);
        world.project("Ledger");
        world.untilQuiet();
        assertThat(world.remote.calls())
                .containsExactly(
                        Call.CREATE,
                        Call.OPEN_TASKS,
                        Call.FINISHED_TASKS,
                        Call.OPEN_TASKS,
                        Call.FINISHED_TASKS,
                        Call.EVERYWHERE,
                        Call.CREATE,
                        Call.OPEN_TASKS,
                        Call.FINISHED_TASKS,
                        Call.OPEN_TASKS,
                        Call.FINISHED_TASKS,
                        Call.EVERYWHERE,
                        Call.CREATE);
        assertThat(world.cards()).containsExactly("First", "Ledger");
    }

    @Test
    void asking_again_and_again_does_not_send_it_sooner() {
        world.remote.next(Call.CREATE, Fault.LOST_REQUEST);
        EntityRef project = world.project("Ledger");
        world.cycle();
        world.clock.forward(World.SETTLE);
        for (int i = 0; i < 5; i++) {
            world.runner.run();
        }
        assertThat(writes()).containsExactly(Call.CREATE);
        assertThat(world.link(project)).isInstanceOf(SyncLink.Creating.class);
    }

    @Test
    void a_create_is_sent_three_times_and_then_a_person_decides() {
        world.remote.next(Call.CREATE, Fault.LOST_REQUEST, Fault.LOST_REQUEST, Fault.LOST_REQUEST, Fault.LOST_REQUEST);
        EntityRef project = world.project("Ledger");
        world.untilQuiet();
        assertThat(writes()).containsExactly(Call.CREATE, Call.CREATE, Call.CREATE);
        assertThat(((SyncLink.Stopped) world.link(project)).reason())
                .isEqualTo("Devledger sent it 3 times; TickTick never answered, and it was not found in TickTick");
        assertThat(world.work.reason(project)).contains("was not found in TickTick");
    }

    @Test
    void a_lost_create_that_is_no_longer_wanted_is_forgotten() {
        world.remote.next(Call.CREATE, Fault.LOST_REQUEST);
        EntityRef project = world.project("Ledger");
        world.cycle();
        world.delete(project);
        world.untilQuiet();
        assertThat(writes()).containsExactly(Call.CREATE);
        assertThat(world.link(project)).isEqualTo(new SyncLink.None(null));
    }

    @Test
    void a_create_that_arrived_and_is_no_longer_wanted_is_deleted() {
        world.remote.next(Call.CREATE, Fault.LOST_ANSWER);
        EntityRef project = world.project("Ledger");
        world.cycle();
        world.delete(project);
        world.untilQuiet();
        assertThat(world.cards()).containsExactly("First");
        assertThat(world.link(project)).isInstanceOf(SyncLink.Closed.class);
    }

    @Test
    void an_edit_meanwhile_is_written_to_what_was_found() {
        world.remote.next(Call.CREATE, Fault.LOST_ANSWER);
        EntityRef project = world.project("Ledger");
        world.cycle();
        world.rename(project, "Other");
        world.untilQuiet();
        assertThat(world.cards()).containsExactly("First", "Other");
        assertThat(writes()).containsExactly(Call.CREATE, Call.UPDATE);
    }

    @Test
    void what_was_ticked_meanwhile_is_not_opened_again() {
        world.remote.next(Call.CREATE, Fault.LOST_ANSWER);
        world.project("Ledger");
        world.cycle();
        Card card = world.remote.card("Ledger");
        card.content = card.content.withStatus(RemoteStatus.COMPLETED);
        card.finishedAt = world.clock.instant();
        world.untilQuiet();
        assertThat(world.cards()).containsExactly("First", "Ledger COMPLETED");
        assertThat(writes()).containsExactly(Call.CREATE);
    }

    @Test
    void twins_are_bound_one_to_one() {
        world.remote.next(Call.CREATE, Fault.LOST_ANSWER, Fault.LOST_ANSWER, Fault.LOST_REQUEST);
        List<EntityRef> same =
                Stream.of("Same", "Same", "Same").map(world::project).toList();
        world.untilQuiet();
        assertThat(world.cards()).containsExactly("First", "Same", "Same", "Same");
        assertThat(same.stream()
                        .map(each ->
                                ((SyncLink.Linked) world.link(each)).remote().id())
                        .distinct())
                .hasSize(3);
        assertThat(writes()).hasSize(4);
    }

    @Test
    void an_equal_title_with_other_content_stops_it() {
        world.remote.next(Call.CREATE, Fault.LOST_REQUEST);
        EntityRef project = project("Ledger", "our text");
        world.cycle();
        world.remote.add(list, CanonicalContent.list("Ledger"));
        world.untilQuiet();
        assertThat(world.link(project)).isInstanceOf(SyncLink.Stopped.class);
        assertThat(writes()).containsExactly(Call.CREATE);
        assertThat(((SyncLink.Stopped) world.link(project)).reason()).contains("other content");
        assertThat(world.work.reason(project)).contains("your decision");
    }

    @Test
    void a_person_is_asked_which_one_it_is_and_a_full_cycle_takes_it_for_nobody_elses() {
        world.remote.next(Call.CREATE, Fault.LOST_REQUEST);
        EntityRef project = project("Ledger", "our text");
        world.cycle();
        Card card = world.remote.add(list, CanonicalContent.list("Ledger"));
        world.untilQuiet();
        int projects = world.cards().size();

        world.runner.run();

        assertThat(world.conflicts.standing(world.account, List.of(project)))
                .singleElement()
                .satisfies(each -> assertThat(each.dispute())
                        .isInstanceOfSatisfying(Dispute.AmbiguousObject.class, which -> assertThat(which.candidates())
                                .extracting(candidate -> candidate.object().id())
                                .containsExactly(card.id)));
        assertThat(world.cards()).hasSize(projects);
        assertThat(world.book.ofRemote(world.account, List.of(card.id))).isEmpty();
    }

    @Test
    void an_older_card_of_that_title_is_not_meant() {
        world.remote.add(list, CanonicalContent.list("Ledger"));
        world.clock.forward(Duration.ofMinutes(6));
        world.remote.next(Call.CREATE, Fault.LOST_REQUEST);
        EntityRef project = project("Ledger", "our text");
        world.untilQuiet();
        assertThat(world.link(project)).isInstanceOf(SyncLink.Linked.class);
        assertThat(world.cards()).containsExactly("First", "Ledger", "Ledger (our text)");
    }

    /** Two tasks called "Tests" below two cards are common, and so is a bad minute in which both are made. */
    @Test
    void the_twin_of_another_is_no_reason_to_stop() {
        EntityRef here = world.project("Here");
        EntityRef there = world.project("There");
        world.untilQuiet();
        world.remote.next(Call.CREATE, Fault.LOST_REQUEST, Fault.LOST_ANSWER);
        EntityRef lost = world.task(here, "Tests");
        EntityRef made = world.task(there, "Tests");
        world.untilQuiet();
        assertThat(world.link(lost)).isInstanceOf(SyncLink.Linked.class);
        assertThat(world.link(made)).isInstanceOf(SyncLink.Linked.class);
        assertThat(world.cards()).containsExactly("First", "Here", "Here/Tests", "There", "There/Tests");
    }

    @Test
    void a_ticked_twin_is_found_whoever_was_looked_for_before_it() {
        EntityRef project = world.project("Ledger");
        world.untilQuiet();
        world.remote.next(Call.CREATE, Fault.LOST_ANSWER, Fault.LOST_ANSWER);
        EntityRef old = world.task(project, "Old");
        world.cycle();
        Card card = world.remote.card("Old");
        card.content = card.content.withStatus(RemoteStatus.COMPLETED);
        card.finishedAt = world.clock.instant();
        world.clock.forward(Duration.ofHours(1));
        world.remote.next(Call.OPEN_TASKS, Fault.AWAY);
        EntityRef young = world.project("Young"); // looked for first: cards come before what is below them
        world.cycle();
        world.runner.run();
        assertThat(world.link(young)).isInstanceOf(SyncLink.Linked.class);
        assertThat(world.link(old)).isInstanceOf(SyncLink.Linked.class);
        world.untilQuiet();
        assertThat(world.cards()).containsExactly("First", "Ledger", "Ledger/Old COMPLETED", "Young");
    }

    @Test
    void an_update_whose_answer_was_lost_is_agreed_when_it_is_seen() {
        EntityRef project = world.project("Ledger");
        world.untilQuiet();
        world.remote.calls();
        world.remote.next(Call.UPDATE, Fault.LOST_ANSWER);
        world.rename(project, "Other");
        world.untilQuiet();
        assertThat(world.remote.calls()).containsExactly(Call.FIND, Call.UPDATE, Call.FIND);
        assertThat(((SyncLink.Linked) world.link(project)).sent()).isEmpty();
    }

    @Test
    void an_update_that_never_arrived_is_sent_again() {
        EntityRef project = world.project("Ledger");
        world.untilQuiet();
        world.remote.next(Call.UPDATE, Fault.LOST_REQUEST);
        world.rename(project, "Other");
        world.untilQuiet();
        assertThat(world.cards()).containsExactly("First", "Other");
    }

    @Test
    void a_newer_edit_wins_over_our_own_lost_write() {
        EntityRef project = world.project("Ledger");
        world.untilQuiet();
        world.remote.next(Call.UPDATE, Fault.LOST_ANSWER);
        world.rename(project, "Other");
        world.cycle();
        world.rename(project, "Third");
        world.untilQuiet();
        assertThat(world.cards()).containsExactly("First", "Third");
    }

    @Test
    void what_our_own_lost_write_changed_there_can_be_deleted() {
        EntityRef project = world.project("Ledger");
        world.untilQuiet();
        world.remote.next(Call.UPDATE, Fault.LOST_ANSWER);
        world.remote.next(Call.DELETE, Fault.AWAY, Fault.LOST_ANSWER);
        world.rename(project, "Other");
        world.cycle();
        world.delete(project);
        world.untilQuiet();
        assertThat(world.cards()).containsExactly("First");
        assertThat(world.link(project)).isInstanceOf(SyncLink.Closed.class);
    }

    @ParameterizedTest
    @EnumSource(
            value = Fault.class,
            names = {"LOST_ANSWER", "LOST_REQUEST"})
    void a_delete_without_an_answer_is_sent_again(Fault fault) {
        EntityRef project = world.project("Ledger");
        world.untilQuiet();
        world.remote.calls();
        world.remote.next(Call.DELETE, fault);
        world.delete(project);
        world.untilQuiet();
        assertThat(world.cards()).containsExactly("First");
        assertThat(world.link(project)).isInstanceOf(SyncLink.Closed.class);
        assertThat(writes()).containsExactly(Call.DELETE, Call.DELETE);
    }

    /** What is asked for may be at fault: the service is not away where it answers something harmless. */
    @Test
    void three_calls_in_a_row_without_an_answer_do_not_keep_the_rest_from_a_service_that_answers() {
        EntityRef known = world.project("Known");
        world.untilQuiet();
        world.remote.calls();
        world.remote.next(Call.CREATE, Fault.LOST_REQUEST, Fault.LOST_REQUEST, Fault.LOST_REQUEST);
        Stream.of("One", "Two", "Three").forEach(world::project);
        world.rename(known, "Other");
        world.cycle();
        assertThat(world.remote.calls())
                .startsWith(Call.CREATE, Call.CREATE, Call.CREATE, Call.LISTS)
                .contains(Call.UPDATE);
        assertThat(world.cards()).contains("Other");
        assertThat(world.cycles.getLast().complete()).isFalse();
        world.untilQuiet();
        assertThat(world.cards()).containsExactly("First", "One", "Other", "Three", "Two");
    }

    @Test
    void three_calls_in_a_row_without_an_answer_end_the_cycle_where_the_lists_have_none_either() {
        EntityRef known = world.project("Known");
        world.untilQuiet();
        world.remote.calls();
        world.remote.next(Call.CREATE, Fault.LOST_REQUEST, Fault.LOST_REQUEST, Fault.LOST_REQUEST);
        world.remote.next(Call.LISTS, Fault.LOST_REQUEST);
        Stream.of("One", "Two", "Three").forEach(world::project);
        world.rename(known, "Other");
        world.cycle();
        assertThat(world.remote.calls()).containsExactly(Call.CREATE, Call.CREATE, Call.CREATE, Call.LISTS);
        assertThat(world.state().state()).isEqualTo(ConnectorCondition.UNREACHABLE);
        assertThat(world.cycles.getLast().error()).isNotBlank();
        world.untilQuiet();
        assertThat(world.cards()).containsExactly("First", "One", "Other", "Three", "Two");
        assertThat(world.state()).isEqualTo(ConnectorStates.ConnectorState.IDLE);
    }

    @Test
    void a_remote_that_is_away_is_asked_less_and_less_often() {
        world.remote.next(Call.CREATE, Fault.AWAY, Fault.AWAY, Fault.AWAY, Fault.AWAY);
        world.project("Ledger");
        for (int seconds : new int[] {1, 2, 4, 8}) {
            world.cycle();
            assertThat(world.state().notBefore())
                    .isEqualTo(world.clock.instant().plusSeconds(seconds));
            world.clock.forward(Duration.ofSeconds(seconds));
        }
        world.cycle();
        assertThat(world.cards()).containsExactly("First", "Ledger");
    }

    @Test
    void what_was_abandoned_there_long_before_is_not_what_was_lost() {
        Card old = world.phone.add(list, "Ledger");
        world.phone.abandon(old);
        world.clock.forward(Duration.ofDays(30));
        world.remote.next(Call.CREATE, Fault.LOST_REQUEST);
        EntityRef project = world.project("Ledger");
        world.untilQuiet();
        world.fullAfterSettle();
        assertThat(world.link(project).object().id()).isNotEqualTo(old.id);
        assertThat(world.projectView(project).status()).isEqualTo(ProjectStatus.ACTIVE);
        assertThat(world.cards()).containsExactly("First", "Ledger", "Ledger ABANDONED");
    }

    @Test
    void what_a_later_try_of_the_refused_has_made_without_a_record_is_found_although_it_was_edited_here_since() {
        world.remote.next(Call.CREATE, Fault.REFUSED);
        EntityRef project = world.project("Ledger");
        world.cycle();
        world.ledger.onSend(command -> {
            if (command instanceof SyncCommand.Link) {
                throw new Error("the process ends");
            }
        });
        world.clock.forward(World.SETTLE);
        assertThatThrownBy(world::cycle).hasMessage("the process ends");
        world.ledger.onSend(command -> {});
        world.nextNode();
        world.describe(project, "edited");
        world.untilQuiet();
        assertThat(world.cards()).containsExactly("First", "Ledger (edited)");
    }
}
