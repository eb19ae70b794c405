package dev.devledger.application.sync.pull;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.projection.EventLog.LedgerEvent;
import dev.devledger.application.sync.Sync;
import dev.devledger.application.sync.memory.ConflictView;
import dev.devledger.application.sync.memory.MemoryRemote;
import dev.devledger.application.sync.memory.MemoryRemote.Call;
import dev.devledger.application.sync.memory.MemoryRemote.Card;
import dev.devledger.application.sync.simulation.World;
import dev.devledger.domain.field.EntityKind.Patch;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.Project.ProjectCommand;
import dev.devledger.domain.project.Project.ProjectEvent;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.project.ProjectDetails;
import dev.devledger.domain.project.ProjectDetails.ProjectEdit;
import dev.devledger.domain.shared.ChecklistItem;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.content.CanonicalChanges.Field;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.link.SyncEvent;
import dev.devledger.domain.sync.merge.Merge.ConflictPolicy;
import dev.devledger.domain.sync.merge.Merge.ConflictPolicy.AppliedSide;
import dev.devledger.domain.task.Task.TaskCommand;
import dev.devledger.domain.task.Task.TaskEvent;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.task.Task.TaskStatus;
import dev.devledger.domain.task.TaskDetails;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Remote changes by people, alone or together with changes in the ledger. */
class FullCyclePullTest {
    private World world = new World();

    private EntityRef project;
    private EntityRef task;

    private Card card() {
        return world.remote.card("Ledger");
    }

    private Card taskCard() {
        return world.remote.card("Write");
    }

    private void synced(World in) {
        world = in;
        project = world.project("Ledger", ProjectStatus.ACTIVE, Placement.CARD, "one\ntwo\nthree\nfour\nfive");
        task = world.task(project, "Write");
        world.untilQuiet();
        world.full();
        world.clock.forward(World.SETTLE); // lists show the write by then
        world.remote.calls();
    }

    private void synced() {
        synced(new World());
    }

    private List<LedgerEvent> since(int before) {
        return world.ledger.eventsFrom(before);
    }

    @Test
    void an_edit_there_is_an_event_here_with_the_remote_as_its_actor() {
        synced();
        int before = world.ledger.size();
        world.phone.rename(card(), "Renamed");
        assertThat(world.full().pulled()).isEqualTo(1);
        assertThat(world.projectView(project).name()).isEqualTo("Renamed");
        assertThat(world.remote.calls()).containsExactly(Call.LISTS, Call.OPEN_TASKS, Call.FINISHED_TASKS, Call.LISTS);
        LedgerEvent edited = since(before).stream()
                .filter(event -> event.payload() instanceof ProjectEvent.Edited)
                .findFirst()
                .orElseThrow();
        assertThat(edited.by().actor()).isEqualTo("ticktick");
        assertThat(edited.by().channel()).isEqualTo("ticktick");
    }

    @Test
    void what_is_pulled_is_stored_with_the_number_of_its_rule() {
        synced();
        world.phone.rename(world.remote.card("Ledger"), "Theirs");
        world.full();
        assertThat(world.ledger.events())
                .extracting(LedgerEvent::payload)
                .filteredOn(SyncEvent.RemoteChangeSeen.class::isInstance)
                .singleElement()
                .extracting(each -> ((SyncEvent.RemoteChangeSeen) each).rules())
                .isEqualTo(List.of(new SyncEvent.FieldRule(Field.TITLE, "F4")));
    }

    @Test
    void all_that_a_cycle_pulls_is_one_change_set() {
        synced();
        int before = world.ledger.size();
        world.phone.rename(card(), "Renamed");
        world.phone.describe(taskCard(), "text");
        world.phone.add(card("Renamed").list, "New");
        assertThat(world.full().pulled()).isEqualTo(3);
        assertThat(since(before).stream()
                        .filter(event ->
                                event.payload() instanceof ProjectEvent || event.payload() instanceof TaskEvent)
                        .map(LedgerEvent::changeSet)
                        .distinct())
                .hasSize(1);
        assertThat(world.full().pulled()).isZero();
    }

    private Card card(String title) {
        return world.remote.card(title);
    }

