package dev.devledger.adapters.dashboard.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.rest.Browser;
import dev.devledger.adapters.rest.Http;
import dev.devledger.adapters.rest.RestTest;
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
        assertThat(ledger.lastHistory.words()).containsExactly("parser", "<b>");
    }

    @Test
    void each_page_has_the_field() {
        for (String path : new String[] {"/", "/history", "/diff", "/search", "/sync"}) {
            assertThat(page(path).text())
                    .as(path)
                    .contains("action=\"/search\"", "<input id=\"find\" name=\"q\"")
                    .doesNotContain(" style=", " onclick=", "<style", "javascript:");
        }
        assertThat(page("/search").text()).contains("Type words, or a key");
    }
}
