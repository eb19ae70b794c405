package dev.devledger.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/**
 * A board of 200 projects and 20,000 tasks with the history of a month: what is sent, that all of it is there, and how long
 * it takes beside a small page in the same moment: the machine is shared. {@code trials/board} has it in milliseconds.
 */
class SizesIT {
    private static final Devledger DEVLEDGER = Devledger.other();
    private static final int PROJECTS = 200;
    private static final int TASKS = 100;
    private static final int ATTEMPTS = 8;
    private static final String SMALL = "/tokens";

    /** So many small pages are answered in the time that the board may take; it takes that of some ten. */
    private static final int ANSWERED = 40;

    /** The same of what is painted, where it takes that of two. */
    private static final int PAINTED_WITHIN = 6;

    /** Since the request was sent. */
    private static final String PAINTED = "() => performance.getEntriesByName('first-contentful-paint')[0]?.startTime";

    private static final List<String> WORDS = List.of(
            "lag", "parser", "plugin", "store", "vendor", "release", "index", "cache", "broker", "schema", "editor",
            "queue");
    private static final List<String> STATUSES =
            List.of("planned", "active", "active", "paused", "blocked", "completed", "abandoned");
    private static final List<String> ENDS = List.of("completed", "abandoned");
    private static final int DAYS = 30;

    private static <T> T of(List<T> all, int number) {
        return all.get(number % all.size());
    }

    private static Map<String, Object> project(int number) {
        String name = "The %s of the %s %d".formatted(of(WORDS, number), of(WORDS, number / 7), number);
        return Map.of(
                "project",
                Map.of(
                        "ref",
                        "p" + number,
                        "name",
                        name,
                        "status",
                        of(STATUSES, number),
                        "placement",
                        "none",
                        "tags",
                        List.of("sized")));
    }

    private static Map<String, Object> task(int project, int number) {
        return Map.of("task", Map.of("project", "p" + project, "title", "Step " + number));
    }

    @BeforeAll
    static void import_them() {
        String lines = IntStream.range(0, PROJECTS)
                .boxed()
                .flatMap(number -> Stream.concat(
                        Stream.of(project(number)), IntStream.range(0, TASKS).mapToObj(task -> task(number, task))))
                .map(Api::json)
                .collect(Collectors.joining("\n"));
        DEVLEDGER.api().send("POST", "/api/import", lines, "Content-Type", "application/x-ndjson");
        IntStream.range(0, DAYS).forEach(SizesIT::work);
    }

    /**
     * What a day leaves behind: the projects of a status go to another one, and are back in the evening. All of these days are
     * today, as the ledger takes the time of nobody else.
     */
    private static void work(int day) {
        Api api = DEVLEDGER.api();
        String status = of(STATUSES, day);
        List<String> keys = api.items("/api/projects?tag=sized&limit=200&status=" + status).stream()
                .map(each -> each.path("key").asString())
                .toList();
        for (String to : List.of(status.equals("paused") ? "active" : "paused", status)) {
            api.post(
                    "/api/projects/status",
                    Map.of("ids", keys, "status", to, "reason", "as of the review of day " + day));
        }
    }

    private static int count(String status) {
        return (int) IntStream.range(0, PROJECTS)
                .filter(number -> of(STATUSES, number).equals(status))
                .count();
    }

