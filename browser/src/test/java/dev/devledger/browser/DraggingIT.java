package dev.devledger.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.CDPSession;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Mouse;
import com.microsoft.playwright.options.BoundingBox;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A task of a list is dragged by its handle. */
class DraggingIT {
    private static final Devledger DEVLEDGER = Devledger.shared();
    private static final Api API = DEVLEDGER.api();
    private static final Samples SAMPLES = new Samples(API);
    private static final Pattern OVER = Pattern.compile("\\bover\\b");

    private String project;
    private String first;
    private String inFirst;
    private String second;

    @BeforeEach
    void two_tasks_at_the_top_and_one_below() {
        project = SAMPLES.project("Dragged");
        first = SAMPLES.task(project, "First");
        second = SAMPLES.task(project, "Second");
        inFirst = SAMPLES.task(project, "In the first", Map.of("parent", first));
    }

    private static Locator line(Window window, String task) {
        return window.find("[data-line=" + task + "]");
    }

    private static Locator handle(Window window, String task) {
        return line(window, task).locator("[data-handle]");
    }

    private static Locator list(Window window) {
        return window.find("section > .tasks");
    }

    private static Locator below(Window window, String parent, String task) {
        return window.find("li:has(> [data-line=" + parent + "]) > ul > li > [data-line=" + task + "]");
    }

    private static Locator atTop(Window window, String task) {
        return window.find("section > .tasks > li > [data-line=" + task + "]");
    }

    private static String parent(String key) {
        var parent = API.get("/api/tasks/" + key).path("parentId");
        return parent.isNull()
                ? null
                : API.get("/api/tasks/" + parent.asString()).path("key").asString();
    }

    /** With the mouse, to that share of the height of something; it is not let go. */
    private static void take(Window window, String task, Locator to, double share) {
        BoundingBox from = Window.box(handle(window, task));
        BoundingBox there = Window.box(to);
        Mouse mouse = window.page().mouse();
        mouse.move(from.x + from.width / 2, from.y + from.height / 2);
        mouse.down();
        mouse.move(there.x + there.width / 2, there.y + there.height * share, new Mouse.MoveOptions().setSteps(6));
    }

    private static Window open(String project) {
        return Window.of(DEVLEDGER, Look.DESK).openLive("/projects/" + project);
    }

    private static void assertNothingHeld(Window window) {
        assertThat(window.find(".over, .target, .ghost, .dragged, [data-dragged], .drag-word"))
                .hasCount(0);
    }

    @Test
    void onto_another_one_it_goes_below_that_and_back_by_the_message() {
        try (Window window = open(project)) {
            take(window, second, line(window, inFirst), 0.5);
            assertThat(line(window, inFirst)).hasClass(OVER);
            assertThat(window.find(".drag-word")).hasText("subtask of " + inFirst);
            assertThat(window.find(".ghost")).containsText("Second");
            assertThat(line(window, first)).hasCSS("outline-style", "dashed");
            assertThat(line(window, second)).hasCSS("outline-style", "none");
            assertThat(window.writes()).isEmpty();
            Window.Held answer = window.hold("/api/tasks/" + second + "/move");
            window.page().mouse().up();
            assertThat(below(window, inFirst, second)).isVisible();
            window.until(answer::isRequested);
            answer.run();
            assertThat(window.message()).containsText(second + " is now a subtask of " + inFirst + ".");
            assertThat(below(window, inFirst, second)).isVisible();
            assertThat(line(window, second)).isFocused();
            assertNothingHeld(window);
            assertThat(window.writes()).containsExactly("POST /api/tasks/" + second + "/move");
            assertThat(parent(second)).isEqualTo(inFirst);

            window.message().getByText("Undo").click();
            assertThat(atTop(window, second)).isVisible();
        }
        assertThat(parent(second)).isNull();
    }

    /** The upper edge of the second line, and the lower one of it, as nothing is below it: both are beside it. */
    @Test
    void onto_an_edge_of_the_top_level_or_outside_of_the_lines_it_goes_to_the_top() {
        try (Window window = open(project)) {
            for (double edge : new double[] {0.1, 0.9}) {
                take(window, inFirst, line(window, second), edge);
                assertThat(list(window)).hasClass(OVER);
                assertThat(window.find(".drag-word")).hasText("to the top level");
                window.page().mouse().up();
                assertThat(window.message()).containsText(inFirst + " is now at the top level.");
                assertThat(atTop(window, inFirst)).isVisible();
                window.message().getByText("Undo").click();
                assertThat(below(window, first, inFirst)).isVisible();
            }
            // Below the first one is its own place, though that is an edge of a line of the top level.
            take(window, inFirst, line(window, first), 0.9);
            assertThat(window.find(".over")).hasCount(0);
            window.page().mouse().up();
            take(window, inFirst, window.find("#tasks"), 0.5);
            window.page().mouse().up();
            assertThat(window.message()).containsText(inFirst + " is now at the top level.");
            assertThat(atTop(window, inFirst)).isVisible();
        }
        assertThat(parent(inFirst)).isNull();
    }

    private void assertNoPlace(Window window, Locator to, double share) {
        take(window, first, to, share);
        assertThat(line(window, first)).hasAttribute("data-dragged", "");
        assertThat(window.find(".over")).hasCount(0);
        window.page().mouse().up();
        assertNothingHeld(window);
    }