    @Test
    void every_field_is_pulled() {
        synced();
        Card card = taskCard();
        world.phone.describe(card, "text");
        world.phone.prioritise(card, Priority.HIGH);
        world.phone.due(card, new When.Day(LocalDate.parse("2026-04-01")));
        world.phone.tag(card, "home");
        world.phone.check(card, "first", true);
        world.full();
        assertThat(world.taskView(task)).satisfies(view -> {
            assertThat(view.description()).isEqualTo("text");
            assertThat(view.priority()).isEqualTo(Priority.HIGH);
            assertThat(view.schedule().dueDate()).isEqualTo(new When.Day(LocalDate.parse("2026-04-01")));
            assertThat(view.tags()).containsExactly("home");
            assertThat(view.details().checklist()).singleElement().satisfies(item -> {
                assertThat(item.title()).isEqualTo("first");
                assertThat(item.done()).isTrue();
            });
        });
        assertThat(world.here()).isEqualTo(world.there());
    }

    @Test
    void edits_of_different_fields_meet() {
        synced();
        world.phone.rename(card(), "Renamed there");
        world.prioritise(project, Priority.HIGH);
        Sync.Report report = world.full();
        assertThat(report.pulled()).isEqualTo(1);
        assertThat(report.pushed()).isEqualTo(1);
        assertThat(report.conflicts()).isZero();
        assertThat(world.projectView(project).name()).isEqualTo("Renamed there");
        assertThat(card("Renamed there").content.priority()).isEqualTo(Priority.HIGH);
        assertThat(world.here()).isEqualTo(world.there());
    }

    @Test
    void of_one_field_the_remotes_value_counts_and_ours_is_in_the_conflict() {
        synced();
        world.phone.rename(card(), "Theirs");
        world.rename(project, "Ours");
        assertThat(world.full().conflicts()).isEqualTo(1);
        assertThat(world.projectView(project).name()).isEqualTo("Theirs");
        assertThat(card("Theirs").deleted).isFalse();
        assertThat(world.conflicts.of(project)).singleElement().satisfies(conflict -> {
            assertThat(conflict.state()).isEqualTo(ConflictView.State.APPLIED);
            Dispute.FieldDispute values = (Dispute.FieldDispute) conflict.dispute();
            assertThat(values.field()).isEqualTo(Field.TITLE);
            assertThat(values.applied()).isEqualTo(AppliedSide.REMOTE);
            assertThat(values.toLocal().title().to()).isEqualTo("Ours");
            assertThat(values.toLocal().title().from()).isEqualTo("Ledger");
            assertThat(values.toRemote().title().to()).isEqualTo("Theirs");
        });
        assertThat(world.full().conflicts()).isZero();
        assertThat(world.conflicts.all()).hasSize(1);
    }

    @Test
    void with_the_policy_ledger_ours_is_written() {
        synced(new World(ConflictPolicy.LEDGER));
        world.phone.rename(card(), "Theirs");
        world.rename(project, "Ours");
        assertThat(world.full().conflicts()).isEqualTo(1);
        assertThat(world.projectView(project).name()).isEqualTo("Ours");
        assertThat(card("Ours").deleted).isFalse();
        assertThat(world.conflicts.of(project)).singleElement().satisfies(conflict -> assertThat(conflict.state())
                .isEqualTo(ConflictView.State.APPLIED));
        assertThat(world.full().conflicts()).isZero();
    }

    @Test
    void with_the_policy_hold_neither_is_written_and_other_fields_flow() {
        synced(new World(ConflictPolicy.HOLD));
        world.phone.rename(card(), "Theirs");
        world.rename(project, "Ours");
        world.prioritise(project, Priority.LOW);
        assertThat(world.full().conflicts()).isEqualTo(1);
        assertThat(world.projectView(project).name()).isEqualTo("Ours");
        assertThat(card("Theirs").content.priority()).isEqualTo(Priority.LOW);
        assertThat(world.conflicts.open(world.account)).isEqualTo(1);
        assertThat(world.runner.status().state().word())
                .as("a question is no trouble")
                .isEqualTo("idle");

        world.phone.describe(card("Theirs"), "other text");
        assertThat(world.full().conflicts()).isZero();
        assertThat(world.projectView(project).description()).isEqualTo("other text");
        world.phone.rename(card("Theirs"), "Theirs again");
        assertThat(world.full().conflicts()).isZero();
        assertThat(world.conflicts.of(project)).singleElement().satisfies(conflict -> {
            Dispute.FieldDispute values = (Dispute.FieldDispute) conflict.dispute();
            assertThat(values.toRemote().title().to()).isEqualTo("Theirs again");
        });

        world.phone.rename(card("Theirs again"), "Ours");
        world.full();
        assertThat(world.conflicts.of(project)).singleElement().satisfies(conflict -> assertThat(conflict.state())
                .isEqualTo(ConflictView.State.OBSOLETE));
        world.rename(project, "Free");
        world.untilQuiet();
        assertThat(card("Free").deleted).isFalse();
    }

