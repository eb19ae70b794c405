package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Samples.key;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The page of all tasks, from the started application. Each test looks at tasks with a tag of its own. */
class TaskListIT {
    private static final Api API = SharedDevledger.get().api();
    private static final Samples SAMPLES = new Samples(API);
    private static final Pattern LINE = Pattern.compile("data-line=\"(T-[0-9]+)\"");
    private static final Pattern HEADING = Pattern.compile("(?s)<section class=\"group\">\\s*<h2>.*?<bdi>(.*?)</bdi>");

    private final String tag = "t" + UUID.randomUUID().toString().substring(0, 8);

    private static String html(String path) {
        return API.send("GET", path, null, "Accept", "text/html").expect(200).body();
    }

    private static JsonNode project(String name, String status) {
        JsonNode project = SAMPLES.project(name);
        API.put(200, "/api/projects/" + key(project) + "/status", "{\"status\": \"" + status + "\"}");
        return project;
    }

    private String task(JsonNode project, String title, String more) {
        return key(API.made(
                "/api/projects/" + key(project) + "/tasks",
                "{\"title\": \"" + title + "\", \"tags\": [\"" + tag + "\"]" + more + "}"));
    }

    private String page(String more) {
        return html("/tasks?tag=" + tag + more);
    }

    private List<String> lines(String more) {
        return LINE.matcher(page(more)).results().map(found -> found.group(1)).toList();
    }

    private static List<String> found(Pattern pattern, String page) {
        return pattern.matcher(page)
                .results()
                .map((MatchResult each) -> each.group(1))
                .toList();
    }

    private static String due(int days) {
        LocalDate today = LocalDate.now(SharedDevledger.get().bean(ZoneId.class));
        return ", \"dueDate\": \"" + today.plusDays(days) + "\"";
    }

    @Test
    void each_view_has_its_tasks_of_all_projects() {
        JsonNode one = project("First home", "active");
        JsonNode two = project("Second home", "active");
        String late = task(one, "Late", due(-3));
        String now = task(two, "Now", due(0));
        String next = task(one, "Next", due(1));
        String some = task(two, "Some day", ", \"assignees\": [\"me\"]");
        String blocked = task(two, "Blocked", ", \"blockedBy\": [\"" + some + "\"]");
        String held = task(one, "Held", "");
        API.post(200, "/api/tasks/" + held + "/claim", "{\"agent\": \"ada\"}");
        String done = task(one, "Done", "");
        API.post(200, "/api/tasks/" + done + "/complete", "{}");

        assertThat(lines(""))
                .containsExactlyInAnyOrder(late, now, next, some, blocked, held)
                .startsWith(late, now, next);
        assertThat(lines("&view=overdue")).containsExactly(late);
        assertThat(lines("&view=today")).containsExactly(now);
        assertThat(lines("&view=ready")).containsExactlyInAnyOrder(late, now, next, some);
        assertThat(lines("&view=claimed")).containsExactly(held);
        assertThat(lines("&view=mine")).containsExactly(some);
        assertThat(lines("&status=completed")).containsExactly(done);
        assertThat(lines("&project=" + key(two))).containsExactlyInAnyOrder(now, some, blocked);
        assertThat(page(""))
                .contains(
                        "aria-current=\"page\">All <span class=\"count\">6</span>",
                        ">Overdue <span class=\"count\">1</span>",
                        ">Claimed <span class=\"count\">1</span>",
                        ">First home</a></bdi>",
                        "<bdi>tag: " + tag + "</bdi>");
    }

    @Test
    void tasks_are_grouped_by_what_a_person_asks_for() {
        JsonNode one = project("Home of groups", "active");
        JsonNode two = project("Other <home>", "active");
        task(one, "Late", due(-1));
        task(two, "Now", due(0) + ", \"assignees\": [\"me\"], \"stage\": \"in review\"");
        task(one, "Then", due(30));
        task(two, "Ever", "");

        assertThat(found(HEADING, page(""))).containsExactly("Overdue", "Today", "Later", "No due date");
        assertThat(found(HEADING, page("&group=project"))).containsExactly("Home of groups", "Other &lt;home&gt;");
        assertThat(found(HEADING, page("&group=status"))).containsExactly("Open", "in review");
        assertThat(found(HEADING, page("&group=person"))).hasSize(2).startsWith("Unassigned");
        assertThat(found(HEADING, page("&group=none"))).isEmpty();
        assertThat(found(HEADING, page("&view=ready"))).as("the next one first").isEmpty();
    }

