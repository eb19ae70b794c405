package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Samples.id;
import static dev.devledger.bootstrap.system.Samples.key;
import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.bootstrap.system.Api.Answer;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The pages of a person with a browser, from the started application: now, and as of a moment. */
class DashboardIT {
    private static final RunningDevledger SHARED = SharedDevledger.get();
    private static final Api API = SHARED.api();
    private static final Samples SAMPLES = new Samples(API);
    private static final Tables TABLES = new Tables(SHARED);

    private static Answer page(String path) {
        return API.send("GET", path, null, "Accept", "text/html");
    }

    private static String html(String path) {
        return page(path).expect(200).body();
    }

    /** A project of a name that no other test has. */
    private static JsonNode project(String name) {
        return SAMPLES.project(name + " " + UUID.randomUUID());
    }

    /** The position of what was changed last of it; what a sync writes meanwhile comes behind. */
    private static long newest(JsonNode of) {
        return API.get("/api/history?limit=1&entity=" + key(of))
                .json()
                .at("/items/0/position")
                .asLong();
    }

    private static String column(String page, String status) {
        Matcher column = Pattern.compile("(?s)<section class=\"column " + status + "\".*?</section>")
                .matcher(page);
        assertThat(column.find()).as(status).isTrue();
        return column.group();
    }

    private static String board(JsonNode project, String more) {
        String name = project.path("name").asString();
        return html("/?q=" + name.substring(name.indexOf(' ') + 1) + more);
    }

    private static void move(JsonNode project, String status, String reason) {
        API.put(
                200,
                "/api/projects/" + key(project) + "/status",
                "{\"status\": \"%s\", \"reason\": \"%s\"}".formatted(status, reason));
    }

    @Test
    void a_card_says_who_works_on_which_task() {
        JsonNode project = project("Parser");
        JsonNode one = SAMPLES.task(project, "One");
        JsonNode two = SAMPLES.task(project, "Two");
        for (JsonNode task : List.of(one, two)) {
            API.post(200, "/api/tasks/" + key(task) + "/claim", "{\"agent\": \"ada <b>\"}");
        }
        assertThat(board(project, "")).contains("<bdi>ada &lt;b&gt;</bdi> has claimed " + key(one) + ", " + key(two));
        assertThat(board(project, "&asOf=" + TABLES.head())).doesNotContain("ada &lt;b&gt;</bdi> has");
        API.post(200, "/api/tasks/" + key(one) + "/release?force=true", "{}");
        assertThat(board(project, "")).contains("<bdi>ada &lt;b&gt;</bdi> has claimed " + key(two) + "<");
    }

    @Test
    void a_card_says_who_was_last_at_work_on_it_or_on_its_tasks_now_and_then() {
        JsonNode project = project("Parser");
        JsonNode task = SAMPLES.task(project, "One");
        long then = TABLES.head();
        API.post(200, "/api/tasks/" + key(task) + "/claim", "{\"agent\": \"ada <b>\"}");
        assertThat(board(project, ""))
                .containsPattern("<p class=\"worker\"><bdi>ada &lt;b&gt;</bdi> · <time [^>]*>just now</time>");
        assertThat(board(project, "&asOf=" + then)).contains("<p class=\"worker\"><bdi>owner</bdi>");
    }

    @Test
    void the_board_shows_where_a_project_stands_and_where_it_stood() {
        JsonNode project = project("Parser");
        move(project, "active", "the grammar is here");
        long then = TABLES.head();
        move(project, "paused", "the review");

        String now = board(project, "");
        assertThat(column(now, "paused")).contains(key(project), "the review", "data-menu", "data-version=\"3\"");
        assertThat(column(now, "active")).doesNotContain(key(project) + "<");
        String past = board(project, "&asOf=" + then);
        assertThat(column(past, "active"))
                .contains(key(project), "the grammar is here")
                .doesNotContain("data-move");
        assertThat(past).contains("After event " + then, "data-live=\"false\"", "Back to now");
        assertThat(past).contains("<span class=\"moved\">now paused</span>");
        assertThat(now).doesNotContain("class=\"moved\"");
        assertThat(board(project, "&asOf=0")).contains("There were no projects at this time.");
        assertThat(html("/?asOf=2026-01-01")).contains("There were no projects at this time.");
        assertThat(page("/?asOf=2026-13-01").expect(422).body()).contains("a day such as 2026-03-31");
    }

