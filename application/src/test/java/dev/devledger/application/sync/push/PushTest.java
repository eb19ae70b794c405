package dev.devledger.application.sync.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.memory.ConnectorStates;
import dev.devledger.application.sync.memory.ConnectorStates.ConnectorCondition;
import dev.devledger.application.sync.memory.MemoryRemote;
import dev.devledger.application.sync.memory.MemoryRemote.Call;
import dev.devledger.application.sync.memory.MemoryRemote.Card;
import dev.devledger.application.sync.memory.MemoryRemote.Fault;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import dev.devledger.domain.sync.link.SyncEvent;
import dev.devledger.domain.sync.link.SyncLink;
import dev.devledger.domain.task.Task.TaskStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The service holds what the ledger wants after a cycle, with as few calls as possible. */
class PushTest {
    private final World world = new World();

    @BeforeEach
    void the_card_list_is_known() {
        world.remote.addList(World.LIST);
        world.project("First");
        world.untilQuiet();
        world.remote.calls();
    }

    private EntityRef synced(String name) {
        EntityRef project = world.project(name);
        world.untilQuiet();
        world.remote.calls();
        return project;
    }

    private SyncLink.Linked linked(EntityRef entity) {
        return (SyncLink.Linked) world.link(entity);
    }

    private static CanonicalContent changed(Card card, CanonicalContent to) {
        return CanonicalChanges.between(card.content, to).applyTo(card.content);
    }

    private static CanonicalContent titled(Card card, String title) {
        CanonicalContent c = card.content;
        return changed(
                card,
                new CanonicalContent(
                        title,
                        c.description(),
                        c.priority(),
                        c.tags(),
                        c.startDate(),
                        c.dueDate(),
                        c.timeZone(),
                        c.checklist(),
                        c.status(),
                        c.parent()));
    }

    @Test
    void a_new_project_is_one_call() {
        EntityRef project = world.project("Ledger");
        world.untilQuiet();
        assertThat(world.remote.calls()).containsExactly(Call.CREATE);
        assertThat(world.cards()).containsExactly("First", "Ledger");
        assertThat(world.link(project)).isInstanceOf(SyncLink.Linked.class);
        assertThat(world.cycles.getFirst().pushed()).isEqualTo(1);
        assertThat(world.cycles.getFirst().complete()).isTrue();
    }

    @Test
    void an_edit_is_a_read_and_a_write() {
        EntityRef project = synced("Ledger");
        world.rename(project, "Other");
        world.untilQuiet();
        assertThat(world.remote.calls()).containsExactly(Call.FIND, Call.UPDATE);
        assertThat(world.cards()).containsExactly("First", "Other");
    }

    @Test
    void ten_edits_while_it_is_away_are_one_update_of_what_differs() {
        EntityRef project = synced("Ledger");
        world.remote.next(Call.FIND, Fault.AWAY);
        for (int i = 0; i < 8; i++) {
            world.rename(project, "Ledger " + i);
            world.describe(project, "text " + i);
            world.cycle();
        }
        world.rename(project, "Ledger");
        world.prioritise(project, Priority.HIGH);
        world.untilQuiet();
        assertThat(world.remote.calls()).containsExactly(Call.FIND, Call.UPDATE);
        assertThat(world.cards()).containsExactly("First", "Ledger (text 7) !HIGH");
        assertThat(pushed(project))
                .containsExactly(List.of(CanonicalChanges.Field.DESCRIPTION, CanonicalChanges.Field.PRIORITY));
    }

    private List<List<CanonicalChanges.Field>> pushed(EntityRef entity) {
        return world.ledger.events().stream()
                .map(each -> each.payload())
                .filter(SyncEvent.PushIntended.class::isInstance)
                .map(SyncEvent.PushIntended.class::cast)
                .filter(each -> each.link().entity().equals(entity))
                .map(each -> List.copyOf(each.changes().fields()))
                .toList();
    }

    @Test
    void an_edit_and_its_reverse_are_no_call() {
        EntityRef project = synced("Ledger");
        world.rename(project, "Other");
        world.rename(project, "Ledger");
        world.untilQuiet();
        assertThat(world.remote.calls()).isEmpty();
    }

