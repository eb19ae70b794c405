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

    private static final Pattern CARD = Pattern.compile("data-line=\"(T-[0-9]+)\"[^>]*data-status=\"([a-z]+)\"");

    /** The cards of a board, as their keys with their stages. */
    private static List<String> cards(String path) {
        return CARD.matcher(html(path))
                .results()
                .map(found -> found.group(1) + " " + found.group(2))
                .toList();
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
                .contains("today, overdue, ready, blocked, claimed, mine, all");
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
        assertThat(statements()).isLessThanOrEqualTo(few).isLessThanOrEqualTo(30);
    }

    /** Also of a project that is not active, whose tasks nobody takes by themselves. */
    @Test
    void each_task_that_is_not_abandoned_is_in_one_column_of_the_board_now_and_then() {
        JsonNode home = project("Home of stages", "planned");
        String free = task(home, "Free", "");
        String urgent = task(home, "Urgent", ", \"priority\": \"high\"");
        String blocked = task(home, "Blocked", ", \"blockedBy\": [\"" + free + "\"]");
        String below = task(home, "Below a blocked one", ", \"parent\": \"" + blocked + "\"");
        String later = task(home, "Later", ", \"startDate\": \"2099-01-01\"");
        String held = task(home, "Held and blocked", ", \"blockedBy\": [\"" + free + "\"]");
        API.post(200, "/api/tasks/" + held + "/claim", "{\"agent\": \"ada\"}");
        String done = task(home, "Done", "");
        API.post(200, "/api/tasks/" + done + "/complete", "{}");
        API.post(200, "/api/tasks/" + task(home, "Given up", "") + "/abandon", "{}");
        long then =
                API.get("/api/history?limit=1").json().at("/items/0/position").asLong();

        String board = "/projects/" + key(home) + "?show=board";
        List<String> all = List.of(
                urgent + " todo",
                free + " todo",
                blocked + " waiting",
                below + " waiting",
                later + " waiting",
                held + " progress",
                done + " completed");
        assertThat(cards(board)).containsExactlyInAnyOrderElementsOf(all).containsSubsequence(all.subList(0, 2));
        assertThat(html(board)).contains("waits for " + free, "starts 1 Jan 2099", "in " + blocked);
        assertThat(cards(board + "&q=Below")).containsExactly(below + " waiting");

        API.post(200, "/api/tasks/" + free + "/complete", "{}");
        assertThat(cards(board)).contains(free + " completed", blocked + " todo", below + " todo");
        assertThat(cards(board + "&asOf=" + then)).containsExactlyInAnyOrderElementsOf(all);
        API.send("GET", "/projects/" + key(home) + "?show=cards", null, "Accept", "text/html")
                .expect(422);
    }

    @Test
    void a_board_of_tasks_comes_in_parts_and_costs_as_many_statements_as_a_small_one() {
        JsonNode home = project("Home of a long board", "active");
        String board = "/projects/" + key(home) + "?show=board";
        task(home, "One", "");
        html(board);
        int few = statements(board);
        String rows = String.join(
                ",",
                IntStream.range(0, 50)
                        .mapToObj(each -> "{\"title\": \"Task " + each + "\"}")
                        .toList());
        for (int i = 0; i < 3; i++) {
            new Tools(SharedDevledger.get())
                    .call("create_tasks", "{\"project\": \"" + key(home) + "\", \"tasks\": [" + rows + "]}");
        }
        assertThat(cards(board)).hasSize(100);
        assertThat(html(board)).contains(">51 more</a>");
        assertThat(cards(board + "&rows=200")).hasSize(151);
        assertThat(statements(board)).isLessThanOrEqualTo(few + 1).isLessThanOrEqualTo(30);
    }

    /** Those of the list: what the head of each page says of the sync takes more when there is more to say. */
    private int statements() {
        return statements("/tasks?tag=" + tag);
    }

    private static int statements(String path) {
        String request = "tasks-" + UUID.randomUUID();
        Collection<String> seen = CountedDatabase.watch(request);
        API.send("GET", path, null, "Accept", "text/html", "X-Request-Id", request)
                .expect(200);
        return (int) seen.stream()
                .filter(each -> each.contains("tasks") || each.contains("dev_projects") || each.contains("people"))
                .filter(each -> !each.contains("sync_work") || each.contains("link_pending0"))
                .count();
    }
}
