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
        API.post("/api/timer/start", "{\"task\": \"" + key(task) + "\", \"stopRunning\": true}")
                .expect(201);
        for (String path : new String[] {"/", "/history", "/tasks/" + key(task)}) {
            assertThat(html(path))
                    .as(path)
                    .contains("data-timer-on=\"" + key(task) + "\"", "<bdi>Write &lt;it&gt;</bdi>", "data-timer-stop");
        }
        API.post("/api/timer/stop", "{}").expect(200);
        assertThat(html("/")).doesNotContain("data-timer-on");
    }

    private static void log(String on, String start, int minutes) {
        API.post(
                        "/api/time-entries",
                        "{\"project\": \"%s\", \"start\": \"%s\", \"seconds\": %d, \"note\": \"<i>\"}"
                                .formatted(on, start, minutes * 60))
                .expect(201);
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
                .contains("Logged twice", "(30 min)", "data-on=\"" + one + "\"", "data-note=\"&lt;i>\"")
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
}
