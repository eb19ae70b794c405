package dev.devledger.adapters.dashboard.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.dashboard.frame.Asked;
import dev.devledger.adapters.dashboard.frame.Frame;
import dev.devledger.adapters.dashboard.history.TextDifference.Piece;
import dev.devledger.adapters.html.Templates;
import dev.devledger.adapters.rest.Browser;
import dev.devledger.adapters.rest.Http;
import dev.devledger.adapters.rest.RestTest;
import dev.devledger.application.history.Differences;
import dev.devledger.application.history.Differences.Difference;
import dev.devledger.application.history.Differences.Kind;
import dev.devledger.application.history.HistoryView;
import dev.devledger.application.history.HistoryView.ChangedField;
import dev.devledger.domain.project.ProjectStatus;
import java.nio.charset.StandardCharsets;
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
                                new ChangedField("name", "<b>Two</b>", "<b>One</b>"))),
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
                new Frame("What differs", "/history", true, null, List.of(), List.of(), null, null),
                new Asked("/diff", Map.of("from", "1")),
                new Differences.Between(List.of(), 1, 2, null),
                all,
                null,
                null,
                null,
                "UTC");
        String html = new String(Templates.render("dashboard/history/diff.jte", view), StandardCharsets.UTF_8);
        assertThat(html)
                .contains(
                        "<del><bdi>&lt;b&gt;Two&lt;/b&gt;</bdi></del>", "<ins><bdi>&lt;b&gt;One&lt;/b&gt;</bdi></ins>")
                .doesNotContain("<b>");
    }

    @Test
    void which_moments_are_compared_is_asked_for() {
        assertThat(page("/diff").text())
                .contains("<input name=\"from\" required")
                .doesNotContain("Nothing differs");
        assertThat(page("/diff?from=2026-01-01").text()).contains("Nothing differs.");
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
    void long_texts_are_not_compared_word_by_word() {
        String before = "a ".repeat(401);
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
                .containsExactly(new Piece(TextDifference.Kind.CAME, "2026-03-31"));
    }
}
