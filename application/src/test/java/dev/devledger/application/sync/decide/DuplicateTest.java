package dev.devledger.application.sync.decide;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.sync.conflict.ConflictViews;
import dev.devledger.application.sync.memory.ConflictView;
import dev.devledger.application.sync.memory.ConflictView.ConflictBook;
import dev.devledger.application.sync.memory.MemoryRemote.Call;
import dev.devledger.application.sync.memory.MemoryRemote.Card;
import dev.devledger.application.sync.memory.MemoryRemote.Fault;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.shared.Violations;
import dev.devledger.domain.sync.conflict.Conflict.Choice;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.link.SyncLink;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A create that was given up and takes effect after all, later than any wait (docs/sync-design.md, section 6). */
class DuplicateTest {
    private final World world = new World();
    private String list;

    @BeforeEach
    void the_card_list_is_known() {
        list = world.remote.addList(World.LIST).id();
        world.project("First");
        world.untilQuiet();
        world.remote.calls();
    }

    private void lose(int requests) {
        Fault[] faults = new Fault[requests];
        Arrays.fill(faults, Fault.LOST_REQUEST);
        world.remote.next(Call.CREATE, faults);
    }

    private EntityRef madeTwice() {
        lose(1);
        EntityRef project = world.project("Ledger");
        world.untilQuiet();
        assertThat(world.link(project)).isInstanceOf(SyncLink.Linked.class);
        return project;
    }

    private Card arrives(String title) {
        return world.remote.add(list, CanonicalContent.list(title));
    }

    private List<EntityRef> projects() {
        return world.tree.projects().stream()
                .map(id -> EntityRef.project(id.value()))
                .filter(each -> world.projectView(each).deletedAt() == null)
                .toList();
    }

    private void fulls(int count) {
        for (int cycle = 0; cycle < count; cycle++) {
            world.fullAfterSettle();
        }
    }

    private void resolve(EntityRef entity, Choice choice) {
        ConflictBook.Entry conflict = world.conflicts.of(entity).getLast();
        assertThat(conflict.state()).isEqualTo(ConflictView.State.OPEN);
        world.resolve(conflict, choice, null);
        assertThat(world.conflicts.entry(conflict.id()).orElseThrow().state()).isEqualTo(ConflictView.State.RESOLVED);
    }

    private void quiet() {
        int events = world.ledger.size();
        world.remote.calls();
        fulls(2);
        assertThat(world.ledger.eventsFrom(events)).isEmpty();
        assertThat(world.remote.calls())
                .containsOnly(Call.LISTS, Call.OPEN_TASKS, Call.FINISHED_TASKS)
                .hasSize(8);
    }

    @Test
    void it_is_reported_in_the_cycle_that_sees_it_and_not_taken_over() {
        EntityRef project = madeTwice();
        Card copy = arrives("Ledger");
        assertThat(world.full().conflicts()).isEqualTo(1);
        assertThat(world.conflicts.of(project)).singleElement().satisfies(each -> {
            assertThat(each.dispute()).isInstanceOfSatisfying(Dispute.Duplicate.class, late -> assertThat(
                            late.object().id())
                    .isEqualTo(copy.id));
            assertThat(each.state()).isEqualTo(ConflictView.State.OPEN);
        });
        assertThat(projects()).hasSize(2);
        quiet();
    }

    @Test
    void so_it_is_where_somebody_has_changed_it_since() {
        EntityRef project = madeTwice();
        Card copy = arrives("Ledger");
        world.phone.describe(copy, "theirs");
        assertThat(world.full().conflicts()).isEqualTo(1);
        assertThat(world.conflicts.of(project).getFirst().dispute()).isInstanceOf(Dispute.Duplicate.class);
        assertThat(projects()).hasSize(2);
    }