    @Test
    void the_board_is_whole_and_small() {
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            // Of a visit, and not of what is drawn anew since; to hold a request back would keep the browser from
            // keeping files.
            window.page().addInitScript("window.EventSource = class extends EventTarget { close() {} }");
            window.open("/?tag=sized");
            for (String status : List.of("planned", "active", "paused", "blocked")) {
                assertThat(window.find(".column." + status + " .count")).hasText(Integer.toString(count(status)));
                assertThat(window.find(".column." + status + " .card")).hasCount(count(status));
            }
            for (String status : ENDS) {
                assertThat(window.find("[data-finished=" + status + "] .count"))
                        .hasText(Integer.toString(count(status)));
            }
            assertThat(window.find(".column.finished .card")).hasCount(0);
            assertThat(window.sent("/")).as("the page, as sent").isBetween(1L, 60_000L);
            assertThat(sent(window)).as("a first visit, as sent").isBetween(30_000L, 150_000L);
            window.open("/?tag=sized");
            assertThat(window.find(".column.planned .card").first()).isVisible();
            assertThat(sent(window)).as("a later visit, as sent").isBetween(1L, 30_000L);
        }
    }

    /** Of all that is in the ledger, with what the tests before this one left. */
    @Test
    void each_count_of_the_board_is_that_of_the_api() {
        JsonNode counts =
                DEVLEDGER.api().get("/api/projects?limit=1&include=counts").path("counts");
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.open("/");
            for (String status : STATUSES) {
                String count = Integer.toString(counts.path(status).asInt());
                String place = ENDS.contains(status) ? "[data-finished=" + status + "]" : ".column." + status + " h2";
                assertThat(window.find(place + " .count")).hasText(count);
            }
            assertThat(counts.path("completed").asInt()).isGreaterThanOrEqualTo(count("completed"));
        }
    }

    /** Of the visit, heads and all; what the browser has kept counts for nothing. */
    private static long sent(Window window) {
        return ((Number) window.page().evaluate("""
                () => [...performance.getEntriesByType('navigation'), ...performance.getEntriesByType('resource')]
                  .reduce((sum, each) => sum + each.transferSize, 0)""")).longValue();
    }

    @Test
    void something_is_painted_soon_on_a_slow_machine() {
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            JsonObject slow = new JsonObject();
            slow.addProperty("rate", 4);
            window.session().send("Emulation.setCPUThrottlingRate", slow);
            assertKept(PAINTED_WITHIN, () -> painted(window, SMALL), () -> painted(window, "/?tag=sized"));
        }
    }

    private static double painted(Window window, String path) {
        window.open(path);
        window.page().waitForFunction(PAINTED);
        return ((Number) window.page().evaluate(PAINTED)).doubleValue();
    }

    @Test
    void the_server_answers_soon_now_and_as_of_a_moment() {
        Api api = DEVLEDGER.api();
        long position = api.get("/api/history?limit=1").at("/items/0/position").asLong();
        for (String path : List.of("/?tag=sized", "/?tag=sized&asOf=" + position)) {
            assertKept(ANSWERED, () -> answered(api, SMALL), () -> answered(api, path));
        }
    }

    /** p95 of 20. */
    private static double answered(Api api, String path) {
        return IntStream.range(0, 20)
                .mapToDouble(each -> {
                    long begun = System.nanoTime();
                    api.send("GET", path, null, "Accept", "text/html");
                    return (System.nanoTime() - begun) / 1e6;
                })
                .sorted()
                .toArray()[18];
    }

    /** 20,000 entries of one import and what came before it: each is counted once, and no page grows. */
    @Test
    void the_history_is_gone_through_to_its_end() {
        Api api = DEVLEDGER.api();
        long all = api.items("/api/history/by?group=channel").stream()
                .mapToLong(each -> each.path("changes").asLong())
                .sum();
        assertThat(all).isGreaterThan(20_000);
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.open("/history");
            Map<?, ?> walked = (Map<?, ?>) window.page().evaluate("""
                    async () => {
                      let page = document;
                      const walked = { rows: 0, most: 0 };
                      for (;;) {
                        const rows = page.querySelectorAll('.sets ul.changes > li').length;
                        for (const set of page.querySelectorAll('.set-more a[href^="/change-sets/"]'))
                          walked.rows += parseInt(set.textContent.replaceAll(',', ''), 10);
                        walked.most = Math.max(walked.most, rows);
                        const next = page.querySelector('main a[rel=next]');
                        if (!next) return walked;
                        const answer = await fetch(next.getAttribute('href'));
                        page = new DOMParser().parseFromString(await answer.text(), 'text/html');
                      }
                    }""");
            assertThat(((Number) walked.get("rows")).longValue()).isEqualTo(all);
            assertThat(((Number) walked.get("most")).longValue()).isBetween(1L, 500L);
        }
    }

    /** Of two times one right after the other. */
    private static void assertKept(int most, DoubleSupplier small, DoubleSupplier large) {
        List<String> all = new ArrayList<>();
        for (int i = 0; i < ATTEMPTS; i++) {
            double beside = small.getAsDouble();
            double taken = large.getAsDouble();
            if (taken < most * beside) {
                return;
            }
            all.add(taken + " ms beside " + beside);
        }
        fail("never within that of " + most + " small pages: " + all);
    }
}
