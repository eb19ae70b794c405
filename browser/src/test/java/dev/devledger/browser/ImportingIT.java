package dev.devledger.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import com.microsoft.playwright.options.FilePayload;
import java.io.BufferedWriter;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A file is checked first, stored as it was checked, and taken back by one undo. */
class ImportingIT {
    private static final Devledger DEVLEDGER = Devledger.shared();
    private static final Api API = DEVLEDGER.api();

    /** So much longer something that is pressed may wait while a large file is read: some ten times is how often a test looks. */
    private static final int SLOWER = 25;

    private static final double LONG = 60_000;

    private static final Pattern A_LOOK = Pattern.compile(".*/api/import/[^/]+");

    private static final String PROGRESS = """
            {"state": "running", "phase": "storing", "lines": 6, "bytes": 150, "events": 3, "perSecond": 1}""";

    private final String word = Samples.word();

    private String wrong() {
        return """
                project,title,status,priority,dueDate
                %1$s,,active,high,
                %1$s,Order the seeds,,,31.3.
                %1$s,Build the beds,,urgent,
                %1$s,Sow,finished,,
                %1$s,Water,,,2026-03-31
                """.formatted(word);
    }

    private String right() {
        return wrong().replace("31.3.", "2026-03-31").replace("urgent", "high").replace("finished", "completed");
    }

    private static void choose(Window window, String name, String text) {
        window.find("[name=file]")
                .setInputFiles(new FilePayload(name, "text/csv", text.getBytes(StandardCharsets.UTF_8)));
    }

    private int projects() {
        return API.items("/api/projects?q=" + word).size();
    }

