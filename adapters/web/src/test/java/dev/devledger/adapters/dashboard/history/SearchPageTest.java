package dev.devledger.adapters.dashboard.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.dashboard.frame.Frame;
import dev.devledger.adapters.html.Templates;
import dev.devledger.adapters.rest.Browser;
import dev.devledger.adapters.rest.Http;
import dev.devledger.adapters.rest.RestTest;
import dev.devledger.application.entity.Page;
import dev.devledger.application.history.HistoryFilter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** One field finds everything, on each page. */
class SearchPageTest extends RestTest {

    private Http.Got page(String path) {
        return Browser.loggedIn(port, owner.secret()).get(path);
    }

    @Test
    void a_key_leads_straight_there() {
        String project = http.post("/api/projects", "{\"name\": \"One\"}").field("/key");
        String task = http.post("/api/projects/" + project + "/tasks", "{\"title\": \"t\"}")
                .field("/key");
        assertThat(page("/search?q=%20" + project.toLowerCase(java.util.Locale.ROOT))
                        .header("Location"))
                .isEqualTo("/projects/" + project);
        assertThat(page("/search?q=" + task).header("Location")).isEqualTo("/tasks/" + task);
        assertThat(page("/search?q=P-99999").status()).isEqualTo(200);
    }

    @Test
    void words_find_projects_and_tasks_and_what_was_said() {
        String project =
                http.post("/api/projects", "{\"name\": \"The parser <b>One\"}").field("/key");
        http.post("/api/projects/" + project + "/tasks", "{\"title\": \"<i>Two\"}");
        Http.Got got = page("/search?q=parser+%3Cb%3E");
        assertThat(got.status()).isEqualTo(200);
        assertThat(got.text())
                .contains("<h1>Search: <bdi>parser &lt;b&gt;</bdi></h1>")
                .contains(
                        "href=\"/projects/" + project + "\"><span class=\"key\">" + project, "<bdi>&lt;i&gt;Two</bdi>")
                .doesNotContain("<b>", "<i>");
        assertThat(ledger.lastHistory.get(HistoryFilter.WORDS)).containsExactly("parser", "<b>");
    }

    @Test
    void each_of_the_words_is_looked_for_wherever_it_stands() {
        String project = http.post("/api/projects", "{\"name\": \"Query\", \"description\": \"the planner\"}")
                .field("/key");
        assertThat(page("/search?q=planner+query").text()).contains("href=\"/projects/" + project + "\"");
        assertThat(page("/search?q=planner+quux").text()).doesNotContain("href=\"/projects/" + project + "\"");
    }

    @Test
    void an_address_full_of_words_is_told_how_many_are_looked_for() {
        String words = IntStream.range(0, 21).mapToObj(i -> "w" + i).collect(Collectors.joining("+"));
        for (String path : List.of("/search?q=", "/?q=", "/history?q=", "/api/history?q=")) {
            Http.Got got = page(path + words);
            assertThat(got.status()).as(path).isEqualTo(422);
            assertThat(got.text()).contains("has 21 words; at most 20 are looked for at once");
        }
    }

    @Test
    void what_was_looked_for_stands_in_the_field_and_only_there() {
        assertThat(page("/search?q=a+%22b").text()).contains("required value=\"a &#34;b\" aria-label");
        assertThat(page("/?q=a").text()).contains("required aria-label=\"Search everything");
    }

    private static Page<SearchPage.SearchHit> found(@Nullable String more) {
        return new Page<>(List.of(new SearchPage.SearchHit("P-1", "/projects/P-1", "One", "active", "")), more);
    }

    @Test
    void where_there_are_more_the_count_says_so() {
        String more = "There are more results. Add a word to get fewer.";
        String html = html(found("next"), found(null));
        assertThat(html)
                .contains("Projects <span class=\"count\">1 or more</span>", "Tasks <span class=\"count\">1</span>")
                .containsOnlyOnce(more);
        assertThat(html(found(null), found("next")))
                .contains("Projects <span class=\"count\">1</span>", "Tasks <span class=\"count\">1 or more</span>")
                .containsOnlyOnce(more);
    }

    private static final Page<SearchPage.SearchHit> NONE = new Page<>(List.of(), null);

    private static String html(Page<SearchPage.SearchHit> projects, Page<SearchPage.SearchHit> tasks) {
        return html("one", projects, tasks, null);
    }

    private static String html(
            String typed,
            Page<SearchPage.SearchHit> projects,
            Page<SearchPage.SearchHit> tasks,
            @Nullable String corrected) {
        Frame frame = new Frame("Search", "/search", true, null, List.of(), List.of(), null, null);
        SearchPage.Results results = new SearchPage.Results(projects, tasks, List.of(), List.of("one"));
        SearchPage.View view = new SearchPage.View(frame, typed, results, corrected, "/history?q=one");
        return new String(Templates.render("dashboard/history/search.jte", view), StandardCharsets.UTF_8);
    }

    @Test
    void found_words_are_marked_and_stay_text() {
        SearchPage.SearchHit hit = new SearchPage.SearchHit("T-1", "/tasks/T-1", "<b>ONE</b> of (one", "open", "P");
        assertThat(hit.parts(List.of("one", "(one"))).containsExactly("<b>", "ONE", "</b> of ", "(one", "");
        assertThat(hit.parts(List.of())).containsExactly("<b>ONE</b> of (one");
        assertThat(html(found(null), new Page<>(List.of(hit), null)))
                .contains("<bdi>&lt;b&gt;<mark>ONE</mark>&lt;/b&gt; of (<mark>one</mark></bdi>", "in <bdi>P</bdi>");
    }

    @Test
    void changes_are_searched_for_the_words_and_not_for_the_filters() {
        page("/search?q=is:open+parser+%22left+recursion%22");
        assertThat(ledger.lastHistory.get(HistoryFilter.WORDS)).containsExactly("parser", "left recursion");
        assertThat(new SearchPage.Results(found(null), found(null), List.of(), List.of("parser", "left recursion"))
                        .text())
                .isEqualTo("parser \"left recursion\"");
    }

    @Test
    void a_typing_error_is_forgiven_and_said() {
        assertThat(html("<prser", found(null), found(null), "parser"))
                .contains(
                        "<p data-corrected=\"parser\">No results for <bdi>&lt;prser</bdi>.",
                        "These are the results for <b><bdi>parser</bdi></b>.",
                        "<h1>Search: <bdi>&lt;prser</bdi></h1>");
        assertThat(html(found(null), found(null))).doesNotContain("data-corrected");
        assertThat(html("quux", NONE, NONE, null)).contains("Nothing matches all of these words.");
    }

    @Test
    void each_page_has_the_field() {
        for (String path : new String[] {"/", "/history", "/diff", "/search", "/sync"}) {
            assertThat(page(path).text())
                    .as(path)
                    .contains("action=\"/search\"", "<input id=\"find\" name=\"q\"")
                    .doesNotContain(" style=", " onclick=", "<style", "javascript:");
        }
        assertThat(page("/search").text()).contains("Enter words, or a key");
    }
}
