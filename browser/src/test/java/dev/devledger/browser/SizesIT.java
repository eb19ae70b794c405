package dev.devledger.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A board of 200 projects and 20,000 tasks: what is sent, and that all of it is there. No times: the machine is shared. */
class SizesIT {
    private static final Devledger DEVLEDGER = Devledger.other();
    private static final int PROJECTS = 200;
    private static final int TASKS = 100;
    private static final List<String> WORDS = List.of(
            "lag", "parser", "plugin", "store", "vendor", "release", "index", "cache", "broker", "schema", "editor",
            "queue");
    private static final List<String> STATUSES =
            List.of("planned", "active", "active", "paused", "blocked", "completed");

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
    }

    @Test
    void the_board_is_whole_and_small() {
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.open("/?tag=sized");
            for (String status : List.of("planned", "active", "paused", "blocked")) {
                int count = (int) IntStream.range(0, PROJECTS)
                        .filter(number -> of(STATUSES, number).equals(status))
                        .count();
                assertThat(window.find(".column." + status + " .count")).hasText(Integer.toString(count));
                assertThat(window.find(".column." + status + " .card")).hasCount(count);
            }
            assertThat(window.sent("/")).as("the page, as sent").isBetween(1L, 60_000L);
            assertThat(window.sent("")).as("a first visit, as sent").isBetween(1L, 150_000L);
        }
    }
}
