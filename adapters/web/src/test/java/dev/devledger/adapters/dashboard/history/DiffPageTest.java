package dev.devledger.adapters.dashboard.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.dashboard.frame.Frame;
import dev.devledger.adapters.dashboard.frame.PageQuery;
import dev.devledger.adapters.dashboard.history.DiffPage.DifferenceView;
import dev.devledger.adapters.dashboard.history.DiffPage.DifferentProject;
import dev.devledger.adapters.dashboard.history.DiffPage.FieldDifference;
import dev.devledger.adapters.dashboard.history.TextDifference.Piece;
import dev.devledger.adapters.html.Templates;
import dev.devledger.adapters.rest.Browser;
import dev.devledger.adapters.rest.Http;
import dev.devledger.adapters.rest.RestTest;
import dev.devledger.application.history.Differences;
import dev.devledger.application.history.Differences.Difference;
import dev.devledger.application.history.Differences.Kind;
import dev.devledger.application.history.HistoryFilter;
import dev.devledger.application.history.HistoryQueries.HistoryView;
import dev.devledger.application.history.HistoryQueries.HistoryView.ChangedField;
import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.shared.ChecklistItem;
import dev.devledger.domain.shared.When;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What differs between two moments, and that nobody needs colours to see it. */
class DiffPageTest extends RestTest {

    private Http.Got page(String path) {
        return Browser.loggedIn(port, owner.secret()).get(path);
    }

    private static Difference difference(String type, UUID id, String key, Kind change, ChangedField... changes) {
        return new Difference(new HistoryView.Entity(type, id, key), change, List.of(changes));
    }

    @Test
    void projects_come_first_each_with_its_tasks() {
        Http.Got project = http.post("/api/projects", "{\"name\": \"<b>One</b>\"}");
        String key = project.field("/key");
        Http.Got task = http.post("/api/projects/" + key + "/tasks", "{\"title\": \"First\"}");
        UUID projectId = UUID.fromString(project.field("/id"));
        List<DifferentProject> all = DifferentProject.of(
                List.of(
                        difference(
                                "task",
                                UUID.fromString(task.field("/id")),
                                task.field("/key"),
                                Kind.CREATED,
                                new ChangedField("title", null, "First"),
                                new ChangedField("tags", null, List.of("x"))),
                        difference("person", UUID.randomUUID(), "U-1", Kind.DELETED),
                        difference(
                                "project",
                                projectId,
                                key,
                                Kind.CHANGED,
                                new ChangedField("name", "<b>Two</b>", "<b>One</b>"),
                                new ChangedField("dueDate", null, "2026-03-31"),
                                new ChangedField("placements.ticktick", "card", "none"))),
                ledger.new ProjectReads(),
                ledger.new TaskReads());
        assertThat(all).hasSize(2);
        DifferentProject first = all.getFirst();
        assertThat(first.key()).isEqualTo(key);
        assertThat(first.itself()).isNotNull();
        assertThat(first.tasks()).hasSize(1);
        assertThat(first.tasks().getFirst().name()).isEqualTo("First");
        assertThat(first.tasks().getFirst().fields())
                .extracting(FieldDifference::name)
                .containsExactly("tags");
        assertThat(all.get(1).tasks()).extracting(DifferenceView::key).containsExactly("U-1");
        DiffPage.View view = new DiffPage.View(
                new Frame("Differences", "/history", true, null, List.of(), List.of(), null, null),
                new PageQuery("/diff", Map.of("from", "1")),
                new Differences.DifferencePage(List.of(), 1, 2, null),
                all,
                null,
                null,
                null);
        String html = new String(Templates.render("dashboard/history/diff.jte", view), StandardCharsets.UTF_8);
        assertThat(html)
                .contains("<span class=\"hint\">due date</span>", "<span class=\"hint\">placement in ticktick</span>")
                .contains("data-field-words=\"blockedBy=waits for&amp;", "&amp;dueDate=due date&amp;")
                .contains(
                        "<del><bdi>&lt;b&gt;Two&lt;/b&gt;</bdi></del>", "<ins><bdi>&lt;b&gt;One&lt;/b&gt;</bdi></ins>")
                .doesNotContain("<b>");
    }

