package dev.devledger.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A description, a note and a reason with all that Markdown has, as a person sees them. */
class MarkdownIT {
    private static final Devledger DEVLEDGER = Devledger.shared();
    private static final Api API = DEVLEDGER.api();
    private static final Samples SAMPLES = new Samples(API);
    private static final List<Look> LOOKS = List.of(Look.DESK, Look.PHONE, new Look(320, 512, false, false));

    private static String project;
    private static String task;
    private static String other;

    @BeforeAll
    static void plant() {
        project = SAMPLES.project("Formatted");
        other = SAMPLES.task(project, "Other");
        String columns = "column |".repeat(30);
        String text = """
                ## Goal

                **Fix** %s, see https://example.org/a and #rust.
                On a line of its own, with `code` and ~~what was meant~~.

                - [x] done
                - [ ] not yet
                  1. first
                  2. second

                > Quoted

                | %s
                | %s
                | %s

                ```java
                %s
                ```

                #### Deep

                ![a picture](https://example.org/a.png)

                \u0645\u0631\u062D\u0628\u0627 T-1 \u05E9\u05DC\u05D5\u05DD

                - \u05E9\u05DC\u05D5\u05DD
                """.formatted(other, columns, "---|".repeat(30), columns, "x".repeat(400));
        task = SAMPLES.task(project, "Formatted", Map.of("description", text));
        API.patch("/api/projects/" + project, Map.of("description", text));
        API.post("/api/tasks/" + task + "/notes", Map.of("text", text));
        SAMPLES.move(project, "paused", "waits for `it` of " + other);
    }

    @Test
    void a_page_with_it_is_accessible_and_scrolls_in_one_direction() {
        for (Look look : LOOKS) {
            try (Window window = Window.of(DEVLEDGER, look)) {
                for (String path : List.of(
                        "/tasks/" + task,
                        "/projects/" + project,
                        "/projects/" + project + "?raw=true",
                        "/tasks/" + task + "?raw=true")) {
                    window.open(path);
                    assertThat(window.find("h1")).isVisible();
                    AccessibilityIT.assertNothingFound(window);
                    assertThat(window.width()).as(path + " at " + look).isLessThanOrEqualTo(look.width());
                }
            }
        }
    }

    @Test
    void a_table_and_a_line_of_code_scroll_within_their_boxes() {
        try (Window window = Window.of(DEVLEDGER, Look.PHONE)) {
            window.open("/tasks/" + task);
            for (String box : List.of(".head .markdown .wide", ".head .markdown pre")) {
                // Asked until it is so: the page may be drawn anew, and an element that it had is nowhere then.
                window.page().waitForFunction("""
                        box => [...document.querySelectorAll(box)].some((each) => each.scrollWidth > each.clientWidth)""", box);
            }
        }
    }

    @Test
    void its_parts_are_what_they_look_like() {
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.open("/tasks/" + task);
            Locator text = window.find(".head .markdown");
            assertThat(text.locator("h3")).hasText("Goal");
            assertThat(text.locator("h4")).hasText("Deep");
            assertThat(text.locator("input")).hasCount(2);
            assertThat(text.locator("input").first()).isChecked();
            assertThat(text.locator("input").first()).isDisabled();
            assertThat(text.locator("img")).hasCount(0);
            assertThat(text.getByText("a picture")).hasAttribute("href", "https://example.org/a.png");
            assertThat(text.locator("p").last()).hasCSS("direction", "rtl");
            assertThat(text.locator("ul").last()).hasCSS("direction", "rtl");
            assertThat(text.locator("ul").first()).hasCSS("direction", "ltr");

            window.find("text=Show source").click();
            assertThat(window.find(".head .text")).containsText("**Fix** " + other);
            window.find("text=Show formatted").click();
            text.getByText(other).first().click();
            assertThat(window.find("h1")).containsText("Other");
        }
    }

    @Test
    void a_reason_leads_to_its_task_where_all_of_it_is_shown() {
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.open("/?status=paused");
            Locator card = window.find(".card[data-key=" + project + "]");
            assertThat(card.locator(".reason code")).hasText("it");
            assertThat(card.locator(".reason")).containsText(other);
            assertThat(card.locator(".reason a")).hasCount(0);
            card.locator("a.title").click();
            window.find("q").getByText(other).first().click();
            assertThat(window.find("h1")).containsText("Other");
        }
    }
}