    @Test
    void what_is_too_long_in_a_copy_that_is_chosen_is_cut_here_and_whole_there() {
        EntityRef project = madeTwice();
        Card copy = arrives("Ledger");
        String whole = "text\n".repeat(Violations.DESCRIPTION / 4);
        world.phone.describe(copy, whole);
        world.full();
        resolve(project, Choice.REMOTE);
        world.untilQuiet();
        EntityRef made = projects().stream()
                .filter(each -> world.projectView(each).description() != null)
                .findFirst()
                .orElseThrow();
        assertThat(((SyncLink.Linked) world.link(made)).warnings())
                .extracting(SyncLink.Warning::field)
                .containsExactly(Field.DESCRIPTION);
        quiet();
        assertThat(copy.content.description()).isEqualTo(whole);
    }

    @Test
    void people_see_an_existence_with_the_copy_and_what_can_be_chosen() {
        EntityRef project = madeTwice();
        Card copy = arrives("Ledger");
        world.full();
        ConflictView view =
                new ConflictViews(world.account).of(world.conflicts.of(project).getFirst(), "P-2", null);
        assertThat(view.kind()).isEqualTo(ConflictView.Kind.EXISTENCE);
        assertThat(view.choices()).containsExactly(Choice.LOCAL, Choice.REMOTE, Choice.DETACH);
        assertThat(view.remote()).asString().contains(copy.id, "Ledger");
    }

    @Test
    void the_entity_itself_goes_on() {
        EntityRef project = madeTwice();
        arrives("Ledger");
        world.full();
        world.rename(project, "Books");
        world.untilQuiet();
        assertThat(world.cards()).containsExactly("Books", "First", "Ledger");
        world.phone.rename(world.remote.card("Books"), "Accounts");
        world.full();
        assertThat(world.projectView(project).name()).isEqualTo("Accounts");
    }

    @Test
    void local_deletes_the_copy_there() {
        EntityRef project = madeTwice();
        String own = ((SyncLink.Linked) world.link(project)).remote().id();
        Card copy = arrives("Ledger");
        world.full();
        resolve(project, Choice.LOCAL);
        fulls(3);
        assertThat(copy.deleted).isTrue();
        assertThat(world.remote.byId(own).orElseThrow().deleted).isFalse();
        assertThat(projects()).hasSize(2);
        assertThat(world.here()).isEqualTo(world.there());
        quiet();
    }

    @Test
    void a_copy_that_somebody_works_with_is_not_deleted_without_another_question() {
        EntityRef project = madeTwice();
        Card copy = arrives("Ledger");
        world.full();
        resolve(project, Choice.LOCAL);
        world.phone.describe(copy, "I need this one");
        fulls(3);
        assertThat(copy.deleted).isFalse();
        assertThat(world.conflicts.all())
                .filteredOn(each -> each.state() == ConflictView.State.OPEN)
                .singleElement()
                .satisfies(each -> assertThat(each.dispute()).isInstanceOf(Dispute.DeletedLocally.class));
    }

    @Test
    void remote_takes_it_over_as_one_of_its_own() {
        EntityRef project = madeTwice();
        arrives("Ledger");
        world.full();
        resolve(project, Choice.REMOTE);
        fulls(3);
        assertThat(projects()).hasSize(3);
        assertThat(world.there())
                .containsExactly("Dev Projects: First", "Dev Projects: Ledger", "Dev Projects: Ledger");
        assertThat(world.here()).isEqualTo(world.there());
        quiet();
    }

    @Test
    void detach_leaves_it_there_for_good() {
        EntityRef project = madeTwice();
        Card copy = arrives("Ledger");
        world.full();
        resolve(project, Choice.DETACH);
        world.phone.rename(copy, "Mine");
        fulls(3);
        assertThat(projects()).hasSize(2);
        assertThat(world.cards()).containsExactly("First", "Ledger", "Mine");
        assertThat(world.conflicts.all()).noneMatch(each -> each.state() == ConflictView.State.OPEN);
        quiet();
    }