    /** What came, whatever its status, is told in a list of its own: it has no place on the board of then. */
    @Test
    void a_board_of_the_past_says_what_came_since() {
        String word = "came" + UUID.randomUUID().toString().substring(0, 8);
        JsonNode old = project(word + " old");
        long then = newest(old);
        JsonNode gone = project(word + " gone");
        API.send("DELETE", "/api/projects/" + key(gone), null).expect(200);
        JsonNode done = project(word + " <b>");
        move(done, "completed", "");
        JsonNode other = project("Another one");
        String path = "/?q=" + word + "&asOf=";

        String past = html(path + then);
        assertThat(past)
                .contains("<span aria-hidden=\"true\">+</span> Added later <span class=\"count\">1</span></h2>")
                .contains(came("projects", done, done.path("name").asString().replace("<b>", "&lt;b&gt;"), "completed"))
                .doesNotContain("href=\"/projects/" + key(gone), "href=\"/projects/" + key(other), "more</a>");
        assertThat(html("/?asOf=" + then))
                .contains(came("projects", other, other.path("name").asString(), "planned"));
        assertThat(html(path + (then - 1)))
                .contains(
                        came("projects", old, old.path("name").asString(), "planned"),
                        "Added later <span class=\"count\">2<");
        assertThat(html("/?asOf=0")).contains("There were no projects at this time.", "Added later");
        for (String without : List.of(path + TABLES.head(), "/?q=" + word, path + then + "&need=true")) {
            assertThat(html(without)).as(without).doesNotContain("Added later");
        }

        for (int i = 0; i < 9; i++) {
            project(word + " new " + i);
        }
        assertThat(html(path + then))
                .contains("<bdi>" + word + " new 8 ", "<bdi>" + word + " new 1 ")
                .contains("<a href=\"/diff?from=" + then + "\">and 2 more</a>")
                .doesNotContain(word + " new 0 ");
    }

    private static String came(String pages, JsonNode what, String name, String status) {
        return "<li><a href=\"/%s/%s\"><span class=\"key\">%s</span> <bdi>%s</bdi></a>, now %s</li>"
                .formatted(pages, key(what), key(what), name, status);
    }

    /** Also what came from another project or was there before it was deleted. */
    @Test
    void a_project_of_the_past_says_which_tasks_came_since() {
        JsonNode project = project("Then");
        SAMPLES.task(project, "Old");
        JsonNode back = SAMPLES.task(project, "Back again");
        API.send("DELETE", "/api/tasks/" + key(back), null).expect(200);
        JsonNode moved = SAMPLES.task(project("Elsewhere"), "Moved here");
        long then = TABLES.head();
        API.post(200, "/api/tasks/" + key(back) + "/restore", "{}");
        API.post(200, "/api/tasks/" + key(moved) + "/move", "{\"project\": \"" + key(project) + "\"}");
        JsonNode done = SAMPLES.task(project, "Done by now");
        API.post(200, "/api/tasks/" + key(done) + "/complete", "{}");
        String path = "/projects/" + key(project) + "?asOf=";

        assertThat(html(path + then))
                .contains("Added later <span class=\"count\">3</span>")
                .contains(came("tasks", back, "Back again", "open"))
                .contains(came("tasks", moved, "Moved here", "open"))
                .contains(came("tasks", done, "Done by now", "completed"));
        assertThat(html(path + then + "&q=done")).contains("Added later <span class=\"count\">1<", key(done));
        assertThat(html(path + TABLES.head())).doesNotContain("Added later");
        assertThat(html("/projects/" + key(project))).doesNotContain("Added later");
    }