    @Test
    void a_quiet_ledger_sends_nothing_and_records_nothing() {
        synced("Ledger");
        int events = world.ledger.events().size();
        int cycles = world.cycles.size();
        for (int i = 0; i < 5; i++) {
            world.clock.forward(Duration.ofHours(1));
            world.cycle();
        }
        assertThat(world.remote.calls()).isEmpty();
        assertThat(world.ledger.events()).hasSize(events);
        assertThat(world.cycles).hasSize(cycles);
    }

    @Test
    void four_new_siblings_are_one_call_and_one_read() {
        List.of("One", "Two", "Three", "Four").forEach(world::project);
        world.untilQuiet();
        assertThat(world.remote.calls()).containsExactly(Call.CREATE_ALL, Call.OPEN_TASKS);
        assertThat(world.cards()).containsExactly("First", "Four", "One", "Three", "Two");
        assertThat(world.cycles.getLast().pushed()).isEqualTo(4);
    }

    @Test
    void tasks_are_below_their_card_and_each_other() {
        EntityRef project = world.project("Ledger");
        EntityRef write = world.task(project, "Write");
        world.task(project, write, "Read");
        world.cycle();
        assertThat(world.cards()).containsExactly("First", "Ledger", "Ledger/Write", "Ledger/Write/Read");
        world.untilQuiet();
        assertThat(world.remote.calls()).containsExactly(Call.CREATE, Call.CREATE, Call.CREATE);
    }

    @Test
    void a_child_waits_for_its_parent() {
        EntityRef project = world.project("Ledger");
        world.remote.next(Call.CREATE, Fault.REFUSED);
        EntityRef write = world.task(project, "Write");
        world.cycle();
        assertThat(world.cards()).containsExactly("First");
        assertThat(world.work.reason(write)).contains("waits until its card is created");
        world.untilQuiet();
        assertThat(world.cards()).containsExactly("First", "Ledger", "Ledger/Write");
    }

    @Test
    void a_task_moves_with_one_write() {
        EntityRef here = synced("Here");
        EntityRef there = synced("There");
        EntityRef task = world.task(here, "Write");
        world.untilQuiet();
        world.remote.calls();
        world.move(task, there, null);
        world.untilQuiet();
        // The task, what it is to be below, which could be below the task by now, and both as they are after that.
        assertThat(world.remote.calls()).containsExactly(Call.FIND, Call.FIND, Call.OPEN_TASKS, Call.UPDATE);
        assertThat(world.cards()).containsExactly("First", "Here", "There", "There/Write");
    }

    @Test
    void a_status_is_a_tag_or_the_end() {
        EntityRef project = world.project("Ledger", ProjectStatus.PLANNED, Placement.CARD, "");
        world.untilQuiet();
        assertThat(world.cards()).containsExactly("First", "Ledger [planned]");
        world.status(project, ProjectStatus.BLOCKED);
        world.untilQuiet();
        assertThat(world.cards()).containsExactly("First", "Ledger [blocked]");
        world.status(project, ProjectStatus.ACTIVE);
        world.untilQuiet();
        assertThat(world.cards()).containsExactly("First", "Ledger");
        world.status(project, ProjectStatus.ABANDONED);
        world.untilQuiet();
        assertThat(world.cards()).containsExactly("First", "Ledger ABANDONED");
    }

    @Test
    void what_is_completed_before_it_was_there_is_made_and_then_completed() {
        EntityRef project = synced("Ledger");
        EntityRef task = world.task(project, "Write");
        world.status(task, TaskStatus.COMPLETED);
        world.untilQuiet();
        assertThat(world.remote.calls()).containsExactly(Call.CREATE, Call.FIND, Call.UPDATE);
        assertThat(world.cards()).containsExactly("First", "Ledger", "Ledger/Write COMPLETED");
    }

    @Test
    void a_deletion_is_a_read_and_a_delete_the_child_before_its_parent() {
        EntityRef project = synced("Ledger");
        EntityRef write = world.task(project, "Write");
        EntityRef read = world.task(project, write, "Read");
        world.untilQuiet();
        world.remote.calls();
        world.delete(project);
        world.delete(write);
        world.delete(read);
        world.remote.next(Call.DELETE, Fault.NONE, Fault.NONE, Fault.LOST_REQUEST);
        world.cycle();
        assertThat(world.remote.calls())
                .containsExactly(
                        Call.OPEN_TASKS, Call.FIND, Call.DELETE, Call.FIND, Call.DELETE, Call.FIND, Call.DELETE);
        assertThat(world.cards()).containsExactly("First", "Ledger");
        world.untilQuiet();
        assertThat(world.cards()).containsExactly("First");
        assertThat(world.link(read)).isInstanceOf(SyncLink.Closed.class);
    }

