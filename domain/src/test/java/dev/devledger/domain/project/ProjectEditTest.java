package dev.devledger.domain.project;

import static dev.devledger.domain.project.ProjectSamples.tags;
import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.domain.field.EntityKind.Changes;
import dev.devledger.domain.field.EntityKind.Patch;
import dev.devledger.domain.project.ProjectDetails.ProjectBilling;
import dev.devledger.domain.project.ProjectDetails.ProjectEdit;
import dev.devledger.domain.shared.Change.FieldChange;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.shared.When.Schedule;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ProjectEditTest {
    private static final ZoneId VIENNA = ZoneId.of("Europe/Vienna");
    private static final ZoneId TOKYO = ZoneId.of("Asia/Tokyo");
    private static final ProjectDetails FULL = new ProjectDetails(
            "Ledger",
            "about",
            Priority.HIGH,
            tags("web"),
            "https://example.org/x",
            new Schedule(When.parse("2026-03-01"), When.parse("2026-03-31"), VIENNA),
            Placement.NONE);

    @Test
    void an_edit_without_wishes_leaves_everything() {
        assertThat(new ProjectEdit(Patch.none()).applyTo(FULL)).isEqualTo(FULL);
    }

    @Test
    void an_edit_sets_each_field() {
        ProjectDetails other = new ProjectDetails(
                "Other",
                "more",
                Priority.LOW,
                tags("api", "db"),
                "https://example.org/y",
                new Schedule(When.parse("2027-03-01"), When.parse("2027-03-31"), TOKYO),
                Placement.LIST);
        ProjectEdit edit = new ProjectEdit(Patch.of(ProjectDetails.NAME, "Other")
                .set(ProjectDetails.DESCRIPTION, "more")
                .set(ProjectDetails.PRIORITY, Priority.LOW)
                .set(ProjectDetails.TAGS, tags("api", "db"))
                .set(ProjectDetails.REPOSITORY_URL, "https://example.org/y")
                .set(ProjectDetails.START_DATE, When.parse("2027-03-01"))
                .set(ProjectDetails.DUE_DATE, When.parse("2027-03-31"))
                .set(ProjectDetails.TIME_ZONE, TOKYO)
                .set(ProjectDetails.PLACEMENT, Placement.LIST));
        assertThat(edit.applyTo(FULL)).isEqualTo(other);
    }

    @Test
    void an_edit_clears_each_field_to_what_it_is_without_a_word() {
        ProjectEdit edit = new ProjectEdit(Patch.of(ProjectDetails.NAME, null)
                .set(ProjectDetails.DESCRIPTION, null)
                .set(ProjectDetails.PRIORITY, null)
                .set(ProjectDetails.TAGS, null)
                .set(ProjectDetails.REPOSITORY_URL, null)
                .set(ProjectDetails.START_DATE, null)
                .set(ProjectDetails.DUE_DATE, null)
                .set(ProjectDetails.TIME_ZONE, TOKYO)
                .set(ProjectDetails.PLACEMENT, null));
        assertThat(edit.applyTo(FULL))
                .isEqualTo(new ProjectDetails("", "", Priority.NONE, tags(), "", Schedule.none(TOKYO), Placement.CARD));
    }

    @Test
    void one_wish_leaves_the_others() {
        ProjectEdit edit = new ProjectEdit(Patch.of(ProjectDetails.DUE_DATE, null));
        assertThat(edit.applyTo(FULL).schedule()).isEqualTo(new Schedule(When.parse("2026-03-01"), null, VIENNA));
    }

    @Test
    void the_order_of_the_tags_that_came_does_not_matter() {
        TreeSet<String> anyCase = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        anyCase.add("WEB");
        ProjectEdit edit = new ProjectEdit(Patch.of(ProjectDetails.TAGS, anyCase));
        assertThat(edit.applyTo(FULL)).isNotEqualTo(FULL);
        assertThat(edit.applyTo(FULL).tags()).containsExactly("WEB");
    }

    @Test
    void the_changes_between_two_are_what_makes_one_of_the_other() {
        Random random = new Random(20260331);
        for (int i = 0; i < 2_000; i++) {
            ProjectDetails from = any(random);
            ProjectDetails to = any(random);
            Changes<ProjectDetails> changes = ProjectDetails.KIND.between(from, to);
            assertThat(ProjectDetails.KIND.changed(from, changes)).isEqualTo(to);
            assertThat(changes.list().isEmpty()).isEqualTo(from.equals(to));
            assertThat(changes.list())
                    .allSatisfy(change -> assertThat(change.from()).isNotEqualTo(change.to()));
            assertThat(ProjectDetails.KIND.between(from, from).list()).isEmpty();
        }
    }

    @Test
    void the_changes_are_named_as_in_the_contract() {
        ProjectDetails other =
                new ProjectDetails("Other", "", Priority.NONE, tags(), "", Schedule.none(TOKYO), Placement.CARD);
        assertThat(ProjectDetails.KIND.between(FULL, other).list())
                .extracting(FieldChange::field)
                .containsExactly(
                        "name",
                        "description",
                        "priority",
                        "tags",
                        "repositoryUrl",
                        "startDate",
                        "dueDate",
                        "timeZone",
                        "placement");
    }

    private static SortedMap<String, Placement> said(Random random) {
        SortedMap<String, Placement> said = new TreeMap<>();
        subset(random, "clickup", "other")
                .forEach(service -> said.put(service, pick(random, Placement.OF_CARDS.toArray(Placement[]::new))));
        return said;
    }

    private static ProjectDetails any(Random random) {
        return new ProjectDetails(
                pick(random, "a", "b"),
                pick(random, "", "text"),
                pick(random, Priority.values()),
                tags(subset(random, "x", "y", "Y").toArray(String[]::new)),
                pick(random, "", "https://example.org"),
                new Schedule(date(random), date(random), pick(random, VIENNA, TOKYO)),
                pick(random, Placement.OF_CARDS.toArray(Placement[]::new)),
                said(random),
                ProjectBilling.NONE);
    }

    private static When date(Random random) {
        return pick(random, null, When.parse("2026-03-31"), When.parse("2026-03-31T09:00:00Z"));
    }

    @SafeVarargs
    private static <T> T pick(Random random, T... values) {
        return values[random.nextInt(values.length)];
    }

    private static List<String> subset(Random random, String... of) {
        List<String> chosen = new ArrayList<>();
        for (String each : of) {
            if (random.nextBoolean()) {
                chosen.add(each);
            }
        }
        return chosen;
    }
}