    @Test
    void the_moment_goes_from_change_set_to_change_set() {
        JsonNode project = project("Steps");
        long made = newest(project);
        JsonNode answer = API.made("/api/projects/" + key(project) + "/tasks", "{\"title\": \"One\"}");
        long added = newest(answer);
        String path = "/projects/" + key(project);

        String first = html(path + "?asOf=" + made);
        assertThat(first).contains("No tasks").contains("href=\"" + path + "?asOf=" + added + "\" rel=\"next\"");
        assertThat(html(path + "?asOf=" + added))
                .contains(key(answer), "One")
                .contains("href=\"" + path + "?asOf=" + made + "\" rel=\"prev\"");
        assertThat(page(path + "?asOf=" + (made - 1)).status()).isEqualTo(404);
        assertThat(page(path + "?asOf=999999999").status()).isEqualTo(422);
        assertThat(page(path + "?asOf=tomorrow").expect(422).body())
                .contains("use the number of an event such as 4711");
    }

    @Test
    void a_project_has_its_stays_its_tree_its_notes_and_its_history() {
        JsonNode project = project("Whole");
        JsonNode task = SAMPLES.task(project, "Above");
        JsonNode below = SAMPLES.subtask(task, "Below");
        move(project, "active", "begun <b>");
        API.post(201, "/api/projects/" + key(project) + "/notes", "{\"text\": \"A note\"}");
        API.post(200, "/api/tasks/" + key(below) + "/complete", "{\"reason\": \"the tests pass\"}");

        String path = "/projects/" + key(project);
        String page = html(path + "?all=true");
        assertThat(page).contains("begun &lt;b&gt;", "1 of 2 done").doesNotContain("<b>", "A note", "data-bar");
        assertThat(html(path + "?tab=time"))
                .containsPattern("<rect class=\"planned\" [^>]*x=\"0\\.000%\"")
                .contains("<rect class=\"active\"", "begun &lt;b&gt;")
                .doesNotContain("<b>", "data-line");
        assertThat(html(path + "?tab=activity"))
                .contains("A note", "the tests pass")
                .doesNotContain("data-bar", "data-line");
        assertThat(page(path + "?tab=wrong").expect(422).body()).contains("tasks, activity, time, settings");
        assertThat(page.indexOf("data-task=\"" + key(below))).isGreaterThan(page.indexOf("data-task=\"" + key(task)));
        assertThat(html("/projects/" + key(project)))
                .contains("data-task=\"" + key(task))
                .doesNotContain("data-task=\"" + key(below));
    }

    @Test
    void a_project_whose_only_task_was_given_up_is_not_without_tasks() {
        JsonNode project = project("Given up");
        assertThat(html("/projects/" + key(project))).contains("No tasks yet.");
        JsonNode task = SAMPLES.task(project, "Not needed");
        API.post(200, "/api/tasks/" + key(task) + "/abandon", "{}");
        assertThat(html("/projects/" + key(project)))
                .contains("No tasks are open.")
                .doesNotContain("No tasks yet.");
    }

    @Test
    void a_project_of_the_past_has_the_notes_that_counted_and_the_stays_of_then() {
        JsonNode project = project("Looked back at");
        String path = "/projects/" + key(project);
        String said = API.post(201, "/api" + path + "/notes", "{\"text\": \"Said too early\"}")
                .header("X-Change-Set");
        move(project, "active", "begun");
        long then = TABLES.head();
        API.post(200, "/api/change-sets/" + said + "/undo", "{}");
        long since = TABLES.head();
        move(project, "paused", "waiting for the review");

        String activity = path + "?tab=activity";
        assertThat(html(activity + "&asOf=" + then))
                .contains("Said too early", "?tab=time&amp;asOf=" + then)
                .doesNotContain("retracted", "waiting for the review");
        assertThat(html(path + "?tab=time&asOf=" + then))
                .contains("<rect class=\"active\"", "href=\"" + path + "?tab=time\">Back to now")
                .doesNotContain("<rect class=\"paused\"", "waiting for the review");
        assertThat(html(activity + "&asOf=" + since)).doesNotContain("<p dir=\"auto\">Said too early");
        assertThat(html(activity)).contains("<li class=\"retracted\">");
        assertThat(html(path + "?tab=time")).contains("<rect class=\"paused\"");
    }

