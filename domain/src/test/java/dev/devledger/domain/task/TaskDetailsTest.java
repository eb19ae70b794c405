package dev.devledger.domain.task;

import static dev.devledger.domain.task.TaskSamples.created;
import static dev.devledger.domain.task.TaskSamples.items;
import static dev.devledger.domain.task.TaskSamples.titled;
import static dev.devledger.domain.task.TaskSamples.toCreate;
import static dev.devledger.domain.task.TaskSamples.withChecklist;
import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.domain.directory.Person.PersonId;
import dev.devledger.domain.field.EntityKind.Changes;
import dev.devledger.domain.field.EntityKind.Patch;
import dev.devledger.domain.shared.Change.FieldChange;
import dev.devledger.domain.shared.ChecklistItem;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.Scenario;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.shared.When.Schedule;
import dev.devledger.domain.task.Task.TaskId;
import java.time.ZoneId;
import java.util.List;
import java.util.Random;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The details of a task: their limits, edits of them, and the changes between them. */
class TaskDetailsTest {
    private static final ZoneId VIENNA = ZoneId.of("Europe/Vienna");
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
    private static final TaskDetails FULL = new TaskDetails(
            "Write",
            "about",
            Priority.HIGH,
            new TreeSet<>(List.of("web")),
            new Schedule(When.parse("2026-03-01"), When.parse("2026-03-31"), VIENNA),
            items(2),
            "in review",
            90,
            people(1, 2),
            new Dependencies(tasks(1), tasks(2), TaskSamples.other(3)));

    private static void accepted(TaskDetails details) {
        Scenario.given(new TaskDecider()).when(toCreate(details)).then(created(details));
    }

    private static void refused(TaskDetails details, String... fields) {
        Scenario.given(new TaskDecider()).when(toCreate(details)).thenInvalid(fields);
    }

    @Test
    void a_title_has_1_to_500_characters() {
        accepted(titled("🙂".repeat(500)));
        refused(titled("🙂".repeat(501)), "title");
        refused(titled(" "), "title");
        refused(titled("a\nb"), "title");
    }

    @Test
    void a_checklist_has_at_most_200_items() {
        accepted(withChecklist(items(200)));
        refused(withChecklist(items(201)), "checklist");
    }

    @Test
    void an_item_is_one_line_of_1_to_500_characters() {
        accepted(withChecklist(List.of(item(1, "🙂".repeat(500)))));
        refused(
                withChecklist(List.of(item(1, "fine"), item(2, "🙂".repeat(501)), item(3, ""), item(4, "a\nb"))),
                "checklist[1].title",
                "checklist[2].title",
                "checklist[3].title");
    }

    @Test
    void an_item_stands_once_in_its_checklist() {
        accepted(withChecklist(List.of(item(1, "same"), item(2, "same"))));
        refused(withChecklist(List.of(item(1, "one"), item(1, "two"))), "checklist[1].id");
    }

    @Test
    void a_stage_is_one_line_of_1_to_60_characters() {
        accepted(workedOn("🙂".repeat(60), null));
        refused(workedOn("🙂".repeat(61), null), "stage");
        refused(workedOn(" ", null), "stage");
        refused(workedOn("a\nb", null), "stage");
        refused(workedOn("\ud83d", null), "stage");
    }

    @Test
    void an_estimate_is_at_most_a_year() {
        accepted(workedOn(null, 0));
        accepted(workedOn(null, 525_600));
        refused(workedOn(null, -1), "estimateMinutes");
        refused(workedOn(null, 525_601), "estimateMinutes");
    }

    private static TaskDetails workedOn(String stage, Integer estimate) {
        return new TaskDetails(
                "Write",
                "",
                Priority.NONE,
                new TreeSet<>(),
                Schedule.none(VIENNA),
                List.of(),
                stage,
                estimate,
                people());
    }

    @Test
    void a_task_has_at_most_20_people() {
        accepted(assigned(20));
        refused(assigned(21), "assignees");
    }

    private static TaskDetails assigned(int many) {
        return new TaskDetails(
                "Write",
                "",
                Priority.NONE,
                new TreeSet<>(),
                Schedule.none(VIENNA),
                List.of(),
                null,
                null,
                people(IntStream.range(0, many).toArray()));
    }

