package dev.devledger.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What is done elsewhere is seen here within a second. */
class WindowsIT {
    private static final Devledger DEVLEDGER = Devledger.shared();
    private static final Api API = DEVLEDGER.api();
    private static final Samples SAMPLES = new Samples(API);
    private static final double WITHIN = 1_000;
    /** A busy machine may keep a window waiting; one that is never in time is too slow. */
    private static final int ATTEMPTS = 5;

    private static final int BURST = 50;

    /** In milliseconds. It is 300 for the script; the browser may send the first one late. */
    private static final double APART = 200;

    private String word;
    private String board;
    private String project;

    @BeforeEach
    void one_card() {
        word = Samples.word();
        project = SAMPLES.project("Watched " + word);
        board = "/?q=" + word;
    }

    /** The card comes there within a second, at least once of some attempts, each to another status. */
    private void assertSeenInTime(Window window, Consumer<String> write) {
        assertSeenInTime(status -> {
            write.accept(status);
            return window.card(project, status);
        });
    }

    /** @param write does something, and says what is to be seen then */
    private static void assertSeenInTime(Function<String, Locator> write) {
        AssertionError late = new AssertionError("never tried");
        for (int i = 0; i < ATTEMPTS; i++) {
            Locator there = write.apply(i % 2 == 0 ? "active" : "paused");
            try {
                assertThat(there).isVisible(new IsVisibleOptions().setTimeout(WITHIN));
                return;
            } catch (AssertionError e) {
                late = e;
                assertThat(there).isVisible();
            }
        }
        throw late;
    }

    @Test
    void what_another_window_does() {
        try (Window here = Window.of(DEVLEDGER, Look.DESK);
                Window there = Window.of(DEVLEDGER, Look.PHONE)) {
            here.openLive(board);
            there.openLive(board);
            assertSeenInTime(there, status -> {
                here.moveInDialog(project, status);
            });
        }
    }