    @Test
    void a_description_a_note_and_a_reason_are_rendered_from_markdown() {
        JsonNode project = project("Formatted");
        JsonNode other = SAMPLES.task(project, "Other");
        String task = "/tasks/" + key(SAMPLES.task(project, "Formatted"));
        API.patch(200, "/api" + task, """
                {"description": "# Goal\\n\\n- [x] **Fix** %s\\n\\n<script>alert(1)</script>\\n\\n[a](javascript:b)"}""".formatted(key(other)));
        API.post(201, "/api" + task + "/notes", "{\"text\": \"See `a`\\nand https://example.org\"}");
        move(project, "paused", "waits for `it` of " + key(other));
        String href = "<a href=\"/tasks/" + key(other);
        String then = "?asOf=" + newest(project);

        assertThat(html(task))
                .contains(
                        "<h3 dir=\"auto\">Goal</h3>",
                        "checked disabled aria-label=\"done\"> <strong>Fix</strong> " + href + "\">",
                        "&lt;script&gt;alert(1)&lt;/script&gt;",
                        "[a](javascript:b)",
                        "See <code>a</code><br />\nand <a href=\"https://example.org\" rel=\"noreferrer noopener nofollow\">")
                .doesNotContain("<script>", "href=\"javascript:");
        assertThat(html(task + then)).contains("<strong>Fix</strong> " + href + then + "\">");
        assertThat(html(task + "?raw=true"))
                .contains("<bdi># Goal\n\n- [x] **Fix** " + key(other) + "\n", "<bdi>See `a`\nand ")
                .doesNotContain("<h3 dir=");
        String reason = "<bdi>waits for <code>it</code> of " + href;
        assertThat(html("/projects/" + key(project))).contains("<q>" + reason + "\">");
        assertThat(html("/projects/" + key(project) + "?tab=time")).contains("<td>" + reason + "\">");
        assertThat(html("/projects/" + key(project) + then)).contains("<q>" + reason + then + "\">");
        assertThat(board(project, ""))
                .as("cut on a card, where nobody would see its links")
                .contains("<p class=\"reason\"><bdi>waits for <code>it</code> of " + key(other) + "</bdi>");
        assertThat(html("/history?entity=" + key(project))).contains("<q class=\"reason\">" + reason + "\">");
        assertThat(html("/history?entity=" + task.substring("/tasks/".length())))
                .as("a difference is one of the source")
                .contains("# Goal");
    }

    @Test
    void a_task_says_who_holds_it_and_what_it_waits_for() {
        JsonNode project = project("Held");
        JsonNode first = SAMPLES.task(project, "First");
        JsonNode second = SAMPLES.task(project, "Second");
        API.post(
                200,
                "/api/tasks/" + key(second) + "/dependencies",
                "{\"type\": \"blocks\", \"task\": \"" + key(first) + "\"}");
        long before = TABLES.head();
        API.post(200, "/api/tasks/" + key(first) + "/claim", "{\"agent\": \"ada <b>\", \"minutes\": 30}");
        API.post(201, "/api/tasks/" + key(first) + "/notes", "{\"text\": \"Half of it\"}");

        assertThat(html("/tasks/" + key(first)))
                .contains("Claimed by <strong><bdi>ada &lt;b&gt;", "data-release=", "Half of it", "<dt>Blocks</dt>")
                .doesNotContain("<b>");
        assertThat(html("/tasks/" + key(second)))
                .contains("Waits for", "href=\"/tasks/" + key(first))
                .doesNotContain("ready: nothing");
        assertThat(html("/tasks/" + key(first) + "?asOf=" + before))
                .doesNotContain("Claimed by <strong>", "Half of it", "data-release", "data-add-note");
        assertThat(html("/agents")).contains("ada &lt;b&gt;", key(first));
        assertThat(page("/agents/claude-code/2.1").expect(302).header("Location"))
                .isEqualTo("/agents?client=claude-code%2F2.1");
        assertThat(page("/tasks/T-999999999").status()).isEqualTo(404);
    }

