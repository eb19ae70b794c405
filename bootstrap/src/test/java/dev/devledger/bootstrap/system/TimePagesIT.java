package dev.devledger.bootstrap.system;

import static dev.devledger.bootstrap.system.Samples.key;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The timer in the head of the pages, and the pages about time, from the started application. */
class TimePagesIT {
    private static final Api API = SharedDevledger.get().api();
    private static final Samples SAMPLES = new Samples(API);

    private static String html(String path) {
        return API.send("GET", path, null, "Accept", "text/html").expect(200).body();
    }

    /** A project of a name that no other test has. */
    private static JsonNode project(String name) {
        return SAMPLES.project(name + " " + UUID.randomUUID());
    }

    @AfterEach
    void nothingRunsOn() {
        API.post("/api/timer/stop", "{}");
    }

    @Test
    void what_runs_is_in_the_head_of_each_page_until_it_is_stopped() {
        JsonNode task = SAMPLES.task(project("Clocked"), "Write <it>");
        API.post(201, "/api/timer/start", "{\"task\": \"" + key(task) + "\", \"stopRunning\": true}");
        for (String path : new String[] {"/", "/history", "/tasks/" + key(task)}) {
            assertThat(html(path))
                    .as(path)
                    .contains("data-timer-on=\"" + key(task) + "\"", "<bdi>Write &lt;it&gt;</bdi>", "data-timer-stop");
        }
        API.post(200, "/api/timer/stop", "{}");
        assertThat(html("/")).doesNotContain("data-timer-on");
    }

    private static void log(String on, String start, int minutes) {
        API.post(
                201,
                "/api/time-entries",
                "{\"project\": \"%s\", \"start\": \"%s\", \"seconds\": %d, \"note\": \"<i>\"}"
                        .formatted(on, start, minutes * 60));
    }

    /** In a year that no other test logs anything in; the last entry is half past eleven at night in Madrid. */
    @Test
    void a_day_a_week_and_a_month_say_what_was_logged() {
        String one = key(project("One"));
        String two = key(project("Two"));
        log(one, "2011-03-15T09:00:00Z", 90);
        log(two, "2011-03-15T10:00:00Z", 60);
        log(two, "2011-03-17T22:30:00Z", 60);

        assertThat(html("/time?day=2011-03-15"))
                .contains("Logged twice", "(30 min)", "<a href=\"/projects/" + one + "\">", "<bdi>&lt;i&gt;</bdi>")
                .contains("<td class=\"number\">2:30</td>")
                .doesNotContain("<i>");
        assertThat(html("/time?week=2011-03-16"))
                .contains("Mon 14 Mar – Sun 20 Mar 2011", "<td class=\"number sum\">3:30</td>")
                .contains("<td class=\"number\">0:30</td>", "/projects/" + one);
        String month = html("/time/totals?from=2011-03-01&to=2011-03-31");
        assertThat(month).contains("March 2011", "3 h 30 min", "in 3 entries", "width=\"75.00%\"");
        assertThat(month.indexOf("/projects/" + two)).isBetween(1, month.indexOf("/projects/" + one));
        assertThat(html("/time/totals?from=2011-03-01&to=2011-03-31&project=" + one))
                .contains("1 h 30 min", "/api/time-entries/export?format=csv&amp;from=2011-03-01&amp;project=" + one)
                .doesNotContain("/projects/" + two);
    }

    private static long position() {
        return API.get("/api/history?limit=1").json().at("/items/0/position").asLong();
    }

    /** Of a year that no other test logs anything in. */
    @Test
    void each_page_is_read_as_of_a_moment_and_changes_nothing_then() {
        String one = key(project("Then"));
        long nothing = position();
        log(one, "2012-03-15T09:00:00Z", 90);
        long logged = position();
        String entry = key(API.get("/api/time-entries?project=" + one).json().at("/items/0"));
        API.send("PATCH", "/api/time-entries/" + entry, "{\"note\": \"Corrected\", \"end\": \"2012-03-15T11:00:00Z\"}")
                .expect(200);
        long corrected = position();
        API.send("DELETE", "/api/time-entries/" + entry, null).expect(200);

        String day = "/time?day=2012-03-15";
        assertThat(html(day)).contains("No time is logged on this day.").doesNotContain(entry);
        assertThat(html(day + "&asOf=" + nothing))
                .contains("At this past time, no time was logged on this day.", "After event " + nothing)
                .doesNotContain(entry);
        assertThat(html(day + "&asOf=" + logged))
                .contains("id=\"" + entry + "\"", "<td class=\"number\">1:30</td>", "<bdi>&lt;i&gt;</bdi>")
                .contains("/time?day=2012-03-14&amp;asOf=" + logged, "/projects/" + one + "?asOf=" + logged)
                .contains("/time?week=2012-03-15&amp;asOf=" + logged, "<a href=\"/time?day=2012-03-15\">Back to now")
                .doesNotContain("data-entry-", "<dialog id=\"entry", "data-timer-stop", "View at a past time…");
        assertThat(html(day + "&asOf=" + corrected)).contains("<td class=\"number\">2:00</td>", "<bdi>Corrected</bdi>");

        String week = "/time?week=2012-03-15";
        assertThat(html(week)).contains("No time is logged in this week.");
        assertThat(html(week + "&asOf=" + logged))
                .contains("<td class=\"number sum\">1:30</td>", "/time?day=2012-03-15&amp;asOf=" + logged)
                .doesNotContain("data-entry-", "<dialog id=\"entry", "<dialog id=\"cell");
        assertThat(html(week + "&asOf=" + corrected)).contains("<td class=\"number sum\">2:00</td>");

        String totals = "/time/totals?from=2012-03-01&to=2012-03-31";
        assertThat(html(totals)).contains("No time is logged in this period");
        assertThat(html(totals + "&asOf=" + logged))
                .contains("1 h 30 min", "in 1 entry", "name=\"asOf\" value=\"" + logged + "\"")
                .contains("/api/time-entries/export?asOf=" + logged, "/api/time-entries/summary?asOf=" + logged);
        assertThat(html(totals + "&by=task&asOf=" + corrected)).contains("2 h", "without a task");
        assertThat(html(day)).contains("data-as-of href=\"/time?asOf=20", "+ Time entry");
    }

    @Test
    void sums_are_a_file_with_the_rows_of_the_answer() {
        String one = key(project("=Sums"));
        log(one, "2013-03-15T09:00:00Z", 90);
        log(one, "2013-03-16T09:00:00Z", 30);
        String file = "/api/time-entries/summary?format=csv&from=2013-03-01&to=2013-03-31";
        assertThat(API.get(200, file + "&by=project,day").body().lines())
                .satisfiesExactly(
                        head -> assertThat(head)
                                .isEqualTo("project,projectName,day,seconds,billableSeconds,billedSeconds,entries"),
                        first -> assertThat(first).startsWith(one + ",'=Sums ").endsWith(",2013-03-15,5400,0,0,1"),
                        last -> assertThat(last).startsWith(one + ",'=Sums ").endsWith(",2013-03-16,1800,0,0,1"));
        assertThat(API.get(file + "&by=tag").body().lines())
                .containsExactly("tag,seconds,billableSeconds,billedSeconds,entries", ",7200,0,0,2");
        API.get(422, "/api/time-entries/summary?format=xls");
    }
}