    @Test
    void what_a_script_does() {
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive(board);
            assertSeenInTime(window, status -> SAMPLES.move(project, status, ""));
        }
    }

    @Test
    void what_an_agent_does_with_its_name() {
        Agent agent = Agent.connect(API, "ada");
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive(board);
            assertSeenInTime(
                    window, status -> agent.call("save_project", Map.of("project", project, "status", status)));
        }
    }

    @Test
    void what_a_script_does_on_another_node() {
        try (Devledger node = DEVLEDGER.anotherNode();
                Window window = Window.of(DEVLEDGER, Look.DESK)) {
            Samples there = new Samples(node.api());
            window.openLive(board);
            assertSeenInTime(window, status -> there.move(project, status, ""));
        }
    }

    /** With a lot of changes there is no moment of rest in which the page could be drawn. */
    @Test
    void what_is_done_while_others_write_all_the_time() throws InterruptedException {
        AtomicBoolean enough = new AtomicBoolean();
        String busy = SAMPLES.project("Busy " + Samples.word());
        Thread others = Thread.ofVirtual().start(() -> {
            for (int i = 0; !enough.get(); i++) {
                API.patch("/api/projects/" + busy, Map.of("description", "Edit " + i));
            }
        });
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive(board);
            assertSeenInTime(window, status -> SAMPLES.move(project, status, ""));
        } finally {
            enough.set(true);
            others.join();
        }
    }

    @Test
    void the_end_of_an_import() {
        AtomicInteger imports = new AtomicInteger();
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive(board);
            assertSeenInTime(any -> {
                int number = imports.incrementAndGet();
                String name = "Imported " + number + " " + word;
                Stream<Map<String, ?>> rows = Stream.concat(
                        Stream.of(Map.of("project", Map.of("ref", "p", "name", name, "placement", "none"))),
                        IntStream.range(0, 2_000)
                                .mapToObj(task -> Map.of("task", Map.of("project", "p", "title", "Step " + task))));
                String lines = rows.map(Api::json).collect(Collectors.joining("\n"));
                API.send("POST", "/api/import", lines, "Content-Type", "application/x-ndjson");
                return window.find(".card").filter(new Locator.FilterOptions().setHasText(name));
            });
        }
    }

    @Test
    void what_does_not_answer_leaves_the_page_as_it_is_and_is_asked_again() {
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.expecting("status of 503").openLive(board);
            window.page()
                    .route(
                            each -> URI.create(each).getPath().equals("/"),
                            route -> route.fulfill(new Route.FulfillOptions().setStatus(503)));
            SAMPLES.move(project, "active", "meanwhile");
            assertThat(window.find("#live")).containsText("no server answer since");
            assertThat(window.card(project, "planned")).isVisible();
            window.page().unrouteAll();
            assertThat(window.card(project, "active")).isVisible();
            assertThat(window.find("#live")).hasText("live");
        }
    }

    /** It is not even asked for meanwhile: what came is there with one request when the dialog is closed. */
    @Test
    void a_dialog_that_is_open_keeps_what_was_typed_and_the_page_follows_when_it_is_closed() {
        try (Window window = Window.of(DEVLEDGER, Look.DESK);
                Window there = Window.of(DEVLEDGER, Look.DESK)) {
            there.openLive(board);
            window.openLive(board);
            window.openMove(project);
            window.find("#move").getByLabel("blocked").check();
            window.find("#move").getByLabel("Reason").fill("half a sent");
            long reads = window.reads("/");
            there.moveInDialog(project, "paused");
            Agent.connect(API, "grace").call("save_project", Map.of("project", project, "name", "Renamed " + word));
            assertThat(there.card(project, "paused")).containsText("Renamed " + word);
            SAMPLES.move(project, "active", "meanwhile");
            assertThat(there.card(project, "active")).containsText("meanwhile");
            assertThat(window.find("#move").getByLabel("Reason")).hasValue("half a sent");
            assertThat(window.find("#move").getByLabel("blocked")).isChecked();
            assertThat(window.find("#move").getByLabel("Reason")).isFocused();
            window.find("#move").getByText("Cancel").click();
            assertThat(window.card(project, "active")).containsText("meanwhile");
            assertThat(window.card(project)).containsText("Renamed " + word);
            assertThat(window.reads("/"))
                    .as("one, and one more where the ledger had something else to tell meanwhile")
                    .isBetween(reads + 1, reads + 2);
        }
    }

    @Test
    void a_burst_of_changes_is_few_requests_that_are_apart() {
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.openLive(board);
            int before = window.asked("/").size();
            for (int i = 0; i < BURST; i++) {
                API.patch("/api/projects/" + project, Map.of("name", "Edit " + i + " " + word));
            }
            assertThat(window.card(project)).containsText("Edit " + (BURST - 1) + " " + word);
            List<Double> asked = window.asked("/");
            List<Double> burst = asked.subList(before, asked.size());
            assertThat(burst).isNotEmpty().hasSizeLessThanOrEqualTo(BURST / 2);
            assertThat(burst.getLast() - burst.getFirst())
                    .as("from the first to the last of them, as one of them may be late")
                    .isGreaterThanOrEqualTo((burst.size() - 1) * APART);
        }
    }

    @Test
    void a_tab_that_nobody_looks_at_has_no_stream_and_is_as_new_when_somebody_does() {
        try (Window window = Window.of(DEVLEDGER, Look.DESK);
                Window there = Window.of(DEVLEDGER, Look.DESK)) {
            there.openLive(board);
            window.openLive(board);
            assertThat(window.streams()).isEqualTo(1);
            window.hide(true);
            window.until(() -> window.streams() == 0);
            long reads = window.reads("/");
            SAMPLES.move(project, "active", "meanwhile");
            assertThat(there.card(project, "active")).isVisible();
            assertThat(window.card(project, "planned")).isVisible();
            assertThat(window.reads("/")).isEqualTo(reads);
            window.hide(false);
            assertThat(window.card(project, "active")).containsText("meanwhile");
            assertThat(window.streams()).isEqualTo(1);
            assertThat(window.reads("/"))
                    .as("one, and one more where the ledger had something else to tell meanwhile")
                    .isBetween(reads + 1, reads + 2);
            SAMPLES.move(project, "paused", "and on");
            assertThat(window.card(project, "paused")).containsText("and on");
        }
    }

    /** As when the lid was closed: nobody tells that the connection is dead. */
    @Test
    void after_a_sleep_of_the_machine_a_new_stream_is_opened() {
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.page().clock().install();
            window.openLive(board);
            long reads = window.reads("/");
            window.page().clock().fastForward("10:00");
            window.until(() -> window.reads("/") > reads);
            assertThat(window.find("#live")).hasText("live");
            assertThat(window.streams()).isEqualTo(1);
        }
    }
}