    @Test
    void an_undo_is_tried_first_and_nothing_of_the_trial_stays() {
        JsonNode project = project("Taken back");
        JsonNode task = SAMPLES.task(project, "Will be gone");
        Answer renamed = API.patch(200, "/api/tasks/" + key(task), "{\"title\": \"Renamed\"}");
        String changeSet = renamed.header("X-Change-Set");
        long head = TABLES.head();

        JsonNode tried = API.post(200, "/api/change-sets/" + changeSet + "/undo?dryRun=true", "{}")
                .json();

        assertThat(tried.path("undone").asInt()).isEqualTo(1);
        assertThat(tried.path("wouldChange")).hasSize(1);
        JsonNode change = tried.at("/wouldChange/0");
        assertThat(change.at("/entity/key").asString()).isEqualTo(key(task));
        assertThat(change.at("/changes/0/from").asString()).isEqualTo("Renamed");
        assertThat(change.at("/changes/0/to").asString()).isEqualTo("Will be gone");
        assertThat(TABLES.head()).isEqualTo(head);
        assertThat(API.get("/api/tasks/" + id(task)).text("title")).isEqualTo("Renamed");

        API.patch(200, "/api/tasks/" + key(task), "{\"title\": \"Renamed again\"}");
        Answer refused = API.post("/api/change-sets/" + changeSet + "/undo?dryRun=true", "{}");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.json().path("conflicts")).hasSize(1);
        assertThat(html("/change-sets/" + changeSet)).contains("Renamed", "data-undo=\"" + changeSet);
    }

    @Test
    void a_page_is_sent_compressed_and_what_may_be_secret_is_not() {
        String asked = "gzip";
        assertThat(API.send("GET", "/", null, "Accept", "text/html", "Accept-Encoding", asked)
                        .header("Content-Encoding"))
                .isEqualTo("gzip");
        assertThat(API.send("GET", "/api/projects?limit=200", null, "Accept-Encoding", asked)
                        .header("Content-Encoding"))
                .isNullOrEmpty();
    }

    /** Counts and not milliseconds: a board of many cards asks no more of the database than one of a few. */
    @Test
    void a_board_costs_as_many_statements_as_ever() {
        // Of a small ledger the changes are counted too.
        for (int i = 0; i < 30 || TABLES.head() <= 100; i++) {
            project("Many " + i);
        }
        html("/");
        String request = "board-" + UUID.randomUUID();
        Collection<String> statements = CountedDatabase.watch(request);
        API.send("GET", "/", null, "Accept", "text/html", "X-Request-Id", request)
                .expect(200);
        // Two of the 28 are what needs the user and the favourites, and five are what the status tells of the sync:
        // what is left out, not as it is remotely, or unreadable,
        // and what is not sent, with its name.
        assertThat(statements).as("28, and 3 where each column is a list").hasSizeBetween(1, 31);
        assertThat(statements)
                .as("in the same words each time, so that they are prepared")
                .noneMatch(each -> each.matches(".*'2\\d{3}-\\d{2}-.*"));
    }

    @Test
    void what_is_filtered_further_stays_filtered() {
        assertThat(html("/?status=finished")).contains("<input type=\"hidden\" name=\"status\" value=\"finished\">");
        assertThat(html("/?need=true"))
                .contains(
                        "<input type=\"hidden\" name=\"need\" value=\"true\">",
                        "<a href=\"/\">also show the other projects</a>");
        assertThat(html("/")).doesNotContain("name=\"need\"", "<input type=\"hidden\" name=\"status\"");
    }

    /** It is taken back at the end: others look at boards of one page. */
    @Test
    void a_board_of_two_pages_says_on_both_how_many_need_somebody() {
        String word = "paged" + UUID.randomUUID().toString().substring(0, 8);
        StringBuilder rows = new StringBuilder("project,title,status,dueDate\n" + word + " late,,active,2026-01-05\n");
        for (int i = 0; i < 200; i++) {
            rows.append(word).append(' ').append(i).append(",,active,\n");
        }
        Answer stored = API.send("POST", "/api/import", rows.toString(), "Content-Type", "text/csv")
                .expect(200);
        try {
            String first = html("/?sort=name&q=" + word);
            assertThat(first)
                    .contains(word + " 0<", ">1 needs your attention</a>")
                    .doesNotContain(word + " late<");
            assertThat(html(more(first, "101 more")))
                    .contains(word + " late<", ">1 needs your attention</a>", ">First projects</a>")
                    .doesNotContain(word + " 0<");
        } finally {
            API.post(200, "/api/change-sets/" + stored.json().path("changeSet").asString() + "/undo", "{}");
        }
    }

    private static String more(String page, String words) {
        Matcher more = Pattern.compile("<a href=\"([^\"]*)\">" + words + "</a>").matcher(page);
        assertThat(more.find()).as(words).isTrue();
        return more.group(1).replace("&amp;", "&");
    }

    /** One list of 200 has nothing of them: they are the last in the order. It is taken back at the end, as above. */
    @Test
    void of_more_projects_than_one_list_has_each_column_has_its_first() {
        String word = "columns" + UUID.randomUUID().toString().substring(0, 8);
        StringBuilder rows = new StringBuilder("project,title,status\n");
        List.of("planned", "active").forEach(status -> {
            for (int i = 100; i < 203; i++) {
                rows.append("%s %s %d,,%s\n".formatted(word, status, i, status));
            }
        });
        for (int i = 0; i < 5; i++) {
            rows.append("%s z%d,,paused\n".formatted(word, i));
        }
        Answer stored = API.send("POST", "/api/import", rows.toString(), "Content-Type", "text/csv")
                .expect(200);
        try {
            String request = "columns-" + UUID.randomUUID();
            Collection<String> statements = CountedDatabase.watch(request);
            API.send("GET", "/?q=" + word, null, "Accept", "text/html", "X-Request-Id", request)
                    .expect(200);
            assertThat(statements).as("as any board, and what a filter counts").hasSizeBetween(1, 33);
            for (String moment : List.of("", "&asOf=" + TABLES.head())) {
                String page = html("/?sort=name&q=" + word + moment);
                String active = column(page, "active");
                assertThat(column(page, "paused"))
                        .contains(word + " z0<", word + " z4<")
                        .doesNotContain("No projects.", "more<");
                assertThat(column(page, "blocked")).contains("No projects.");
                assertThat(active).contains(word + " active 199<").doesNotContain(word + " active 200<");
                assertThat(column(html(more(active, "3 more")), "active"))
                        .as("right behind the last card")
                        .contains(word + " active 200<", word + " active 202<")
                        .doesNotContain(word + " active 199<");
            }
        } finally {
            API.post(200, "/api/change-sets/" + stored.json().path("changeSet").asString() + "/undo", "{}");
        }
    }

    /** It stands beside "Undo…", which takes back more than is read for the page. */
    @Test
    void a_change_set_is_as_large_on_each_page() {
        String word = "large" + UUID.randomUUID().toString().substring(0, 8);
        StringBuilder rows = new StringBuilder("project,title\n");
        for (int i = 0; i < 60; i++) {
            rows.append("%s,%s %d\n".formatted(word, word, i));
        }
        String changeSet = API.send("POST", "/api/import", rows.toString(), "Content-Type", "text/csv")
                .expect(200)
                .json()
                .path("changeSet")
                .asString();
        String project =
                API.get("/api/projects?q=" + word).json().at("/items/0/key").asString();
        API.patch(200, "/api/projects/" + project, "{\"description\": \"so\"}");
        Pattern told = Pattern.compile("<a href=\"/change-sets/" + changeSet + "\">([0-9]+ changes)</a>");
        for (String page :
                List.of("/history?entity=" + project, "/projects/" + project + "?tab=activity", "/search?q=" + word)) {
            assertThat(told.matcher(html(page)).results().map(each -> each.group(1)))
                    .as(page)
                    .containsExactly("61 changes");
        }
    }

    @Test
    void a_board_is_asked_as_the_api_is() {
        JsonNode first = project("Asked");
        String word = first.path("name").asString().substring("Asked ".length());
        move(first, "active", "");
        JsonNode second = SAMPLES.project("Zebra " + word);
        move(second, "paused", "");
        JsonNode third = SAMPLES.project("Third " + word);
        for (String statuses : List.of("status=active&status=paused", "status=active,paused")) {
            String board = html("/?" + statuses + "&sort=-updated&q=" + word);
            assertThat(board).contains("only active, paused").doesNotContain("column planned");
            assertThat(column(board, "active")).contains(key(first) + "<");
            assertThat(column(board, "paused")).contains(key(second) + "<");
        }
        for (String sort : List.of("name", "-name", "updated", "-updated")) {
            String asked = "?status=planned,active,paused&sort=" + sort + "&q=" + word;
            assertThat(html("/" + asked)).contains("<option value=\"" + sort + "\" selected>");
        }
        move(third, "active", "");
        String board = column(html("/?status=active&sort=-name&q=" + word), "active");
        assertThat(board.indexOf(key(third) + "<")).isBetween(0, board.indexOf(key(first) + "<"));
    }

    /** Whatever it waits for, or waits for it, is of the same moment. */
    @Test
    void a_task_of_the_past_leads_to_others_of_then() {
        JsonNode project = project("Waiting");
        JsonNode first = SAMPLES.task(project, "First");
        JsonNode second = SAMPLES.task(project, "Second");
        API.patch(
                200,
                "/api/tasks/" + key(second),
                "{\"blockedBy\": [\"%s\"], \"related\": [\"%s\"], \"discoveredFrom\": \"%s\"}"
                        .formatted(key(first), key(first), key(first)));
        long then = TABLES.head();
        move(project, "active", "");
        String path = "/tasks/" + key(first);
        for (String asOf : List.of("", "?asOf=" + then)) {
            String link = "<a class=\"key\" href=\"%s%s\">".formatted(path, asOf);
            String task = html("/tasks/" + key(second) + asOf);
            for (String word : List.of("Waits for", "Related", "Found in")) {
                assertThat(task).as(word + asOf).contains("<dt>" + word + "</dt> <dd>" + link);
            }
            assertThat(html(path + asOf))
                    .contains("<dt>Blocks</dt> <dd><a class=\"key\" href=\"/tasks/" + key(second) + asOf + "\">");
            assertThat(html("/projects/" + key(project) + asOf)).contains("waits for " + link);
        }
    }

    /** Also to what was deleted by then, and to what was renamed since. */
    @Test
    void the_history_of_the_past_leads_to_what_was_there() {
        JsonNode project = project("Told");
        JsonNode task = SAMPLES.task(project, "Then");
        JsonNode gone = SAMPLES.task(project, "Gone");
        API.send("DELETE", "/api/tasks/" + key(gone), null).expect(200);
        long then = newest(gone);
        API.patch(200, "/api/tasks/" + key(task), "{\"title\": \"Since\"}");
        String ofProject = "/projects/" + key(project);
        String ofTask = "/tasks/" + key(task);
        String ofGone = "/tasks/" + key(gone);
        for (String asOf : List.of("", "?asOf=" + then)) {
            String history = html("/history?entity=" + key(project) + asOf.replace('?', '&'));
            String activity = html(ofProject + "?tab=activity" + asOf.replace('?', '&'));
            for (String path : List.of(ofProject, ofTask, ofGone)) {
                String told = "<a class=\"key\" href=\"%s%s\">".formatted(path, asOf);
                assertThat(path.equals(ofProject) ? activity : html(path + asOf))
                        .as(path + asOf)
                        .contains(told);
                assertThat(activity).as(path + asOf).contains(told);
                assertThat(history).as(path + asOf).contains(told);
            }
        }
        String past = "?asOf=" + then;
        assertThat(html(ofTask + past)).contains("<bdi data-title>Then</bdi>");
        assertThat(html(ofGone + past)).contains("<p class=\"wrong\">Deleted ");
    }

    /** Whichever way they are compared. */
    @Test
    void what_differs_between_two_moments_is_called_as_it_was_at_the_later_one() {
        JsonNode project = project("Compared");
        long before = newest(project);
        JsonNode task = SAMPLES.task(project, "Left recursion");
        long then = newest(task);
        API.patch(200, "/api/tasks/" + key(task), "{\"title\": \"Error recovery\"}");
        API.patch(200, "/api/projects/" + key(project), "{\"name\": \"Renamed since\"}");
        for (String moments : List.of(before + "&to=" + then, then + "&to=" + before)) {
            assertThat(html("/diff?from=" + moments + "&project=" + key(project)))
                    .as(moments)
                    .contains("<bdi>Left recursion</bdi>", "<bdi>Compared")
                    .doesNotContain("Error recovery", "Renamed since");
        }
    }

    /** What was below it and above it then, under the names of then. */
    @Test
    void a_task_of_the_past_has_below_it_what_was_there() {
        JsonNode project = project("Then");
        JsonNode top = SAMPLES.task(project, "Top");
        JsonNode child = SAMPLES.task(project, "Child");
        move(child, top);
        JsonNode grandchild = SAMPLES.task(project, "Grandchild");
        move(grandchild, child);
        assertThat(html("/tasks/" + key(top))).contains(" data-as-of href=\"/tasks/" + key(top) + "?asOf=");
        long then = TABLES.head();
        API.patch(200, "/api/tasks/" + key(child), "{\"title\": \"Renamed since\"}");
        API.send("DELETE", "/api/tasks/" + key(grandchild), null).expect(200);
        String past = html("/tasks/" + key(top) + "?asOf=" + then);
        assertThat(past)
                .contains("<bdi class=\"title\" data-title>Child</bdi>", ">Grandchild</bdi>")
                .doesNotContain("Renamed since", " data-as-of href=");
        assertThat(html("/tasks/" + key(grandchild) + "?asOf=" + then))
                .contains("› <a href=\"/tasks/" + key(child) + "?asOf=" + then + "\">");
        assertThat(html("/tasks/" + key(top))).contains("Renamed since").doesNotContain(">Grandchild</bdi>");
        assertThat(html("/tasks/" + key(grandchild))).contains(" by <bdi>owner</bdi>.");
    }

    private static void move(JsonNode task, JsonNode below) {
        API.post(200, "/api/tasks/" + key(task) + "/move", "{\"parent\": \"" + key(below) + "\"}");
    }

    @Test
    void older_notes_are_a_page_further() {
        JsonNode project = project("Noted");
        for (int i = 1; i <= 21; i++) {
            API.post(201, "/api/projects/" + key(project) + "/notes", "{\"text\": \"Note " + i + ".\"}");
        }
        String newest = html("/projects/" + key(project) + "?tab=activity");
        String notes = "<p dir=\"auto\">Note ";
        assertThat(newest).contains(notes + "21.", notes + "2.").doesNotContain(notes + "1.", "Newest notes");
        Matcher older = Pattern.compile("<a href=\"([^\"]*)#notes\" rel=\"next\">Older notes")
                .matcher(newest);
        assertThat(older.find()).isTrue();
        assertThat(html(older.group(1).replace("&amp;", "&")))
                .contains(notes + "1.", "href=\"/projects/" + key(project) + "?tab=activity#notes\">Newest notes")
                .doesNotContain(notes + "2.", "Older notes");
    }

    /** Which agent it was, and for whom. */
    @Test
    void a_change_set_says_its_position_and_its_request() {
        JsonNode project = project("Asked");
        String request = "asked-" + UUID.randomUUID();
        API.send(
                        "PATCH",
                        "/api/projects/" + key(project),
                        "{\"description\": \"so\"}",
                        "Content-Type",
                        "application/json",
                        "X-Request-Id",
                        request)
                .expect(200);
        JsonNode entry =
                API.get("/api/projects/" + key(project) + "/history").json().at("/items/0");
        assertThat(html("/change-sets/" + entry.path("changeSet").asString()))
                .contains("event " + entry.path("position").asString() + " · <a", "request ID <code><bdi>" + request);
    }
}