    @Test
    void tasks_of_finished_projects_are_shown_to_who_asks_for_them() {
        JsonNode over = project("Over", "active");
        String left = task(over, "Left behind", "");
        API.put(200, "/api/projects/" + key(over) + "/status", "{\"status\": \"abandoned\"}");

        assertThat(lines("")).isEmpty();
        assertThat(page("")).contains("No tasks match the filters.");
        assertThat(lines("&project=" + key(over))).containsExactly(left);
        assertThat(lines("&status=open")).containsExactly(left);
    }

    @Test
    void a_page_of_the_past_shows_what_was_open_and_claimed_then() {
        JsonNode home = project("Home of then", "active");
        String task = task(home, "Was open", due(0));
        API.post(200, "/api/tasks/" + task + "/claim", "{\"agent\": \"ada\"}");
        long then =
                API.get("/api/history?limit=1").json().at("/items/0/position").asLong();
        API.post(200, "/api/tasks/" + task + "/complete?force=true", "{}");

        assertThat(lines("")).isEmpty();
        assertThat(lines("&asOf=" + then)).containsExactly(task);
        assertThat(lines("&view=claimed&asOf=" + then)).containsExactly(task);
        assertThat(lines("&view=ready&asOf=" + then)).isEmpty();
        assertThat(page("&asOf=" + then))
                .contains("/tasks/" + task + "?asOf=" + then, "/projects/" + key(home) + "?asOf=" + then)
                .doesNotContain("data-edit-title", "data-timer-task");
    }

    @Test
    void wrong_filters_are_refused_in_words() {
        assertThat(API.send("GET", "/tasks?view=someday", null, "Accept", "text/html")
                        .expect(422)
                        .body())
                .contains("today, overdue, ready, claimed, mine, all");
        assertThat(API.send("GET", "/tasks?group=x", null, "Accept", "text/html")
                        .expect(422)
                        .body())
                .contains("due, project, status, person, none");
    }

    @Test
    void a_long_list_comes_in_pages_and_costs_as_many_statements_as_a_short_one() {
        JsonNode home = project("Home of many", "active");
        String rows = String.join(
                ",",
                IntStream.range(0, 50)
                        .mapToObj(each -> "{\"title\": \"Task " + each + "\", \"tags\": [\"" + tag + "\"]}")
                        .toList());
        Tools tools = new Tools(SharedDevledger.get());
        String create = "{\"project\": \"" + key(home) + "\", \"tasks\": [" + rows + "]}";
        tools.call("create_tasks", create);
        page("");
        int few = statements();
        for (int i = 0; i < 2; i++) {
            tools.call("create_tasks", create);
        }

        String first = page("");
        assertThat(found(LINE, first)).hasSize(100);
        assertThat(first).contains("rel=\"next\">Next tasks</a>", "All <span class=\"count\">150</span>");
        String next = first.replaceFirst("(?s).*href=\"([^\"]*)\" rel=\"next\".*", "$1")
                .replace("&amp;", "&");
        assertThat(found(LINE, html(next))).hasSize(50).doesNotContainAnyElementsOf(found(LINE, first));
        assertThat(statements()).isLessThanOrEqualTo(few).isLessThanOrEqualTo(27);
    }

    /** Those of the list: what the head of each page says of the sync takes more when there is more to say. */
    private int statements() {
        String request = "tasks-" + UUID.randomUUID();
        Collection<String> seen = CountedDatabase.watch(request);
        API.send("GET", "/tasks?tag=" + tag, null, "Accept", "text/html", "X-Request-Id", request)
                .expect(200);
        return (int) seen.stream()
                .filter(each -> each.contains("tasks") || each.contains("dev_projects") || each.contains("people"))
                .filter(each -> !each.contains("sync_work") || each.contains("link_pending0"))
                .count();
    }
}