    @Test
    void a_new_one_whose_day_has_no_zone_gets_one() {
        synced();
        Card there = world.phone.add(card().list, "New");
        world.phone.due(there, new When.Day(LocalDate.parse("2026-04-01")));
        world.full();
        world.untilQuiet();
        assertThat(there.content.timeZone()).isEqualTo(ZoneOffset.UTC);
    }

    /** It takes nothing over then, and so nothing else would mark it. */
    @Test
    void a_day_that_has_lost_its_zone_there_gets_it_again() {
        synced();
        When day = new When.Day(LocalDate.parse("2026-04-01"));
        world.phone.due(card(), day);
        world.full();
        world.untilQuiet();
        assertThat(card().content.timeZone()).isEqualTo(ZoneOffset.UTC);
        world.clock.forward(World.SETTLE);
        CanonicalContent c = card().content;
        card().content = new CanonicalContent(
                c.title(),
                c.description(),
                c.priority(),
                c.tags(),
                null,
                day,
                null,
                c.checklist(),
                c.status(),
                c.parent());
        world.full();
        world.untilQuiet();
        assertThat(card().content.timeZone()).isEqualTo(ZoneOffset.UTC);
    }

    @Test
    void tags_and_text_are_merged_without_a_conflict() {
        synced();
        world.phone.tag(card(), "theirs");
        world.phone.describe(card(), "one, there\ntwo\nthree\nfour\nfive");
        world.edit(
                project,
                new ProjectEdit(Patch.of(ProjectDetails.DESCRIPTION, "one\ntwo\nthree\nfour\nfive, here")
                        .set(ProjectDetails.TAGS, new TreeSet<>(List.of("ours")))));
        assertThat(world.full().conflicts()).isZero();
        assertThat(world.projectView(project).tags()).containsExactlyInAnyOrder("ours", "theirs");
        assertThat(world.projectView(project).description()).isEqualTo("one, there\ntwo\nthree\nfour\nfive, here");
        assertThat(world.here()).isEqualTo(world.there());
    }

    @Test
    void checklists_are_merged_item_by_item() {
        synced();
        checklist(List.of("first", "second"));
        world.untilQuiet();
        world.phone.check(taskCard(), "third", false);
        checklist(List.of("first", "second", "ours"));
        assertThat(world.full().conflicts()).isZero();
        assertThat(world.taskView(task).details().checklist().stream().map(ChecklistItem::title))
                .containsExactlyInAnyOrder("first", "second", "third", "ours");
        assertThat(world.here()).isEqualTo(world.there());
    }

    private void checklist(List<String> titles) {
        List<ChecklistItem> items = titles.stream()
                .map(title ->
                        new ChecklistItem(UUID.nameUUIDFromBytes(title.getBytes(StandardCharsets.UTF_8)), title, false))
                .toList();
        world.send(new TaskCommand.Edit(
                new TaskId(task.id()), Patch.of(TaskDetails.CHECKLIST, items), null, world.clock.instant()));
    }

    @Test
    void a_project_and_a_task_are_completed_reopened_and_abandoned_there() {
        synced();
        world.phone.complete(card());
        world.phone.complete(taskCard());
        world.full();
        assertThat(world.projectView(project).status()).isEqualTo(ProjectStatus.COMPLETED);
        assertThat(world.taskView(task).status()).isEqualTo(TaskStatus.COMPLETED);
        world.phone.reopen(card());
        world.phone.reopen(taskCard());
        world.full();
        assertThat(world.projectView(project).status()).isEqualTo(ProjectStatus.ACTIVE);
        assertThat(world.taskView(task).status()).isEqualTo(TaskStatus.OPEN);
        world.phone.abandon(card());
        world.phone.abandon(taskCard());
        world.full();
        assertThat(world.projectView(project).status()).isEqualTo(ProjectStatus.ABANDONED);
        assertThat(world.taskView(task).status()).isEqualTo(TaskStatus.ABANDONED);
        assertThat(world.here()).isEqualTo(world.there());
    }