    @Test
    void which_moments_are_compared_is_asked_for() {
        assertThat(page("/diff").text())
                .contains("<input name=\"from\" required", "a time such as 2026-03-31T09:00+02:00")
                .doesNotContain("There are no differences");
        assertThat(page("/diff?from=2026-01-01").text()).contains("There are no differences.");
        assertThat(page("/diff?from=2026-03-31T09:00%2B02:00").text()).contains("There are no differences.");
        Http.Got wrong = page("/diff?from=%3Cb%3E");
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.text()).contains("a day such as 2026-03-31").doesNotContain("<b>");
        assertThat(page("/diff?from=1&project=P-9999").status()).isEqualTo(404);
    }

    @Test
    void of_a_text_the_words_are_compared() {
        assertThat(TextDifference.between("the old parser works", "the new parser works well")
                        .pieces())
                .containsExactly(
                        new Piece(TextDifference.Kind.SAME, "the "),
                        new Piece(TextDifference.Kind.GONE, "old "),
                        new Piece(TextDifference.Kind.CAME, "new "),
                        new Piece(TextDifference.Kind.SAME, "parser "),
                        new Piece(TextDifference.Kind.GONE, "works"),
                        new Piece(TextDifference.Kind.CAME, "works well"));
        assertThat(TextDifference.between("", "a").pieces()).containsExactly(new Piece(TextDifference.Kind.CAME, "a"));
        assertThat(TextDifference.between("a b", "a b").pieces())
                .containsExactly(new Piece(TextDifference.Kind.SAME, "a b"));
    }

    @Test
    void long_texts_are_compared_line_by_line_and_longer_ones_not_at_all() {
        String lines = "a a\n".repeat(300);
        assertThat(TextDifference.between(lines + "b c", lines + "b d").pieces())
                .containsExactly(
                        new Piece(TextDifference.Kind.SAME, lines),
                        new Piece(TextDifference.Kind.GONE, "b c"),
                        new Piece(TextDifference.Kind.CAME, "b d"));
        String before = "a\n".repeat(401);
        assertThat(TextDifference.between(before, "a b").pieces())
                .containsExactly(
                        new Piece(TextDifference.Kind.GONE, before), new Piece(TextDifference.Kind.CAME, "a b"));
    }

    @Test
    void of_a_list_what_went_and_what_came_is_told() {
        assertThat(FieldDifference.of(new ChangedField("tags", List.of("a", "b"), List.of("b", "c")))
                        .pieces())
                .containsExactly(new Piece(TextDifference.Kind.GONE, "a"), new Piece(TextDifference.Kind.CAME, "c"));
        assertThat(FieldDifference.of(new ChangedField("status", ProjectStatus.PLANNED, ProjectStatus.ACTIVE))
                        .pieces())
                .containsExactly(
                        new Piece(TextDifference.Kind.GONE, "planned"), new Piece(TextDifference.Kind.CAME, "active"));
        assertThat(FieldDifference.of(new ChangedField("dueDate", null, "2026-03-31"))
                        .pieces())
                .containsExactly(new Piece(TextDifference.Kind.CAME, "Tue 31 Mar 2026"));
        assertThat(FieldDifference.of(new ChangedField("dueDate", "2026-04-03T07:30:00Z", When.parse("2026-04-04")))
                        .pieces())
                .containsExactly(
                        new Piece(TextDifference.Kind.GONE, "Fri 3 Apr 2026, 07:30"),
                        new Piece(TextDifference.Kind.CAME, "Sat 4 Apr 2026"));
    }

    /** Of the history it is a map, and of a state an item. */
    @Test
    void an_item_of_a_checklist_is_its_title_and_whether_it_is_ticked() {
        assertThat(FieldDifference.of(new ChangedField(
                                "checklist",
                                List.of(Map.of("id", "1", "title", "Build", "done", false)),
                                List.of(new ChecklistItem(UUID.randomUUID(), "Build", true))))
                        .pieces())
                .containsExactly(
                        new Piece(TextDifference.Kind.GONE, "☐ Build"), new Piece(TextDifference.Kind.CAME, "☑ Build"));
    }

    @Test
    void of_placements_those_that_differ_are_told_by_their_services() {
        List<ChangedField> changes = List.of(
                new ChangedField("placement", Placement.CARD, Placement.NONE),
                new ChangedField(
                        "placements",
                        Map.of("ticktick", Placement.CARD, "clickup", Placement.NONE, "trackingtime", Placement.NONE),
                        Map.of("ticktick", Placement.NONE, "clickup", Placement.LIST, "trackingtime", Placement.NONE)));
        assertThat(FieldDifference.all(changes))
                .containsExactly(
                        new FieldDifference(
                                "placements.clickup",
                                List.of(
                                        new Piece(TextDifference.Kind.GONE, "none"),
                                        new Piece(TextDifference.Kind.CAME, "list"))),
                        new FieldDifference(
                                "placements.ticktick",
                                List.of(
                                        new Piece(TextDifference.Kind.GONE, "card"),
                                        new Piece(TextDifference.Kind.CAME, "none"))));
        DifferenceView created = new DifferenceView(
                difference(
                        "project",
                        UUID.randomUUID(),
                        "P-1",
                        Kind.CREATED,
                        new ChangedField("placement", null, Placement.CARD),
                        new ChangedField(
                                "placements",
                                null,
                                Map.of("ticktick", Placement.CARD, "clickup", Placement.LIST, "x", Placement.NONE))),
                "One");
        assertThat(created.fields()).extracting(FieldDifference::name).containsExactly("placements.clickup");
    }

    @Test
    void what_services_have_in_their_own_fields_is_told_one_by_one() {
        assertThat(FieldDifference.all(List.of(new ChangedField(
                        "fields",
                        Map.of("clickup", Map.of("Points", 3, "Sprint", "12")),
                        Map.of("clickup", Map.of("Points", 5, "Sprint", "12"))))))
                .extracting(FieldDifference::name)
                .containsExactly("fields.clickup.Points");
    }

    @Test
    void two_rows_that_are_chosen_lead_to_what_is_around_them() {
        UUID chosen = UUID.randomUUID();
        ledger.listed = List.of(entry(9, chosen), entry(8, chosen));
        String one = "/diff?set=" + chosen;
        assertThat(page(one).status()).isEqualTo(302);
        assertThat(page(one).header("Location")).isEqualTo("/diff?from=7&to=9");
        assertThat(ledger.lastHistory.find(HistoryFilter.CHANGE_SET)).isEqualTo(chosen);
        assertThat(page(one + "&set=" + chosen + "&set=" + chosen).status()).isEqualTo(422);
        assertThat(page("/diff?set=%3Cb%3E").status()).isEqualTo(404);
        ledger.listed = List.of();
        assertThat(page(one).status()).isEqualTo(404);
    }

    private static HistoryView entry(long position, UUID changeSet) {
        return new HistoryView(
                position,
                Instant.EPOCH,
                new HistoryView.Entity("task", UUID.randomUUID(), "T-1"),
                "task.edited",
                "Edited.",
                List.of(),
                null,
                "owner",
                "rest",
                null,
                null,
                "r",
                changeSet);
    }
}