    @Test
    void what_was_changed_there_is_not_deleted() {
        EntityRef project = synced("Ledger");
        Card card = world.remote.card("Ledger");
        card.content = titled(card, "Ledger, my notes");
        world.delete(project);
        world.untilQuiet();
        assertThat(world.remote.calls()).isNotEmpty().containsOnly(Call.OPEN_TASKS, Call.FIND);
        assertThat(world.cards()).containsExactly("First", "Ledger, my notes");
        assertThat(world.work.reason(project)).contains("deleted in Devledger and changed in TickTick");

        card.content = titled(card, "Ledger");
        world.untilQuiet();
        assertThat(world.cards()).as("it is again as both sides had it").containsExactly("First");
    }

    @Test
    void what_was_changed_there_after_a_delete_that_did_not_arrive_is_not_deleted() {
        EntityRef project = synced("Ledger");
        world.remote.next(Call.DELETE, Fault.AWAY);
        world.delete(project);
        world.cycle();
        assertThat(world.link(project)).isInstanceOf(SyncLink.Deleting.class);
        Card card = world.remote.card("Ledger");
        card.content = titled(card, "Ledger, my notes");
        world.untilQuiet();
        assertThat(world.cards()).containsExactly("First", "Ledger, my notes");
        assertThat(world.work.reason(project)).contains("deleted in Devledger and changed in TickTick");
    }

    @Test
    void what_never_was_there_needs_no_delete() {
        EntityRef project = world.project("Ledger");
        world.delete(project);
        world.untilQuiet();
        assertThat(world.remote.calls()).isEmpty();
    }

    @Test
    void what_is_restored_is_made_again() {
        EntityRef project = synced("Ledger");
        world.delete(project);
        world.untilQuiet();
        world.restore(project);
        world.untilQuiet();
        assertThat(world.cards()).containsExactly("First", "Ledger");
        assertThat(world.remote.calls())
                .as("whether it is back is looked at before it is made again")
                .containsExactly(Call.OPEN_TASKS, Call.FIND, Call.DELETE, Call.OPEN_TASKS, Call.CREATE);
    }

    @Test
    void without_a_placement_the_card_stays_there_and_is_no_longer_ours() {
        EntityRef project = synced("Ledger");
        EntityRef task = world.task(project, "Write");
        world.untilQuiet();
        world.remote.calls();
        world.place(project, Placement.NONE);
        world.rename(project, "Secret");
        world.rename(task, "Secret too");
        world.untilQuiet();
        assertThat(world.remote.calls()).isEmpty();
        assertThat(world.cards()).containsExactly("First", "Ledger", "Ledger/Write");
        assertThat(world.link(project)).isInstanceOf(SyncLink.Detached.class);
        assertThat(world.link(task)).isInstanceOf(SyncLink.Detached.class);
    }

    @Test
    void what_is_deleted_without_a_placement_stays_there() {
        EntityRef project = synced("Ledger");
        EntityRef task = world.task(project, "Write");
        world.untilQuiet();
        world.place(project, Placement.NONE);
        world.delete(task);
        world.delete(project);
        world.untilQuiet();
        assertThat(world.cards()).containsExactly("First", "Ledger", "Ledger/Write");
    }

    @Test
    void back_on_the_board_it_is_the_same_card() {
        EntityRef project = synced("Ledger");
        world.task(project, "Write");
        world.untilQuiet();
        String id = world.remote.card("Ledger").id;
        world.place(project, Placement.NONE);
        world.rename(project, "Other");
        world.untilQuiet();
        world.remote.calls();
        world.place(project, Placement.CARD);
        world.untilQuiet();
        assertThat(world.cards()).containsExactly("First", "Other", "Other/Write");
        assertThat(world.remote.card("Other").id).isEqualTo(id);
        assertThat(world.remote.calls()).doesNotContain(Call.CREATE);
    }

    @Test
    void a_project_that_was_never_on_the_board_comes_with_its_tasks() {
        EntityRef project = world.project("Ledger", ProjectStatus.ACTIVE, Placement.NONE, "");
        world.task(project, "Write");
        world.untilQuiet();
        assertThat(world.remote.calls()).isEmpty();
        world.place(project, Placement.CARD);
        world.untilQuiet();
        assertThat(world.cards()).containsExactly("First", "Ledger", "Ledger/Write");
    }