    @Test
    void a_status_tag_is_a_status() {
        synced();
        world.phone.tag(card(), "paused");
        world.full();
        assertThat(world.projectView(project).status()).isEqualTo(ProjectStatus.PAUSED);
        assertThat(world.projectView(project).tags()).isEmpty();
        world.phone.untag(card(), "paused");
        world.full();
        assertThat(world.projectView(project).status()).isEqualTo(ProjectStatus.ACTIVE);
    }

    @Test
    void completed_there_and_edited_here_is_both() {
        synced();
        world.phone.complete(taskCard());
        world.rename(task, "Read");
        assertThat(world.full().conflicts()).isZero();
        assertThat(world.taskView(task).status()).isEqualTo(TaskStatus.COMPLETED);
        assertThat(card("Read").content.title()).isEqualTo("Read");
        assertThat(world.here()).isEqualTo(world.there());
    }

    @Test
    void what_the_ledger_does_not_allow_is_taken_as_near_as_it_can_be_and_told() {
        synced();
        world.phone.rename(card(), "x".repeat(501));
        world.phone.rename(taskCard(), "two\nlines");
        world.phone.complete(card("two\nlines"));
        world.full();
        assertThat(world.projectView(project).name()).isEqualTo("x".repeat(499) + "…");
        assertThat(world.taskView(task).title()).isEqualTo("two lines");
        assertThat(world.taskView(task).status()).isEqualTo(TaskStatus.COMPLETED);
        assertThat(world.link(project))
                .isInstanceOfSatisfying(
                        dev.devledger.domain.sync.link.SyncLink.Linked.class, linked -> assertThat(linked.warnings())
                                .extracting(each -> each.name())
                                .containsExactly("name"));
        world.prioritise(project, Priority.LOW);
        world.untilQuiet();
        assertThat(card("x".repeat(501)).content.priority()).isEqualTo(Priority.LOW);
        int before = world.ledger.size();
        world.full();
        assertThat(since(before)).as("events of what stands").isEmpty();

        world.phone.rename(card("x".repeat(501)), "Short");
        world.full();
        assertThat(world.projectView(project).name()).isEqualTo("Short");
    }

    @Test
    void what_cannot_be_imported_holds_up_nothing_else() {
        synced();
        String list = card().list;
        world.ledger.onSend(command -> {
            if (command instanceof ProjectCommand.Create create
                    && create.details().name().equals("Refused")) {
                throw Rejection.invalid("name", "is refused by a rule of another day");
            }
        });
        world.phone.add(list, "Refused");
        world.phone.add(list, "Good");
        world.full();
        assertThat(world.projectView(world.projectCalled("Good")).status()).isEqualTo(ProjectStatus.ACTIVE);
        int before = world.ledger.size();
        world.full();
        assertThat(since(before)).isEmpty();
    }

    @Test
    void our_own_write_without_an_answer_is_no_change_of_theirs() {
        synced();
        world.remote.next(Call.UPDATE, MemoryRemote.Fault.LOST_ANSWER);
        world.rename(project, "Ours");
        world.cycle();
        world.rename(project, "Ours, newer");
        assertThat(world.full().conflicts()).isZero();
        world.untilQuiet();
        assertThat(card("Ours, newer").deleted).isFalse();
        assertThat(world.projectView(project).name()).isEqualTo("Ours, newer");
        assertThat(world.conflicts.all()).isEmpty();
    }

    @Test
    void a_narrow_cycle_asks_for_what_only_a_full_one_settles() {
        synced();
        world.phone.rename(card(), "Theirs");
        world.rename(project, "Ours");
        world.cycle();
        assertThat(world.projectView(project).name()).isEqualTo("Ours");
        assertThat(world.work.reason(project)).contains("changed in TickTick as well: title");
        world.full();
        assertThat(world.work.marked(project)).isFalse();
    }

    @Test
    void a_project_has_no_checklist_so_a_card_may_have_any() {
        synced();
        world.phone.check(card(), "milk", false);
        int before = world.ledger.size();
        world.full();
        assertThat(since(before)).isEmpty();
        world.describe(project, "text");
        world.untilQuiet();
        assertThat(card().content.checklist()).containsExactly(new CanonicalContent.ChecklistEntry("milk", false));
    }
}