    @Test
    void where_it_cannot_go_nothing_is_marked_and_nothing_happens() {
        try (Window window = open(project)) {
            assertNoPlace(window, line(window, first), 0.5); // itself
            assertNoPlace(window, line(window, inFirst), 0.5); // what is below it
            assertNoPlace(window, line(window, second), 0.1); // the top, where it is
            assertNoPlace(window, window.find(".head .states"), 0.5); // no list
            assertThat(window.find("#move-task")).isHidden();
            assertThat(window.writes()).isEmpty();
        }
    }

    @Test
    void escape_ends_it_and_what_came_meanwhile_is_shown_then() {
        try (Window window = open(project)) {
            take(window, second, line(window, first), 0.5);
            assertThat(line(window, first)).hasClass(OVER);
            long reads = window.reads("/projects/" + project);
            window.hearing(() -> API.patch("/api/tasks/" + first, Map.of("title", "Changed meanwhile")));
            assertThat(line(window, first)).containsText("First");
            assertThat(line(window, first)).hasClass(OVER);
            window.page().keyboard().press("Escape");
            assertThat(line(window, first)).containsText("Changed meanwhile");
            assertThat(window.reads("/projects/" + project))
                    .as("one, and one more where the ledger had something else to tell meanwhile")
                    .isBetween(reads + 1, reads + 2);
            window.page().mouse().up();
            assertNothingHeld(window);
            assertThat(window.find("#move-task")).isHidden();
            assertThat(window.writes()).isEmpty();
        }
    }

    @Test
    void where_there_is_no_room_the_ledger_says_why_and_the_line_keeps_the_focus() {
        String third = SAMPLES.task(project, "Level 3", Map.of("parent", inFirst));
        String fourth = SAMPLES.task(project, "Level 4", Map.of("parent", third));
        try (Window window = open(project)) {
            window.expecting("status of 422");
            take(window, second, line(window, fourth), 0.5);
            window.page().mouse().up();
            assertThat(window.message()).containsText("4 levels");
            assertThat(line(window, second)).isFocused();
            assertThat(atTop(window, second)).isVisible();
        }
    }

    @Test
    void what_the_server_never_hears_goes_back_and_can_be_tried_again() {
        try (Network network = Network.to(DEVLEDGER);
                Window window = Window.over(network, DEVLEDGER, Look.DESK)) {
            window.expecting("failed: ").expecting("net::ERR_").openLive("/projects/" + project);
            take(window, second, line(window, first), 0.5);
            network.cut();
            window.page().mouse().up();
            assertThat(window.message())
                    .containsText("The server cannot be reached. Not moved: " + second + " stays where it was.");
            assertThat(atTop(window, second)).isVisible();
            network.mend();
            window.message().getByText("Try again").click();
            assertThat(below(window, first, second)).isVisible();

            window.message().getByText("Add a reason").click();
            window.page().keyboard().type("it is part of that");
            window.page().keyboard().press("Enter");
            assertThat(window.message()).containsText("The reason is saved as a note.");
        }
        assertThat(API.items("/api/tasks/" + second + "/notes"))
                .singleElement()
                .extracting(each -> each.path("text").asString())
                .isEqualTo("Moved below " + first + ": it is part of that");
    }

    @Test
    void who_only_presses_it_is_asked_where_to_and_the_past_has_none() {
        try (Window window = open(project)) {
            handle(window, second).click();
            assertThat(window.find("#move-task")).isVisible();
            window.page().keyboard().press("Escape");
            assertThat(window.find("#move-task")).isHidden();
            window.open("/projects/" + project + "?asOf="
                    + API.get("/api/history?limit=1").at("/items/0/position").asLong());
            assertThat(line(window, second)).isVisible();
            assertThat(window.find("[data-handle]")).hasCount(0);
        }
    }

    @Test
    void a_finger_drags_it_at_once_and_the_page_stays() {
        for (int i = 0; i < 12; i++) {
            SAMPLES.task(project, "More " + i);
        }
        try (Window window = Window.of(DEVLEDGER, Look.PHONE)) {
            window.openLive("/projects/" + project);
            // In one step: an element that was found before the page is drawn anew is none of its any more.
            window.page().evaluate("""
                    key => document.querySelector(`[data-line="${key}"]`).scrollIntoView({ block: 'center' })""", first);
            double stood = TouchIT.scrolled(window);
            assertThat(stood).isPositive();
            API.patch("/api/tasks/" + second, Map.of("title", "Drawn anew"));
            assertThat(line(window, second)).containsText("Drawn anew");
            assertThat(TouchIT.scrolled(window)).isEqualTo(stood);
            BoundingBox from = Window.box(handle(window, second));
            assertThat(Math.min(from.width, from.height)).isGreaterThanOrEqualTo(44);
            BoundingBox to = Window.box(line(window, first));
            double scrolled = TouchIT.scrolled(window);
            CDPSession session = window.session();
            double x = from.x + from.width / 2;
            double y = from.y + from.height / 2;
            TouchIT.touch(session, "touchStart", x, y);
            for (int i = 1; i <= 6; i++) {
                TouchIT.touch(session, "touchMove", x + i, y + (to.y + to.height / 2 - y) * i / 6);
            }
            assertThat(line(window, first)).hasClass(OVER);
            TouchIT.touch(session, "touchEnd");
            assertThat(below(window, first, second)).isVisible();
            assertThat(line(window, second)).isFocused();
            assertThat(window.message()).containsText(second + " is now a subtask of " + first + ".");
            assertThat(TouchIT.scrolled(window)).isEqualTo(scrolled);
            assertThat(window.width()).isEqualTo(390);
        }
        assertThat(parent(second)).isEqualTo(first);
    }
}