    private static SortedSet<PersonId> people(int... numbers) {
        return IntStream.of(numbers)
                .mapToObj(number -> new PersonId(new UUID(0, number)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static ChecklistItem item(int number, String title) {
        return new ChecklistItem(new UUID(3, number), title, false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"planned", "paused", "Blocked"})
    void the_reserved_tags_are_free_on_a_task(String tag) {
        accepted(new TaskDetails(
                "Write", "", Priority.NONE, new TreeSet<>(List.of(tag)), Schedule.none(VIENNA), List.of()));
    }

    @Test
    void all_that_is_wrong_is_told_at_once() {
        refused(
                new TaskDetails(
                        "",
                        "\0",
                        Priority.NONE,
                        new TreeSet<>(List.of(" ")),
                        new Schedule(When.parse("2026-03-31"), When.parse("2026-03-30"), VIENNA),
                        items(201)),
                "title",
                "description",
                "tags",
                "dueDate",
                "checklist");
    }

    @Test
    void an_edit_without_wishes_leaves_everything() {
        assertThat(TaskDetails.KIND.edited(FULL, Patch.none())).isEqualTo(FULL);
    }

    private static SortedSet<TaskId> tasks(int... numbers) {
        return IntStream.of(numbers).mapToObj(TaskSamples::other).collect(Collectors.toCollection(TreeSet::new));
    }

    @Test
    void an_edit_sets_each_field() {
        TaskDetails other = new TaskDetails(
                "Read",
                "more",
                Priority.LOW,
                new TreeSet<>(List.of("api")),
                new Schedule(When.parse("2027-03-01"), When.parse("2027-03-31"), TOKYO),
                items(1),
                "testing",
                0,
                people(3),
                new Dependencies(tasks(4), tasks(5, 6), TaskSamples.other(7)));
        Patch<TaskDetails> edit = Patch.of(TaskDetails.TITLE, "Read")
                .set(TaskDetails.DESCRIPTION, "more")
                .set(TaskDetails.PRIORITY, Priority.LOW)
                .set(TaskDetails.TAGS, new TreeSet<>(List.of("api")))
                .set(TaskDetails.START_DATE, When.parse("2027-03-01"))
                .set(TaskDetails.DUE_DATE, When.parse("2027-03-31"))
                .set(TaskDetails.TIME_ZONE, TOKYO)
                .set(TaskDetails.CHECKLIST, items(1))
                .set(TaskDetails.STAGE, "testing")
                .set(TaskDetails.ESTIMATE_MINUTES, 0)
                .set(TaskDetails.ASSIGNEES, people(3))
                .set(TaskDetails.BLOCKED_BY, tasks(4))
                .set(TaskDetails.RELATED, tasks(5, 6))
                .set(TaskDetails.DISCOVERED_FROM, TaskSamples.other(7));
        assertThat(TaskDetails.KIND.edited(FULL, edit)).isEqualTo(other);
    }

    @Test
    void an_edit_clears_each_field_to_what_it_is_without_a_word() {
        Patch<TaskDetails> edit = Patch.of(TaskDetails.TITLE, null)
                .set(TaskDetails.DESCRIPTION, null)
                .set(TaskDetails.PRIORITY, null)
                .set(TaskDetails.TAGS, null)
                .set(TaskDetails.START_DATE, null)
                .set(TaskDetails.DUE_DATE, null)
                .set(TaskDetails.TIME_ZONE, TOKYO)
                .set(TaskDetails.CHECKLIST, null)
                .set(TaskDetails.STAGE, null)
                .set(TaskDetails.ESTIMATE_MINUTES, null)
                .set(TaskDetails.ASSIGNEES, null)
                .set(TaskDetails.BLOCKED_BY, null)
                .set(TaskDetails.RELATED, null)
                .set(TaskDetails.DISCOVERED_FROM, null);
        assertThat(TaskDetails.KIND.edited(FULL, edit))
                .isEqualTo(new TaskDetails("", "", Priority.NONE, new TreeSet<>(), Schedule.none(TOKYO), List.of()));
    }

    @Test
    void the_order_of_the_tags_that_came_does_not_matter() {
        TreeSet<String> anyCase = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        anyCase.add("WEB");
        Patch<TaskDetails> edit = Patch.of(TaskDetails.TAGS, anyCase);
        assertThat(TaskDetails.KIND.edited(FULL, edit)).isNotEqualTo(FULL);
    }

    @Test
    void the_changes_between_two_are_what_makes_one_of_the_other() {
        Random random = new Random(20260401);
        for (int i = 0; i < 2_000; i++) {
            TaskDetails from = any(random);
            TaskDetails to = any(random);
            Changes<TaskDetails> changes = TaskDetails.KIND.between(from, to);
            assertThat(TaskDetails.KIND.changed(from, changes)).isEqualTo(to);
            assertThat(changes.list().isEmpty()).isEqualTo(from.equals(to));
            assertThat(TaskDetails.KIND.between(from, from).list()).isEmpty();
        }
    }

    @Test
    void the_changes_are_named_as_in_the_contract() {
        TaskDetails other =
                new TaskDetails("Read", "", Priority.NONE, new TreeSet<>(), Schedule.none(TOKYO), List.of());
        assertThat(TaskDetails.KIND.between(FULL, other).list())
                .extracting(FieldChange::field)
                .containsExactly(
                        "title",
                        "description",
                        "priority",
                        "tags",
                        "startDate",
                        "dueDate",
                        "timeZone",
                        "checklist",
                        "stage",
                        "estimateMinutes",
                        "assignees",
                        "blockedBy",
                        "related",
                        "discoveredFrom");
    }

    private static TaskDetails any(Random random) {
        return new TaskDetails(
                random.nextBoolean() ? "a" : "b",
                random.nextBoolean() ? "" : "text",
                random.nextBoolean() ? Priority.NONE : Priority.HIGH,
                new TreeSet<>(random.nextBoolean() ? List.of() : List.of("x")),
                new Schedule(date(random), date(random), random.nextBoolean() ? VIENNA : TOKYO),
                items(random.nextInt(3)),
                random.nextBoolean() ? null : "stage",
                random.nextBoolean() ? null : random.nextInt(2),
                people(random.nextInt(2)));
    }

    private static When date(Random random) {
        return switch (random.nextInt(3)) {
            case 0 -> null;
            case 1 -> When.parse("2026-03-31");
            default -> When.parse("2026-03-31T09:00:00Z");
        };
    }
}