    @Test
    void what_is_wrong_is_told_by_line_and_what_was_checked_is_stored_and_taken_back_as_one() throws IOException {
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.expecting("status of 422").open("/import");
            choose(window, "garden.csv", wrong());
            window.find("[data-check]").click();
            Locator found = window.find("[data-found]");
            assertThat(window.find("[data-words]")).containsText("3 errors; nothing is stored.");
            assertThat(found.locator("tbody tr")).hasCount(3);
            for (List<String> row : List.of(
                    List.of("3", "dueDate", "31.3."),
                    List.of("4", "priority", "urgent"),
                    List.of("5", "status", "finished"))) {
                Locator line = found.locator("tbody tr").nth(Integer.parseInt(row.getFirst()) - 3);
                assertThat(line.locator("td").nth(0)).hasText(row.getFirst());
                assertThat(line.locator("td").nth(1)).hasText(row.get(1));
                assertThat(line.locator("td").nth(3)).containsText(row.getLast());
            }
            AccessibilityIT.assertNothingFound(window);
            Download rows = window.page().waitForDownload(() -> found.getByText("Download wrong rows (CSV)")
                    .click());
            assertThat(Files.readAllLines(rows.path()))
                    .hasSize(4)
                    .first()
                    .isEqualTo("\"line\",\"field\",\"message\",\"text\"");
            assertThat(projects()).isZero();

            choose(window, "garden.csv", right());
            assertThat(found).isHidden();
            window.find("[data-check]").click();
            assertThat(window.find("[data-words]")).containsText("This import would create 1 project, 4 tasks");
            assertThat(projects()).isZero();
            window.find("[data-store]").press("Enter");
            assertThat(window.find("#import-done")).isFocused();
            assertThat(projects()).isEqualTo(1);
            String project =
                    API.items("/api/projects?q=" + word).getFirst().path("key").asString();
            assertThat(API.items("/api/projects/" + project + "/tasks")).hasSize(4);
            AccessibilityIT.assertNothingFound(window);

            window.find("[data-changes]").click();
            window.find("#main [data-undo]").first().click();
            assertThat(window.find("#undo [data-preview]")).containsText("The undo would make these changes:");
            window.find("#undo button[value=undo]").click();
            assertThat(window.message()).containsText("Undone.");
        }
        assertThat(projects()).isZero();
    }

    /** The browser reads it again where it lies: it may be another one by then. */
    @Test
    void a_file_that_is_another_one_than_was_checked_is_not_stored(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("garden.csv"), right());
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.expecting("status of 4")
                    .expecting("net::ERR_UPLOAD_FILE_CHANGED")
                    .open("/import");
            window.find("[name=file]").setInputFiles(file);
            window.find("[data-check]").click();
            assertThat(window.find("[data-store]")).isVisible();
            window.page()
                    .route(
                            "**/api/import?checked=*",
                            route -> route.resume(
                                    new Route.ResumeOptions().setPostData(right().replace("Water", "Burn"))));
            window.find("[data-store]").click();
            assertThat(window.find("[data-words]")).containsText("check");
            assertThat(window.find("[data-store]")).isHidden();
            assertThat(projects()).isZero();
        }
    }

    /** As when the line is cut while it is stored. The page cannot know, and asks under the same key. */
    @Test
    void what_nobody_answered_is_stored_once() {
        List<Route> asked = new ArrayList<>();
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.expecting("net::ERR_").open("/import");
            choose(window, "garden.csv", right());
            window.find("[data-check]").click();
            assertThat(window.find("[data-store]")).isVisible();
            window.page().route("**/api/import?checked=*", route -> {
                asked.add(route);
                if (asked.size() == 1) {
                    route.fetch(new Route.FetchOptions().setPostData(right()));
                }
                if (asked.size() < 3) {
                    route.abort();
                } else {
                    route.resume();
                }
            });
            window.find("[data-store]").click();
            assertThat(window.find("[data-words]")).containsText("The file may be stored");
            assertThat(projects()).isEqualTo(1);
            window.find("[data-store]").click();
            assertThat(window.find("#import-done")).isFocused();
        }
        assertThat(asked).hasSize(3);
        assertThat(projects()).isEqualTo(1);
        assertThat(API.items("/api/tasks?q=seeds&limit=200").stream().filter(task -> task.path("projectKey")
                        .asString()
                        .equals(API.items("/api/projects?q=" + word)
                                .getFirst()
                                .path("key")
                                .asString())))
                .hasSize(1);
    }

    @Test
    void nothing_is_chosen_while_it_is_stored() {
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.open("/import");
            choose(window, "garden.csv", right());
            window.find("[data-check]").click();
            assertThat(window.find("[data-store]")).isVisible();
            Runnable answer = window.hold("/api/import?checked=*");
            window.find("[data-store]").click();
            assertThat(window.find("section[inert] [data-check]")).hasCount(1);
            choose(window, "other.csv", wrong());
            answer.run();
            assertThat(window.find("#import-done")).isFocused();
            assertThat(window.find("section[inert]")).hasCount(0);
        }
        assertThat(projects()).isEqualTo(1);
    }

    /** As when the line is dead and nobody says so: no answer, and no error. Nobody tells either that it is worked on. */
    @Test
    void what_gets_no_answer_is_given_up_after_half_a_minute_and_is_stored_once() {
        AtomicInteger asked = new AtomicInteger();
        AtomicInteger looks = new AtomicInteger();
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.page().clock().install();
            window.expecting("status of 404").open("/import");
            choose(window, "garden.csv", right());
            window.find("[data-check]").click();
            assertThat(window.find("[data-store]")).isVisible();
            window.page().route("**/api/import?checked=*", route -> {
                if (asked.incrementAndGet() == 1) {
                    route.fetch(new Route.FetchOptions().setPostData(right()));
                } else {
                    route.resume();
                }
            });
            window.page().route(A_LOOK, route -> {
                looks.incrementAndGet();
                route.resume();
            });
            window.find("[data-store]").click();
            for (int tenth = 0; tenth < 2; tenth++) {
                afterTwoLooks(window, looks);
                window.page().clock().fastForward(10_000);
            }
            afterTwoLooks(window, looks);
            assertThat(window.find("section[inert]")).hasCount(1);
            window.page().clock().fastForward(10_000);
            assertThat(window.find("[data-words]"))
                    .hasText(Pattern.compile("The server has not answered for 3\\d s. The file may be stored."
                            + " Press Import again: Devledger stores nothing twice."));
            assertThat(window.find("section[inert]")).hasCount(0);
            assertThat(projects()).isEqualTo(1);
            window.find("[data-store]").click();
            assertThat(window.find("#import-done")).isFocused();
        }
        assertThat(asked).hasValue(2);
        assertThat(projects()).isEqualTo(1);
    }

    /** The one before the last of them has been answered then, as each waits for the one before. */
    private static void afterTwoLooks(Window window, AtomicInteger looks) {
        int seen = looks.get();
        window.until(() -> looks.get() > seen + 1);
    }

    /** The first look at how far it is never gets an answer, and the others do. */
    @Test
    void what_is_worked_on_is_waited_for_however_long_it_takes() {
        List<Route> held = new ArrayList<>();
        AtomicInteger looks = new AtomicInteger();
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.page().clock().install();
            window.open("/import");
            choose(window, "garden.csv", right());
            window.find("[data-check]").click();
            assertThat(window.find("[data-store]")).isVisible();
            window.page().route("**/api/import?checked=*", held::add);
            window.page().route(A_LOOK, route -> {
                if (looks.incrementAndGet() > 1) {
                    route.fulfill(new Route.FulfillOptions()
                            .setContentType("application/json")
                            .setBody(PROGRESS));
                }
            });
            window.find("[data-store]").click();
            assertThat(window.find("[data-words]")).containsText("Stored 3 events"); // once the first look is given up
            for (int minute = 1; minute <= 3; minute++) {
                window.page().clock().fastForward(60_000);
                afterTwoLooks(window, looks);
            }
            assertThat(window.find("section[inert]")).hasCount(1);
            held.forEach(Route::resume);
            assertThat(window.find("#import-done")).isFocused();
        }
        assertThat(projects()).isEqualTo(1);
    }

    /** It is held back in the middle of its file, as by a slow line: a client of HTTP would hold back its beginning too. */
    @Test
    void an_import_of_somebody_else_is_seen_with_how_far_it_is_until_it_is_over() throws IOException {
        String file = right();
        int half = file.length() / 2;
        URI base = DEVLEDGER.base();
        try (Window window = Window.of(DEVLEDGER, Look.DESK);
                Socket line = new Socket(base.getHost(), base.getPort())) {
            window.open("/import");
            Locator others = window.find("[data-others] [data-request]");
            assertThat(window.find("[data-check]")).isVisible();
            assertThat(others).hasCount(0);
            send(line, """
                    POST /api/import?dryRun=true HTTP/1.1
                    Host: %s
                    Authorization: Bearer %s
                    Content-Type: text/csv
                    Content-Length: %d
                    Connection: close

                    """.formatted(base.getAuthority(), DEVLEDGER.token(), file.length())
                    .replace("\n", "\r\n"));
            send(line, file.substring(0, half));
            assertThat(others).containsText("An import is running");
            assertThat(others).containsText("received.");
            assertThat(window.find("#heard")).hasText("Another import is running. Yours would wait until it is done.");
            AccessibilityIT.assertNothingFound(window);
            send(line, file.substring(half));
            assertThat(new String(line.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 200");
            assertThat(others).hasCount(0);
        }
    }

    private static void send(Socket line, String ascii) throws IOException {
        line.getOutputStream().write(ascii.getBytes(StandardCharsets.US_ASCII));
        line.getOutputStream().flush();
    }

    @Test
    void a_file_of_a_hundred_megabytes_leaves_the_page_as_quick_as_it_was(@TempDir Path folder) throws IOException {
        Path file = folder.resolve("large.csv");
        String description = "word ".repeat(4_000);
        try (BufferedWriter rows = Files.newBufferedWriter(file)) {
            rows.write("project,title,description\n" + word + ",,\n");
            for (int i = 0; i < 5_000; i++) {
                rows.write(word + ",Task " + i + "," + description + "\n");
            }
        }
        assertThat(Files.size(file)).isGreaterThan(100_000_000);
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.expecting("status of 4").open("/import");
            window.find("[name=file]").setInputFiles(file);
            assertThat(window.find("[data-chosen]")).containsText("100.1 MB");
            Duration idle = click(window);
            window.find("[data-check]").click();
            assertThat(click(window))
                    .as("beside %s while nothing is read", idle)
                    .isLessThan(idle.multipliedBy(SLOWER));
            assertThat(window.find("[data-others] [data-request]")).hasCount(0);
            assertThat(window.find("[data-store]")).isVisible(new IsVisibleOptions().setTimeout(LONG));
            assertThat(window.find("[data-words]")).containsText("This import would create 1 project, 5,000 tasks");
        }
        assertThat(projects()).isZero();
    }

    /** The middle of ten. */
    private static Duration click(Window window) {
        Locator example = window.find("details").filter(new Locator.FilterOptions().setHasText("Example files"));
        List<Duration> all = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            long begun = System.nanoTime();
            window.find("summary").getByText("Example files").click();
            assertThat(example).hasJSProperty("open", i % 2 == 0);
            all.add(Duration.ofNanos(System.nanoTime() - begun));
        }
        Collections.sort(all);
        return all.get(all.size() / 2);
    }
}
