package dev.devledger.application.sync.conflict;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.tuple;

import dev.devledger.application.sync.Sync;
import dev.devledger.application.sync.memory.ConflictView.ConflictBook;
import dev.devledger.application.sync.memory.ConflictView.State;
import dev.devledger.application.sync.memory.MemoryRemote;
import dev.devledger.application.sync.memory.MemoryRemote.Call;
import dev.devledger.application.sync.memory.MemoryRemote.Card;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.field.EntityKind.Patch;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.shared.Change;
import dev.devledger.domain.shared.ChecklistItem;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.sync.conflict.Conflict.Choice;
import dev.devledger.domain.sync.conflict.Conflict.ConflictCommand;
import dev.devledger.domain.sync.conflict.Conflict.ConflictId;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import dev.devledger.domain.sync.merge.Merge.ConflictPolicy;
import dev.devledger.domain.sync.merge.Merge.ConflictPolicy.AppliedSide;
import dev.devledger.domain.sync.merge.Merge.MergeRule;
import dev.devledger.domain.task.Task.TaskStatus;
import dev.devledger.domain.task.TaskDetails;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A person's decision on a held conflict, field by field: both sides hold the decided value in the end, and no question
 * is repeated.
 */
class ResolveTest {
    private final World world = new World(ConflictPolicy.HOLD);
    private final EntityRef project = world.project("Ledger");
    private final EntityRef write = world.task(project, "Write");
    private final EntityRef read = world.task(project, "Read");
    private final EntityRef other = world.project("Other");

    @BeforeEach
    void both_sides_agree() {
        world.untilQuiet();
        world.full();
    }

    private Card card(String title) {
        return world.remote.card(title);
    }

    private static When day(int day) {
        return new When.Day(LocalDate.of(2026, 4, day));
    }

    /** Returns the only conflict that waits. */
    private ConflictBook.Entry waiting() {
        List<ConflictBook.Entry> open = world.conflicts.all().stream()
                .filter(each -> each.state() == State.OPEN)
                .toList();
        assertThat(open).hasSize(1);
        return open.getFirst();
    }

    private void resolve(Choice choice, Object value) {
        UUID id = waiting().id().value();
        world.people(changes -> world.decisions().resolve(changes, id, choice, value));
    }

    private void refused(Object value) {
        assertThatExceptionOfType(Rejection.class)
                .isThrownBy(() -> resolve(Choice.VALUE, value))
                .satisfies(rejection -> assertThat(rejection.violations())
                        .extracting(Rejection.Violation::field)
                        .containsOnly("value"));
        assertThat(waiting().state()).isEqualTo(State.OPEN);
    }

    /** And a cycle more finds nothing. */
    private void bothSidesAgree() {
        world.untilQuiet();
        Sync.Report report = world.full();
        assertThat(report.conflicts()).isZero();
        world.untilQuiet();
        assertThat(world.conflicts.open(world.account)).isZero();
        assertThat(world.here()).isEqualTo(world.there());
        Sync.Report again = world.full();
        assertThat(again.pulled() + again.pushed() + again.conflicts()).isZero();
    }

    private void raise(EntityRef entity, Field field, CanonicalChanges ours, CanonicalChanges theirs) {
        world.send(new ConflictCommand.Raise(
                new ConflictId(UUID.randomUUID()),
                world.account.link(entity),
                new Dispute.FieldDispute(
                        field, MergeRule.BOTH_VALUES, ours, theirs, ConflictPolicy.HOLD, AppliedSide.NONE),
                world.clock.instant()));
    }

    private void edit(Patch<TaskDetails> edit) {
        world.people(changes -> world.tasks.edit(changes, write.id().toString(), edit, null));
    }

    // Dates.

    private void datesDiffer() {
        world.phone.due(card("Write"), day(1));
        edit(Patch.of(TaskDetails.DUE_DATE, day(2)));
        assertThat(world.full().conflicts()).isEqualTo(1);
    }

    @Test
    void another_day_goes_to_both() {
        datesDiffer();
        refused("2026-04-03");
        refused(Map.of("dueDate", "soon"));
        // Of one form, both.
        refused(Map.of("startDate", "2026-04-03", "dueDate", "2026-04-03T10:00:00Z"));
        resolve(Choice.VALUE, Map.of("startDate", "2026-04-03", "dueDate", "2026-04-04"));
        assertThat(world.taskView(write).schedule().startDate()).isEqualTo(day(3));
        assertThat(world.taskView(write).schedule().dueDate()).isEqualTo(day(4));
        bothSidesAgree();
        assertThat(card("Write").content.startDate()).isEqualTo(day(3));
        assertThat(card("Write").content.dueDate()).isEqualTo(day(4));
    }

    @Test
    void no_day_at_all_goes_to_both() {
        datesDiffer();
        resolve(Choice.VALUE, Map.of());
        assertThat(world.taskView(write).schedule().dueDate()).isNull();
        bothSidesAgree();
        assertThat(card("Write").content.dueDate()).isNull();
    }

    @Test
    void their_day_is_taken() {
        datesDiffer();
        resolve(Choice.REMOTE, null);
        assertThat(world.taskView(write).schedule().dueDate()).isEqualTo(day(1));
        bothSidesAgree();
    }

