package dev.devledger.adapters.dashboard.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.rest.Browser;
import dev.devledger.adapters.rest.Http;
import dev.devledger.adapters.rest.RestTest;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Where there is no such project or task, the nearest ones are named. */
class MissingPageTest extends RestTest {
    private static final Pattern NEAR = Pattern.compile("<li><a href=\"([^\"]*)\"><span class=\"key\">");

    private Http.Got page(String path) {
        return Browser.loggedIn(port, owner.secret()).get(path);
    }

    private String missing(String path) {
        Http.Got got = page(path);
        assertThat(got.status()).as(path).isEqualTo(404);
        assertThat(got.text()).contains("<header class=\"frame\">", "data-live=\"false\"");
        return got.text();
    }

    private static List<String> near(String page) {
        return NEAR.matcher(page)
                .results()
                .map((MatchResult each) -> each.group(1))
                .toList();
    }

    private String named(String name) {
        return http.post("/api/projects", "{\"name\": \"" + name + "\", \"placement\": \"none\"}")
                .field("/key");
    }

    private String titled(String project, String title) {
        return http.post("/api/projects/" + project + "/tasks", "{\"title\": \"" + title + "\"}")
                .field("/key");
    }

    @Test
    void words_are_looked_for_in_the_names_and_need_not_be_right() {
        String with = named("<b>The quokka parser");
        String without = named("Website");
        String page = missing("/projects/Quoka-parsr");
        assertThat(near(page)).first().isEqualTo("/projects/" + with);
        assertThat(near(page)).doesNotContain("/projects/" + without);
        assertThat(page)
                .contains("<h1>There is no project <bdi>Quoka-parsr</bdi></h1>", "&lt;b&gt;The quokka")
                .contains("<a href=\"/search?q=Quoka-parsr\">Search all texts for it</a>")
                .doesNotContain("<b>");
    }

    @Test
    void a_task_is_found_by_its_title() {
        String project = named("Grammar of wombats");
        String task = titled(project, "Left recursion of wombats");
        assertThat(near(missing("/tasks/wombat%20recursion"))).first().isEqualTo("/tasks/" + task);
        assertThat(missing("/tasks/zyzzyva"))
                .contains("No project or task has a similar name.")
                .doesNotContain("Similar projects");
    }

    @Test
    void a_key_in_other_letters_leads_there_and_the_address_keeps_what_else_it_says() {
        String project = named("One");
        String task = titled(project, "t");
        String number = project.substring(2);
        for (String written : List.of("p" + number, "P" + number, "p_00" + number, number, "%23" + number)) {
            assertThat(page("/projects/" + written).header("Location"))
                    .as(written)
                    .isEqualTo("/projects/" + project);
        }
        assertThat(page("/projects/p" + number + "?asOf=4711").header("Location"))
                .isEqualTo("/projects/" + project + "?asOf=4711");
        assertThat(page("/projects/" + task.toLowerCase(Locale.ROOT)).header("Location"))
                .isEqualTo("/tasks/" + task);
        assertThat(page("/tasks/" + project).header("Location")).isEqualTo("/projects/" + project);
    }

    @Test
    void near_a_number_are_those_whose_number_is() {
        List<String> newest = new ArrayList<>();
        for (int i = 0; i < 6; i++) {
            newest.addFirst("/projects/" + named("Numbered " + i));
        }
        assertThat(near(missing("/projects/P-99999"))).containsExactlyElementsOf(newest.subList(0, 5));
        String task = titled(newest.getFirst().substring("/projects/".length()), "t");
        assertThat(near(missing("/tasks/99999"))).hasSizeLessThanOrEqualTo(5).startsWith("/tasks/" + task);
    }

    @Test
    void what_is_near_to_what_was_is_shown_as_of_then() {
        String project = named("The axolotl planner");
        String page = missing("/projects/axolotl?asOf=4711");
        assertThat(near(page)).containsExactly("/projects/" + project + "?asOf=4711");
        assertThat(page)
                .contains("After event 4711", "</bdi> at this past time</h1>", "<a href=\"/?asOf=4711\">the board</a>")
                .contains("data-marks=\"/api/history/marks\"", "<a href=\"/projects/axolotl\">Back to now</a>");
    }

    @Test
    void what_somebody_asks_for_is_nothing_but_text() {
        String page = missing("/projects/%22%3E%3Cscript%3E%7Bx%7D?asOf=4711");
        assertThat(page)
                .contains("<bdi>\"&gt;&lt;script&gt;{x}</bdi>", "<a href=\"/\">Back to now</a>")
                .doesNotContain("<script>");
        assertThat(missing("/tasks/" + "x".repeat(3000))).contains("<bdi>" + "x".repeat(200) + "</bdi>");
    }
}