    @Test
    void a_copy_that_a_person_deletes_there_is_no_question_any_more() {
        EntityRef project = madeTwice();
        Card copy = arrives("Ledger");
        world.full();
        world.phone.delete(copy);
        fulls(1);
        assertThat(world.conflicts.of(project))
                .extracting(ConflictBook.Entry::state)
                .containsExactly(ConflictView.State.OBSOLETE);
        assertThat(world.here()).isEqualTo(world.there());
        quiet();
    }

    @Test
    void two_copies_are_two_questions() {
        lose(2);
        EntityRef project = world.project("Ledger");
        world.untilQuiet();
        Card one = arrives("Ledger");
        Card other = arrives("Ledger");
        assertThat(world.full().conflicts()).isEqualTo(2);
        quiet();
        for (ConflictBook.Entry each : world.conflicts.of(project)) {
            world.resolve(each, Choice.LOCAL, null);
        }
        fulls(3);
        assertThat(one.deleted && other.deleted).isTrue();
        assertThat(world.here()).isEqualTo(world.there());
    }

    @Test
    void of_a_task_too() {
        EntityRef project = world.project("Ledger");
        world.untilQuiet();
        lose(1);
        EntityRef task = world.task(project, "Tests");
        world.untilQuiet();
        Card copy = world.phone.addBelow(world.remote.card("Ledger"), "Tests");
        world.full();
        assertThat(world.conflicts.of(task)).hasSize(1);
        resolve(task, Choice.LOCAL);
        fulls(3);
        assertThat(copy.deleted).isTrue();
        assertThat(world.here()).isEqualTo(world.there());
    }

    @Test
    void what_was_never_found_is_linked_when_it_turns_up() {
        lose(3);
        EntityRef project = world.project("Ledger");
        world.untilQuiet();
        assertThat(world.link(project)).isInstanceOf(SyncLink.Stopped.class);
        Card late = arrives("Ledger");
        fulls(2);
        assertThat(world.link(project)).isInstanceOfSatisfying(SyncLink.Linked.class, linked -> assertThat(
                        linked.remote().id())
                .isEqualTo(late.id));
        assertThat(projects()).hasSize(2);
        assertThat(world.conflicts.open(world.account)).isZero();
        quiet();
    }

    @Test
    void what_was_deleted_here_meanwhile_does_not_come_back_with_it() {
        lose(1);
        EntityRef project = world.project("Ledger");
        world.cycle();
        world.delete(project);
        world.untilQuiet();
        Card late = arrives("Ledger");
        world.full();
        assertThat(projects()).hasSize(1);
        assertThat(world.conflicts.of(project)).hasSize(1);
        resolve(project, Choice.LOCAL);
        fulls(3);
        assertThat(late.deleted).isTrue();
    }

    @Test
    void a_day_later_it_is_a_new_one() {
        madeTwice();
        world.clock.forward(Duration.ofHours(25));
        arrives("Ledger");
        world.full();
        assertThat(world.conflicts.all()).isEmpty();
        assertThat(projects()).hasSize(3);
    }

    @Test
    void of_what_was_never_found_one_that_was_changed_by_then_is_asked_about_and_not_taken_for_another() {
        lose(3);
        EntityRef project = world.project("Ledger");
        world.untilQuiet();
        assertThat(world.link(project)).isInstanceOf(SyncLink.Stopped.class);
        Card late = arrives("Ledger");
        Card later = arrives("Ledger");
        world.phone.describe(late, "theirs");
        world.phone.describe(later, "theirs too");
        fulls(3);
        assertThat(projects()).hasSize(2);
        assertThat(world.conflicts.of(project)).singleElement().satisfies(each -> assertThat(each.dispute())
                .isInstanceOfSatisfying(Dispute.AmbiguousObject.class, which -> assertThat(which.candidates())
                        .extracting(candidate -> candidate.object().id())
                        .containsExactlyInAnyOrder(late.id, later.id)));
        quiet();
    }
}