    @Test
    void our_day_goes_over() {
        datesDiffer();
        resolve(Choice.LOCAL, null);
        bothSidesAgree();
        assertThat(card("Write").content.dueDate()).isEqualTo(day(2));
    }

    // Status.

    private void statusesDiffer() {
        world.phone.complete(card("Write"));
        world.status(write, TaskStatus.ABANDONED);
        assertThat(world.full().conflicts()).isEqualTo(1);
    }

    @Test
    void another_status_goes_to_both() {
        statusesDiffer();
        refused("paused");
        resolve(Choice.VALUE, "open");
        assertThat(world.taskView(write).status()).isEqualTo(TaskStatus.OPEN);
        bothSidesAgree();
        assertThat(card("Write").content.status()).isEqualTo(RemoteStatus.OPEN);
    }

    @Test
    void our_status_goes_over() {
        statusesDiffer();
        resolve(Choice.LOCAL, null);
        bothSidesAgree();
        assertThat(card("Write").content.status()).isEqualTo(RemoteStatus.ABANDONED);
    }

    @Test
    void their_status_is_taken() {
        statusesDiffer();
        resolve(Choice.REMOTE, null);
        assertThat(world.taskView(write).status()).isEqualTo(TaskStatus.COMPLETED);
        bothSidesAgree();
    }

    /** To know whether it is deleted its list is read, after the look at it. */
    @Test
    void while_its_status_is_asked_about_no_call_comes_between_the_look_at_it_and_a_write() {
        world.status(write, TaskStatus.COMPLETED);
        world.untilQuiet();
        Card card = card("Write");
        world.phone.reopen(card);
        assertThat(world.full().conflicts()).isEqualTo(1);
        world.rename(write, "Ours");
        world.remote.onEachCall(call -> {
            if (call == MemoryRemote.Call.OPEN_TASKS && card.content.title().equals("Write")) {
                world.phone.rename(card, "Theirs");
            }
        });
        world.cycle();
        assertThat(card.content.title()).isEqualTo("Theirs");
    }

    @Test
    void a_card_is_paused_where_each_side_had_ended_it_otherwise() {
        world.phone.complete(card("Other"));
        world.status(other, ProjectStatus.ABANDONED);
        assertThat(world.full().conflicts()).isEqualTo(1);
        refused("open");
        resolve(Choice.VALUE, "paused");
        assertThat(world.projectView(other).status()).isEqualTo(ProjectStatus.PAUSED);
        bothSidesAgree();
        assertThat(card("Other").content.tags()).containsExactly("paused");
    }

    // Tags and checklists merge, but for where it is not known what both last agreed on, or one item is changed twice.

    private static CanonicalChanges tags(String... tags) {
        SortedSet<String> to = new TreeSet<>(List.of(tags));
        return new CanonicalChanges(null, null, null, new Change<>(new TreeSet<>(), to), null, null, null, null);
    }

    @Test
    void other_tags_go_to_both() {
        raise(write, Field.TAGS, tags("ours"), tags("theirs"));
        world.phone.tag(card("Write"), "theirs");
        edit(Patch.of(TaskDetails.TAGS, new TreeSet<>(List.of("ours"))));
        world.full();
        assertThat(card("Write").content.tags()).containsExactly("theirs");
        refused("both");
        resolve(Choice.VALUE, List.of("ours", "theirs", "third"));
        assertThat(world.taskView(write).tags()).containsExactly("ours", "theirs", "third");
        bothSidesAgree();
        assertThat(card("Write").content.tags()).containsExactly("ours", "theirs", "third");
    }

    private static CanonicalChanges items(CanonicalContent.ChecklistEntry... items) {
        return new CanonicalChanges(null, null, null, null, null, new Change<>(List.of(), List.of(items)), null, null);
    }

    @Test
    void another_checklist_goes_to_both() {
        raise(
                write,
                Field.CHECKLIST,
                items(new CanonicalContent.ChecklistEntry("ours", false)),
                items(new CanonicalContent.ChecklistEntry("theirs", true)));
        world.phone.check(card("Write"), "theirs", true);
        ChecklistItem ours = new ChecklistItem(UUID.randomUUID(), "ours", false);
        edit(Patch.of(TaskDetails.CHECKLIST, List.of(ours)));
        world.full();
        refused("ours");
        refused(List.of(Map.of("title", "")));
        resolve(Choice.VALUE, List.of(Map.of("title", "theirs", "done", true), Map.of("title", "ours", "done", true)));
        assertThat(world.taskView(write).details().checklist())
                .extracting(ChecklistItem::title, ChecklistItem::done)
                .containsExactly(tuple("theirs", true), tuple("ours", true));
        assertThat(world.taskView(write).details().checklist().get(1).id()).isEqualTo(ours.id());
        bothSidesAgree();
        assertThat(card("Write").content.checklist())
                .containsExactly(
                        new CanonicalContent.ChecklistEntry("theirs", true),
                        new CanonicalContent.ChecklistEntry("ours", true));
    }

    // The place.