    @Test
    void a_refused_item_is_shown_and_the_others_go_on() {
        world.remote.next(Call.CREATE, Fault.REFUSED, Fault.NONE, Fault.REFUSED);
        EntityRef bad = world.project("Bad");
        EntityRef good = world.project("Good");
        world.cycle();
        assertThat(world.cards()).containsExactly("First", "Good");
        assertThat(((SyncLink.None) world.link(bad)).refusal()).isEqualTo("refused");
        assertThat(world.link(good)).isInstanceOf(SyncLink.Linked.class);
        assertThat(world.cycles.getLast().complete()).isFalse();
        assertThat(world.state()).isEqualTo(ConnectorStates.ConnectorState.IDLE);
        world.untilQuiet();
        assertThat(world.cards()).containsExactly("Bad", "First", "Good");
    }

    @Test
    void an_item_that_breaks_the_sync_does_not_keep_the_others_back() {
        EntityRef bad = world.project("Bad");
        EntityRef good = world.project("Good");
        boolean[] broke = {false};
        world.remote.onCall(() -> {
            if (!broke[0]) {
                broke[0] = true;
                throw new IllegalStateException("a bug");
            }
        });
        world.cycle();
        assertThat(world.cards()).containsExactly("First", "Good");
        assertThat(world.work.reason(bad)).contains("answer is not understood; the server's log has the reason");
        assertThat(world.work.marked(good)).isFalse();
        world.untilQuiet();
        assertThat(world.cards()).containsExactly("Bad", "First", "Good");
    }

    @Test
    void what_the_read_model_lost_is_not_let_go() {
        EntityRef project = synced("Ledger");
        EntityRef task = world.task(project, "Write");
        world.untilQuiet();
        world.remote.calls();
        world.views.hide(project);
        world.rename(project, "Other");
        world.rename(task, "Read");
        world.cycle();
        assertThat(world.work.reason(project)).contains("missing");
        assertThat(world.work.reason(task)).contains("missing");
        assertThat(world.remote.calls()).isEmpty();

        world.views.showAll();
        world.untilQuiet();
        assertThat(world.cards()).containsExactly("First", "Other", "Other/Read");
    }

    @Test
    void an_outage_of_a_night_is_a_handful_of_events() {
        Fault[] away = new Fault[700];
        Arrays.fill(away, Fault.AWAY);
        world.remote.next(Call.CREATE, away);
        world.remote.next(Call.LISTS, away);
        world.project("Ledger");
        int before = world.ledger.events().size();
        Instant morning = world.clock.instant().plus(Duration.ofHours(8));
        while (world.clock.instant().isBefore(morning)) {
            world.cycle();
            world.clock.forward(Duration.ofMinutes(1));
        }
        assertThat(world.state().state()).isEqualTo(ConnectorCondition.UNREACHABLE);
        assertThat(world.ledger.events().size() - before).isLessThan(10);
    }

    @Test
    void a_refused_write_waits_longer_each_time() {
        EntityRef project = synced("Ledger");
        world.remote.next(Call.UPDATE, Fault.REFUSED, Fault.REFUSED, Fault.REFUSED);
        world.rename(project, "Other");
        world.cycle();
        assertThat(world.work.nextDue(world.account))
                .isEqualTo(world.clock.instant().plus(Duration.ofMinutes(1)));
        world.clock.forward(Duration.ofMinutes(1));
        world.cycle();
        assertThat(world.work.nextDue(world.account))
                .isEqualTo(world.clock.instant().plus(Duration.ofMinutes(2)));
        assertThat(linked(project).refusal()).isEqualTo("refused");
        world.untilQuiet();
        assertThat(world.cards()).containsExactly("First", "Other");
        assertThat(linked(project).refusal()).isNull();
    }

