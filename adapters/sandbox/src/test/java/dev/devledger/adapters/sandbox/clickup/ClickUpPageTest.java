package dev.devledger.adapters.sandbox.clickup;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.sandbox.clickup.ClickUpCalls.Reply;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** A person edits in the pages; the API shows it. */
class ClickUpPageTest extends OnClickUp {
    private static final Pattern WAS = Pattern.compile("name=\"was-([A-Za-z]+)\" value=\"([^\"]*)\"");

    private final ClickUpCalls page = new ClickUpCalls(ClickUpServer.URL + "/sandbox/clickup", "");

    private Reply send(String path, Map<String, String> fields) {
        return page.form(
                path,
                fields.entrySet().stream()
                        .map(each -> each.getKey() + "=" + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&")));
    }

    /** What the form of the task held when the person saw it, with what they changed. */
    private String form(String seen, Map<String, String> changed) {
        StringBuilder form = new StringBuilder();
        Matcher was = WAS.matcher(seen);
        while (was.find()) {
            String value = was.group(2);
            form.append("was-")
                    .append(was.group(1))
                    .append('=')
                    .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
            form.append('&').append(was.group(1)).append('=');
            form.append(URLEncoder.encode(changed.getOrDefault(was.group(1), value), StandardCharsets.UTF_8))
                    .append('&');
        }
        return form.toString();
    }

    @Test
    void folders_and_lists_are_made_and_shown() {
        assertThat(send("/spaces/" + space + "/folders", Map.of("name", "Dev <Projects>"))
                        .status())
                .isEqualTo(303);
        String folder =
                clickup.get("/space/" + space + "/folder").at("/folders/0/id").asString();
        send("/folders/" + folder + "/lists", Map.of("name", "Website"));
        Reply tree = page.get("");
        assertThat(tree.body()).contains("Team Space", "Dev &lt;Projects&gt;", "Website", "A list");
        assertThat(tree.header("Content-Security-Policy")).contains("default-src 'none'");
        assertThat(send("/spaces/" + space + "/folders", Map.of("name", " ")).status())
                .isEqualTo(422);
        assertThat(page.get("/clickup.css").header("Content-Type")).startsWith("text/css");
    }

    @Test
    void a_list_is_a_board_of_its_statuses_and_can_be_changed() {
        send("/lists/" + list + "/tasks", Map.of("name", "Look", "status", "in review"));
        assertThat(clickup.get("/list/" + list + "/task")
                        .at("/tasks/0/status/status")
                        .asString())
                .isEqualTo("in review");
        assertThat(page.get("/lists/" + list).body()).contains("Look", "in progress", "class=\"board\"");
        assertThat(page.get("/lists/" + list + "?view=list").body()).contains("Look", "class=\"rows\"");
        send("/lists/" + list, Map.of("name", "Renamed", "content", "About it"));
        assertThat(clickup.get("/list/" + list).text("name")).isEqualTo("Renamed");
        assertThat(send("/lists/" + list + "/statuses", Map.of("statuses", "new:open\r\nend:closed"))
                        .status())
                .isEqualTo(303);
        assertThat(texts(clickup.get("/list/" + list).json().path("statuses"), "status"))
                .containsExactly("new", "end");
        assertThat(send("/lists/" + list + "/statuses", Map.of("statuses", "new:open"))
                        .status())
                .isEqualTo(422);
        send("/lists/" + list, Map.of("archived", "true"));
        assertThat(clickup.get("/list/" + list).json().path("archived").asBoolean())
                .isTrue();
        send("/lists/" + list + "/delete", Map.of());
        assertThat(clickup.get("/list/" + list).status()).isEqualTo(404);
        assertThat(page.get("/lists/" + list).status()).isEqualTo(422);
    }

    @Test
    void a_task_is_edited_and_only_what_was_changed_is_written() {
        String task = task("{'name': 'T', 'tags': ['old'], 'assignees': [183]}", list);
        String seen = page.get("/tasks/" + task).body();
        clickup.put("/task/" + task, "{'priority': 2}");
        Map<String, String> changed = Map.of(
                "name", "Title",
                "description", "Some **text**",
                "status", "in progress",
                "tags", "new",
                "assignees", "184",
                "dueDay", "2026-07-04",
                "startDay", "2026-07-03",
                "startTime", "09:30",
                "minutes", "90");
        assertThat(page.form("/tasks/" + task, form(seen, changed)).status()).isEqualTo(303);
        JsonNode now = read(task);
        assertThat(now.path("name").asString()).isEqualTo("Title");
        assertThat(now.path("description").asString()).isEqualTo("Some text");
        assertThat(now.at("/status/status").asString()).isEqualTo("in progress");
        assertThat(now.at("/priority/id").asString()).isEqualTo("2");
        assertThat(texts(now.path("tags"), "name")).containsExactly("new");
        assertThat(texts(now.path("assignees"), "id")).containsExactly("184");
        assertThat(now.path("time_estimate").asLong()).isEqualTo(90 * 60_000);
        // Four in the morning, and half past nine, in Madrid.
        assertThat(now.path("due_date").asString()).isEqualTo("1783130400000");
        assertThat(now.path("start_date").asString()).isEqualTo("1783063800000");
        assertThat(now.path("start_date_time").asBoolean()).isTrue();
        String wrong = form(page.get("/tasks/" + task).body(), Map.of("minutes", "many"));
        assertThat(page.form("/tasks/" + task, wrong).status()).isEqualTo(422);
    }

    @Test
    void comments_checklists_subtasks_moves_and_ends() {
        String task = task("T");
        String path = "/tasks/" + task;
        send(path + "/comments", Map.of("text", "A word"));
        send(path + "/checklists", Map.of("name", "Checklist"));
        String checklist = read(task).at("/checklists/0/id").asString();
        send(path + "/checklists/" + checklist + "/items", Map.of("name", "Buy"));
        String item = read(task).at("/checklists/0/items/0/id").asString();
        send(path + "/checklists/" + checklist + "/items/" + item, Map.of("resolved", "true"));
        send(path + "/subtasks", Map.of("name", "Below"));
        assertThat(read(task).at("/checklists/0/items/0/resolved").asBoolean()).isTrue();
        assertThat(page.get(path).body()).contains("A word", "Buy", "Below", "☑");
        String other = newList("Other");
        send(path + "/move", Map.of("list", other));
        assertThat(read(task).at("/list/id").asString()).isEqualTo(other);
        send(path + "/archive", Map.of("archived", "true"));
        assertThat(read(task).path("archived").asBoolean()).isTrue();
        send(path + "/delete", Map.of());
        assertThat(clickup.get("/task/" + task).code()).isEqualTo("ITEM_013");
        assertThat(page.get(path).status()).isEqualTo(422);
    }
}
