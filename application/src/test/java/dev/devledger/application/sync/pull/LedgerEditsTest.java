package dev.devledger.application.sync.pull;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.project.ProjectQueries.ProjectView;
import dev.devledger.application.sync.connector.ContentTranslator;
import dev.devledger.application.task.TaskQueries.TaskView;
import dev.devledger.domain.field.EntityKind.Patch;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.project.ProjectDetails;
import dev.devledger.domain.project.ProjectDetails.ProjectEdit;
import dev.devledger.domain.shared.Change;
import dev.devledger.domain.shared.Change.SetTo;
import dev.devledger.domain.shared.ChecklistItem;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.shared.When.Schedule;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalChanges.Dates;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.RemoteTask.RemoteStatus;
import dev.devledger.domain.task.Task.TaskStatus;
import dev.devledger.domain.task.TaskDetails;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LedgerEditsTest {
    private static final ZoneId VIENNA = ZoneId.of("Europe/Vienna");
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
    private static final UUID ID = new UUID(1, 2);
    private static final UUID A = new UUID(0, 0xa);
    private static final UUID B = new UUID(0, 0xb);
    private static final UUID C = new UUID(0, 0xc);

    @Test
    void nothing_changed_is_nothing_to_edit() {
        assertThat(LedgerEdits.of(project(List.of(), null, null), CanonicalChanges.NONE))
                .isEqualTo(new LedgerEdits.ProjectEdits(ID, null, null));
        assertThat(edits(task(List.of(), null, null), CanonicalChanges.NONE))
                .isEqualTo(new LedgerEdits.TaskEdits(ID, null, null));
    }

    @Test
    void a_plain_field_becomes_a_wish_and_the_others_stay() {
        CanonicalChanges changes = new CanonicalChanges(
                new Change<>("old", "new"),
                new Change<>("text", ""),
                new Change<>(Priority.LOW, Priority.HIGH),
                null,
                null,
                null,
                null,
                null);

        assertThat(LedgerEdits.of(project(List.of("Java"), null, null), changes).edit())
                .isEqualTo(new ProjectEdit(Patch.of(ProjectDetails.NAME, "new")
                        .set(ProjectDetails.DESCRIPTION, "")
                        .set(ProjectDetails.PRIORITY, Priority.HIGH)));
        assertThat(edits(task(List.of(), null, null), changes).edit())
                .isEqualTo(Patch.of(TaskDetails.TITLE, "new")
                        .set(TaskDetails.DESCRIPTION, "")
                        .set(TaskDetails.PRIORITY, Priority.HIGH));
    }

    @Test
    void a_tag_that_stays_keeps_its_case() {
        assertThat(tags(List.of("Java", "API"), "java", "new")).containsExactly("Java", "new");
        assertThat(tags(List.of("Java"), "java")).containsExactly("Java");
        assertThat(tags(List.of("Java"))).isEmpty();
        assertThat(tags(List.of(), "a")).containsExactly("a");
    }

    @Test
    void a_status_of_a_card_is_the_projects() {
        assertThat(projectStatus(RemoteStatus.OPEN)).isEqualTo(ProjectStatus.ACTIVE);
        assertThat(projectStatus(RemoteStatus.PLANNED)).isEqualTo(ProjectStatus.PLANNED);
        assertThat(projectStatus(RemoteStatus.PAUSED)).isEqualTo(ProjectStatus.PAUSED);
        assertThat(projectStatus(RemoteStatus.BLOCKED)).isEqualTo(ProjectStatus.BLOCKED);
        assertThat(projectStatus(RemoteStatus.COMPLETED)).isEqualTo(ProjectStatus.COMPLETED);
        assertThat(projectStatus(RemoteStatus.ABANDONED)).isEqualTo(ProjectStatus.ABANDONED);
    }

    @ParameterizedTest
    @EnumSource(TaskStatus.class)
    void a_status_of_a_task_has_the_same_name(TaskStatus status) {
        LedgerEdits.TaskEdits edits = edits(task(List.of(), null, null), status(RemoteStatus.valueOf(status.name())));

        assertThat(edits).isEqualTo(new LedgerEdits.TaskEdits(ID, null, status));
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", delimiter = '|', textBlock = """
            # ledger: start | due | wanted: start | due | then: start | due
            -          | -          | -          | 2026-03-05 | -          | 2026-03-05
            -          | 2026-03-01 | -          | 2026-03-05 | -          | 2026-03-05
            2026-03-01 | -          | -          | 2026-03-05 | 2026-03-05 | -
            2026-03-01 | -          | -          | 2026-03-01 | 2026-03-01 | -
            2026-03-01 | 2026-03-01 | -          | 2026-03-05 | 2026-03-05 | 2026-03-05
            2026-03-01 | 2026-03-01 | -          | 2026-03-01 | 2026-03-01 | 2026-03-01
            2026-03-01 | 2026-03-02 | -          | 2026-03-05 | -          | 2026-03-05
            2026-03-01 | 2026-03-02 | -          | -          | -          | -
            2026-03-01 | -          | -          | -          | -          | -
            2026-03-01 | -          | 2026-03-05 | 2026-03-06 | 2026-03-05 | 2026-03-06
            -          | 2026-03-01 | 2026-03-05 | 2026-03-06 | 2026-03-05 | 2026-03-06
            2026-03-01 | -          | -          | 2026-03-05T08:00:00Z | 2026-03-05T08:00:00Z | -
            """)
    void a_date_alone_keeps_the_ledgers_form(
            @Nullable String start,
            @Nullable String due,
            @Nullable String wantedStart,
            @Nullable String wantedDue,
            @Nullable String thenStart,
            @Nullable String thenDue) {
        TaskView now = task(List.of(), when(start), when(due));

        Patch<TaskDetails> edit = Objects.requireNonNull(
                edits(now, dates(when(wantedStart), when(wantedDue), null)).edit());

        assertThat(SetTo.orElse(edit.get(TaskDetails.START_DATE), now.schedule().startDate()))
                .isEqualTo(when(thenStart));
        assertThat(SetTo.orElse(edit.get(TaskDetails.DUE_DATE), now.schedule().dueDate()))
                .isEqualTo(when(thenDue));
        assertThat(edit.get(TaskDetails.TIME_ZONE))
                .as("moments need no zone, so the ledger's stays")
                .isNull();
    }

    @ParameterizedTest
    @CsvSource(nullValues = "-", delimiter = '|', textBlock = """
            # ledger: start | due | wanted: start | due
            2026-03-01 | -          | -          | 2026-03-05
            2026-03-01 | -          | 2026-03-05 | -
            -          | 2026-03-01 | 2026-03-05 | -
            2026-03-01 | 2026-03-01 | -          | 2026-03-05
            2026-03-01 | 2026-03-02 | 2026-03-02 | 2026-03-02
            """)
    void where_a_start_is_a_date_of_its_own_both_are_as_they_are_told(
            @Nullable String start, @Nullable String due, @Nullable String thenStart, @Nullable String thenDue) {
        TaskView now = task(List.of(), when(start), when(due));
        CanonicalChanges told = dates(when(thenStart), when(thenDue), null);

        Patch<TaskDetails> edit = Objects.requireNonNull(
                edits(now, told, ContentTranslator.StartDateSupport.OWN).edit());

        assertThat(SetTo.orElse(edit.get(TaskDetails.START_DATE), now.schedule().startDate()))
                .isEqualTo(when(thenStart));
        assertThat(SetTo.orElse(edit.get(TaskDetails.DUE_DATE), now.schedule().dueDate()))
                .isEqualTo(when(thenDue));
    }

    @Test
    void the_zone_of_a_day_is_taken_over() {
        Patch<TaskDetails> edit =
                Objects.requireNonNull(edits(task(List.of(), null, null), dates(null, when("2026-03-05"), TOKYO))
                        .edit());

        assertThat(edit.get(TaskDetails.TIME_ZONE)).isEqualTo(new SetTo<>(TOKYO));
    }

    @Test
    void another_name_of_the_same_zone_is_not_taken_over() {
        TaskView here = task(List.of(), null, null, ZoneId.of("Europe/Kiev"));
        Patch<TaskDetails> edit =
                Objects.requireNonNull(edits(here, dates(null, when("2026-03-05"), ZoneId.of("Europe/Kyiv")))
                        .edit());

        assertThat(edit.get(TaskDetails.DUE_DATE)).isEqualTo(new SetTo<>(when("2026-03-05")));
        assertThat(edit.get(TaskDetails.TIME_ZONE)).isNull();
    }

    @Test
    void an_item_of_the_same_title_keeps_its_id_wherever_it_stands() {
        List<ChecklistItem> now = List.of(item(A, "a", false), item(B, "b", false));

        assertThat(checklist(now, check("b", true), check("a", false)))
                .containsExactly(item(B, "b", true), item(A, "a", false));
    }

    @Test
    void a_renamed_item_keeps_the_id_of_its_place() {
        List<ChecklistItem> now = List.of(item(A, "a", false), item(B, "b", true));

        assertThat(checklist(now, check("a", false), check("better", true)))
                .containsExactly(item(A, "a", false), item(B, "better", true));
    }

    @Test
    void an_item_that_is_known_by_its_id_keeps_it_whatever_it_is_called() {
        List<ChecklistItem> now = List.of(item(A, "a", false), item(B, "b", false));

        assertThat(checklist(
                        now,
                        new CanonicalContent.ChecklistEntry("a", true, B, "y"),
                        new CanonicalContent.ChecklistEntry("new", false, C, "z"),
                        new CanonicalContent.ChecklistEntry("better", false, A, "x")))
                .containsExactly(item(B, "a", true), item(C, "new", false), item(A, "better", false));
    }

    @Test
    void an_item_that_stands_twice_keeps_the_id_of_its_place_first() {
        List<ChecklistItem> now = List.of(item(A, "same", false), item(B, "same", true), item(C, "c", false));

        assertThat(checklist(now, check("same", true), check("same", true), check("c", false)))
                .containsExactly(item(A, "same", true), item(B, "same", true), item(C, "c", false));
    }

    @Test
    void a_new_item_gets_an_id_of_its_own() {
        List<ChecklistItem> now = List.of(item(A, "a", false));

        List<ChecklistItem> then = checklist(now, check("new", false), check("a", false), check("x", false));

        assertThat(then).extracting(ChecklistItem::title).containsExactly("new", "a", "x");
        assertThat(then.get(1).id()).isEqualTo(A);
        assertThat(then).extracting(ChecklistItem::id).doesNotHaveDuplicates();
        assertThat(checklist(now)).isEmpty();
    }

    private static SortedSet<String> tags(List<String> now, String... wanted) {
        CanonicalChanges changes = new CanonicalChanges(
                null,
                null,
                null,
                new Change<>(new TreeSet<>(), new TreeSet<>(List.of(wanted))),
                null,
                null,
                null,
                null);
        ProjectEdit edit = Objects.requireNonNull(
                LedgerEdits.of(project(now, null, null), changes).edit());
        return SetTo.orElse(edit.fields().get(ProjectDetails.TAGS), new TreeSet<>(), new TreeSet<>());
    }

    private static @Nullable ProjectStatus projectStatus(RemoteStatus status) {
        LedgerEdits.ProjectEdits edits = LedgerEdits.of(project(List.of(), null, null), status(status));
        assertThat(edits.edit()).isNull();
        return edits.status();
    }

    private static List<ChecklistItem> checklist(List<ChecklistItem> now, CanonicalContent.ChecklistEntry... wanted) {
        CanonicalChanges changes = new CanonicalChanges(
                null, null, null, null, null, new Change<>(List.of(), List.of(wanted)), null, null);
        Patch<TaskDetails> edit =
                Objects.requireNonNull(edits(task(now, null, null), changes).edit());
        return SetTo.orElse(edit.get(TaskDetails.CHECKLIST), List.of(), List.of());
    }

    private static CanonicalChanges status(RemoteStatus to) {
        return new CanonicalChanges(null, null, null, null, null, null, new Change<>(RemoteStatus.OPEN, to), null);
    }

    private static CanonicalChanges dates(@Nullable When start, @Nullable When due, @Nullable ZoneId zone) {
        Change<Dates> change = new Change<>(new Dates(null, null, null), new Dates(start, due, zone));
        return new CanonicalChanges(null, null, null, null, change, null, null, null);
    }

    private static @Nullable When when(@Nullable String text) {
        return text == null ? null : When.parse(text);
    }

    private static ChecklistItem item(UUID id, String title, boolean done) {
        return new ChecklistItem(id, title, done);
    }

    private static CanonicalContent.ChecklistEntry check(String title, boolean done) {
        return new CanonicalContent.ChecklistEntry(title, done);
    }

    private static ProjectView project(List<String> tags, @Nullable When start, @Nullable When due) {
        return new ProjectView(
                ID,
                "P-1",
                new ProjectDetails(
                        "old",
                        "",
                        Priority.LOW,
                        new TreeSet<>(tags),
                        "",
                        new Schedule(start, due, VIENNA),
                        Placement.CARD),
                ProjectStatus.ACTIVE,
                null,
                Instant.EPOCH,
                Map.of(),
                null,
                null,
                new ProjectView.TaskCounts(0, 0, 0),
                Instant.EPOCH,
                Instant.EPOCH,
                null,
                null,
                null,
                1,
                List.of(),
                0);
    }

    private static TaskView task(List<ChecklistItem> checklist, @Nullable When start, @Nullable When due) {
        return task(checklist, start, due, VIENNA);
    }

    private static TaskView task(List<ChecklistItem> checklist, @Nullable When start, @Nullable When due, ZoneId zone) {
        return new TaskView(
                ID,
                "T-1",
                new UUID(3, 4),
                "P-1",
                null,
                new TaskDetails("old", "", Priority.LOW, new TreeSet<>(), new Schedule(start, due, zone), checklist),
                TaskStatus.OPEN,
                List.of(),
                TaskView.RelatedTaskKeys.NONE,
                Map.of(),
                Instant.EPOCH,
                Instant.EPOCH,
                null,
                null,
                1,
                List.of(),
                null,
                false,
                0);
    }

    private static LedgerEdits.TaskEdits edits(TaskView now, CanonicalChanges changes) {
        return edits(now, changes, ContentTranslator.StartDateSupport.OF_SPANS);
    }

    private static LedgerEdits.TaskEdits edits(
            TaskView now, CanonicalChanges changes, ContentTranslator.StartDateSupport starts) {
        return LedgerEdits.of(now, changes, starts, (before, change) -> new TreeSet<>());
    }
}