    @Test
    void a_rate_limit_ends_the_cycle_and_nothing_is_lost() {
        EntityRef changed = synced("Changed");
        world.rename(changed, "Other");
        EntityRef one = world.project("One");
        EntityRef two = world.project("Two");
        world.remote.next(Call.CREATE, Fault.NONE, Fault.RATE_LIMITED);
        world.cycle();
        assertThat(world.remote.calls()).containsExactly(Call.FIND, Call.UPDATE, Call.CREATE);
        assertThat(world.link(one)).isInstanceOf(SyncLink.Linked.class);
        assertThat(world.link(two)).isEqualTo(new SyncLink.None(null));
        assertThat(world.state().state()).isEqualTo(ConnectorCondition.RATE_LIMITED);
        assertThat(world.state().notBefore()).isEqualTo(world.clock.instant().plus(MemoryRemote.LIMIT));

        world.clock.forward(MemoryRemote.LIMIT.minusMillis(1));
        world.cycle();
        assertThat(world.remote.calls()).isEmpty();

        world.untilQuiet();
        assertThat(world.remote.calls()).containsExactly(Call.CREATE);
        assertThat(world.cards()).containsExactly("First", "One", "Other", "Two");
        assertThat(world.state()).isEqualTo(ConnectorStates.ConnectorState.IDLE);
    }

    @Test
    void a_write_that_was_not_sent_is_not_open() {
        EntityRef project = synced("Ledger");
        world.remote.next(Call.UPDATE, Fault.RATE_LIMITED);
        world.rename(project, "Other");
        world.cycle();
        assertThat(linked(project).sent()).isEmpty();
        assertThat(world.state().state()).isEqualTo(ConnectorCondition.RATE_LIMITED);
    }

    /** After the read that comes before each of them has been answered. */
    @Test
    void writes_that_are_not_let_in_are_refused_one_by_one_and_three_in_a_row_are_the_token() {
        List<EntityRef> projects = List.of(synced("One"), synced("Two"), synced("Three"));
        world.remote.chaos(call -> call == Call.UPDATE ? Fault.UNAUTHORIZED : Fault.NONE);
        projects.subList(0, 2).forEach(each -> world.rename(each, "Shut out " + each.id()));
        world.cycle();
        assertThat(world.state().state()).isEqualTo(ConnectorCondition.IDLE);
        assertThat(projects.subList(0, 2))
                .allSatisfy(each -> assertThat(linked(each).refusal())
                        .contains("accepts the token for reading, and not for this: connect again"));

        world.remote.chaos(call -> Fault.NONE);
        world.untilQuiet();
        world.remote.chaos(call -> call == Call.UPDATE ? Fault.UNAUTHORIZED : Fault.NONE);
        projects.forEach(each -> world.rename(each, "Still shut out " + each.id()));
        world.cycle();
        assertThat(world.state().state()).isEqualTo(ConnectorCondition.NEEDS_AUTHORIZATION);
        assertThat(projects).filteredOn(each -> linked(each).sent().isEmpty()).hasSize(1);
    }

    @Test
    void what_was_changed_there_is_not_overwritten_and_stays_pending() {
        EntityRef project = synced("Ledger");
        Card card = world.remote.card("Ledger");
        card.content = titled(card, "Theirs");
        world.rename(project, "Ours");
        world.describe(project, "our text");
        world.untilQuiet();
        assertThat(world.cards()).containsExactly("First", "Theirs (our text)");
        assertThat(world.work.reason(project)).contains("changed in TickTick as well: title");
        assertThat(world.remote.calls().stream().filter(Call.UPDATE::equals)).hasSize(1);
    }

    @Test
    void what_both_changed_alike_is_agreed_without_a_write() {
        EntityRef project = synced("Ledger");
        Card card = world.remote.card("Ledger");
        card.content = titled(card, "Same");
        world.rename(project, "Same");
        world.untilQuiet();
        assertThat(world.remote.calls()).containsExactly(Call.FIND);
        assertThat(linked(project).base().title()).isEqualTo("Same");
    }

    @Test
    void a_finished_card_counts_as_changed_there() {
        EntityRef project = synced("Ledger");
        Card card = world.remote.card("Ledger");
        card.content = card.content.withStatus(RemoteStatus.COMPLETED);
        world.rename(project, "Other");
        world.cycle();
        assertThat(world.work.reason(project)).contains("status");
        world.untilQuiet();
        assertThat(world.cards()).containsExactly("First", "Other COMPLETED");
        assertThat(world.work.reason(project)).contains("status");
    }

    @Test
    void without_subtasks_only_the_card_is_there() {
        World plain = new World(false);
        EntityRef project = plain.project("Ledger");
        plain.task(project, "Write");
        plain.untilQuiet();
        assertThat(plain.cards()).containsExactly("Ledger");
    }
}