    /** Here below another task, there below another card. */
    private void placesDiffer() {
        world.move(write, project, read);
        world.phone.moveBelow(card("Write"), card("Other"));
        assertThat(world.full().conflicts()).isEqualTo(1);
        assertThat(((Dispute.FieldDispute) waiting().dispute()).field()).isEqualTo(Field.PARENT);
        assertThat(world.taskView(write).parentId()).isEqualTo(read.id());
        assertThat(card("Write").content.parent()).isEqualTo(card("Other").id);
    }

    @Test
    void our_place_goes_over() {
        placesDiffer();
        resolve(Choice.LOCAL, null);
        bothSidesAgree();
        assertThat(card("Write").content.parent()).isEqualTo(card("Read").id);
        assertThat(world.taskView(write).parentId()).isEqualTo(read.id());
    }

    @Test
    void what_is_made_there_again_has_below_it_what_is_below_it_here() {
        world.phone.delete(card("Read"));
        EntityRef below = world.task(project, read, "Below");
        world.cycle();
        String deleted = card("Below").content.parent();
        world.fullAfterSettle();
        world.fullAfterSettle();
        assertThat(waiting().dispute()).isInstanceOf(Dispute.DeletedRemotely.class);
        resolve(Choice.LOCAL, null);
        bothSidesAgree();
        assertThat(card("Below").content.parent()).isEqualTo(card("Read").id).isNotEqualTo(deleted);
        assertThat(world.taskView(below).parentId()).isEqualTo(read.id());
    }

    @Test
    void so_it_is_where_many_are_made_again_at_once() {
        List<EntityRef> above = IntStream.range(0, 5)
                .mapToObj(each -> world.task(project, "Above " + each))
                .toList();
        bothSidesAgree();
        above.forEach(each -> world.phone.delete(card(world.taskView(each).title())));
        above.forEach(each ->
                world.task(project, each, "Below " + world.taskView(each).title()));
        world.cycle();
        world.fullAfterSettle();
        world.fullAfterSettle();
        assertThat(world.conflicts.all()).hasSize(5);
        world.conflicts.all().forEach(each -> world.resolve(each, Choice.LOCAL, null));
        world.remote.calls();
        world.untilQuiet();
        assertThat(world.remote.calls()).containsOnlyOnce(Call.CREATE_ALL);
        bothSidesAgree();
        for (int each = 0; each < 5; each++) {
            assertThat(card("Below Above " + each).content.parent()).isEqualTo(card("Above " + each).id);
        }
    }

    @Test
    void their_place_is_taken() {
        placesDiffer();
        resolve(Choice.REMOTE, null);
        assertThat(world.taskView(write).projectId()).isEqualTo(other.id());
        assertThat(world.taskView(write).parentId()).isNull();
        bothSidesAgree();
        assertThat(card("Write").content.parent()).isEqualTo(card("Other").id);
    }

    @Test
    void their_place_below_a_task_is_taken() {
        EntityRef below = world.task(other, "Below");
        world.untilQuiet();
        world.move(write, project, read);
        world.phone.moveBelow(card("Write"), card("Below"));
        assertThat(world.full().conflicts()).isEqualTo(1);
        resolve(Choice.REMOTE, null);
        assertThat(world.taskView(write).projectId()).isEqualTo(other.id());
        assertThat(world.taskView(write).parentId()).isEqualTo(below.id());
        bothSidesAgree();
    }

    @Test
    void another_place_goes_to_both() {
        EntityRef third = world.task(project, "Third");
        world.untilQuiet();
        placesDiffer();
        refused(UUID.randomUUID().toString());
        refused(write.id().toString());
        resolve(Choice.VALUE, third.id().toString());
        assertThat(world.taskView(write).parentId()).isEqualTo(third.id());
        bothSidesAgree();
        assertThat(card("Write").content.parent()).isEqualTo(card("Third").id);
    }

    @Test
    void the_top_of_its_project_goes_to_both() {
        placesDiffer();
        resolve(Choice.VALUE, "");
        assertThat(world.taskView(write).parentId()).isNull();
        assertThat(world.taskView(write).projectId()).isEqualTo(project.id());
        bothSidesAgree();
        assertThat(card("Write").content.parent()).isEqualTo(card("Ledger").id);
    }

    @ParameterizedTest
    @EnumSource(names = {"LOCAL", "REMOTE"})
    void what_is_deleted_there_is_not_asked_about_when_it_is_made_anew(Choice choice) {
        world.rename(write, "Write twice");
        world.phone.rename(card("Write"), "Write there");
        world.full();
        assertThat(waiting().dispute()).isInstanceOf(Dispute.FieldDispute.class);
        world.phone.delete(card("Write there"));
        for (int cycle = 0; cycle < 3; cycle++) {
            world.fullAfterSettle();
        }
        world.resolve(world.conflicts.of(write).getLast(), choice, null);
        assertThat(world.conflicts.open(world.account)).isZero();
        if (choice == Choice.REMOTE) {
            world.restore(write);
        }
        world.untilQuiet();
        world.rename(write, "Write thrice");
        world.untilQuiet();
        assertThat(card("Write thrice").deleted).isFalse();
    }
}
