package dev.devledger.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.BoundingBox;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Texts that would like to be something else are shown as texts, on every page; the window fails on what runs. */
class HostileNamesIT {
    private static final Devledger DEVLEDGER = Devledger.shared();

    private static final String ELEMENTS_OF_THEIRS =
            "main img, main script:not([src^='/dashboard/']), main svg:not([class]):not(.strip svg), [onload],"
                    + " [onerror], [onmouseover], a[href^='javascript'], main iframe";

    /**
     * What turns the direction of a text around does so only within an element that isolates it, which has a direction of its
     * own, or in an option, which holds no elements, between two characters that do.
     */
    static final String LOOSE = """
            () => {
              const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
              const isolated = /^(P-[0-9]+ )?\\u2068[^\\u202C\\u2066-\\u2069]*\\u2069$/;
              const loose = [];
              while (walker.nextNode())
                if (/[\\u202E\\u0600-\\u06FF\\u0590-\\u05FF]/.test(walker.currentNode.data)
                    && !walker.currentNode.parentElement.closest("bdi, main [dir], title, script, textarea")
                    && !(walker.currentNode.parentElement.matches("option") && isolated.test(walker.currentNode.data)))
                  loose.push(walker.currentNode.parentElement.outerHTML.slice(0, 200));
              return loose;
            }""";

    /** In pixels: so much more takes the key of the ten thousandth project. */
    private static final double LONGER_KEY = 40;

    private static Scene scene;
    private static Window desk;
    private static Window phone;

    @BeforeAll
    static void plant() {
        Api api = DEVLEDGER.api();
        Samples samples = new Samples(api);
        for (String text : Hostile.TEXTS) {
            samples.move(samples.project(text), "paused", text);
        }
        scene = Scene.plant(api, Hostile.TEXTS);
        List<String> people = Hostile.TEXTS.stream()
                .map(text -> api.post("/api/people", Map.of("name", text.substring(0, Math.min(text.length(), 100)))))
                .map(person -> person.path("key").asString())
                .toList();
        List<String> words =
                Hostile.TEXTS.stream().filter(text -> text.length() <= 60).toList();
        api.patch("/api/projects/" + scene.project(), Map.of("tags", words));
        api.patch(
                "/api/tasks/" + scene.task() + "?force=true",
                Map.of("tags", words, "assignees", people, "stage", words.getFirst()));
        desk = Window.of(DEVLEDGER, Look.DESK);
        phone = Window.of(DEVLEDGER, Look.PHONE);
    }

    @AfterAll
    static void nothing_ran() {
        // A preview of an undo is asked for, and writes nothing.
        assertThat(desk.writes()).allMatch(each -> each.matches("POST /api/change-sets/[^/]+/undo\\?dryRun=true"));
        desk.close();
        phone.close();
    }

    @ParameterizedTest
    @EnumSource
    void they_stay_texts_on_the_page(Pages page) {
        for (Window window : new Window[] {desk, phone}) {
            window.open(page.path(scene));
            assertThat(window.find("h1")).isVisible();
            assertThat(window.find(ELEMENTS_OF_THEIRS)).hasCount(0);
            assertThat(window.page().evaluate(LOOSE)).isEqualTo(List.of());
            assertThat(window.width()).isLessThanOrEqualTo(window.page().viewportSize().width);
            window.clean();
        }
    }

    /** As a title, a reason, a tag and a note, for who has little room as well. */
    @Test
    void a_word_without_an_end_wraps_wherever_it_stands() {
        String word = "x".repeat(500);
        Api api = DEVLEDGER.api();
        Samples samples = new Samples(api);
        List<String> tags = List.of("t".repeat(60), "u".repeat(60));
        String project = samples.project(word);
        api.patch("/api/projects/" + project, Map.of("tags", tags, "description", word));
        samples.move(project, "paused", word);
        String task = samples.task(project, word, Map.of("tags", tags, "stage", "s".repeat(60)));
        api.post("/api/projects/" + project + "/notes", Map.of("text", word));
        for (Look look : List.of(Look.DESK, Look.PHONE, new Look(320, 512, false, false))) {
            try (Window window = Window.of(DEVLEDGER, look)) {
                window.expecting("status of 404");
                for (String path : List.of(
                        "/?tag=" + tags.getFirst(),
                        "/projects/" + project,
                        "/projects/" + project + "?tab=activity",
                        "/projects/" + project + "?asOf=" + scene.position(),
                        "/tasks/" + task,
                        "/tasks/" + word,
                        "/search?q=" + word,
                        "/history?entity=" + project,
                        "/change-sets/" + api.lastChangeSet(project),
                        "/time/totals?from=2026-11-23&to=2026-11-29")) {
                    window.open(path);
                    assertThat(window.width())
                            .as(path.substring(0, Math.min(path.length(), 30)) + " at " + look)
                            .isLessThanOrEqualTo(look.width());
                }
                window.openLive("/projects/" + project)
                        .find(".head [data-move]")
                        .click();
                assertThat(window.find("#move").evaluate("dialog => dialog.scrollWidth - dialog.clientWidth"))
                        .isEqualTo(0);
            }
        }
    }

    @Test
    void the_last_change_of_the_board_takes_two_lines_whatever_it_is_about() {
        String project = new Samples(DEVLEDGER.api()).project("x".repeat(500));
        for (Window window : new Window[] {desk, phone}) {
            window.open("/?asOf="
                    + DEVLEDGER
                            .api()
                            .get("/api/history?limit=1&entity=" + project)
                            .at("/items/0/position")
                            .asLong());
            assertThat(window.find(".last")).containsText(project);
            assertThat(
                            window.find(".last")
                                    .evaluate(
                                            "p => Math.round(10 * p.offsetHeight / parseFloat(getComputedStyle(p).lineHeight))"))
                    .as("tenths of a line")
                    .isEqualTo(20);
        }
    }

    @Test
    void the_link_to_the_last_change_is_in_sight_whoever_made_it() {
        Api api = DEVLEDGER.api();
        String project = new Samples(api).project("Long hands");
        String path = "/api/projects/" + project;
        api.patch(path + "?agent=" + "n".repeat(200), Map.of("description", "so"));
        for (Window window : new Window[] {desk, phone}) {
            window.open("/?asOf="
                    + api.get(path + "/history?limit=1").at("/items/0/position").asLong());
            BoundingBox key = Window.box(window.find(".last .key"));
            BoundingBox lines = Window.box(window.find(".last"));
            assertThat(window.find(".last .key")).hasText(project);
            assertThat(key.y + key.height).isLessThanOrEqualTo(lines.y + lines.height + 0.5);
            assertThat(key.x + key.width + LONGER_KEY).isLessThanOrEqualTo(lines.x + lines.width);
        }
    }

    @Test
    void each_of_them_is_on_the_board_letter_by_letter() {
        desk.open("/?status=paused");
        for (String text : Hostile.TEXTS) {
            assertThat(desk.page()
                            .evaluate(
                                    "text => [...document.querySelectorAll('.card .title bdi')].some(each => each.textContent === text)",
                                    text))
                    .as(text)
                    .isEqualTo(true);
        }
    }

    /** What is filled in by scripts is text as well. */
    @Test
    void they_stay_texts_in_what_opens() {
        for (Map.Entry<String, String> each : Map.of(
                        "/tasks/" + scene.task(),
                        "[data-edit-all]",
                        "/projects/" + scene.project(),
                        "[data-move-task]",
                        "/change-sets/" + scene.changeSet(),
                        "[data-undo]",
                        "/time?day=2026-11-25",
                        "[data-entry] button")
                .entrySet()) {
            desk.openLive(each.getKey());
            if (each.getValue().equals("[data-move-task]")) {
                desk.find("[data-line] [data-menu]").first().click();
            }
            desk.find(each.getValue()).first().click();
            assertThat(desk.find("dialog[open]")).isVisible();
            assertThat(desk.find("dialog[open] :is(img, script, svg:not([class]), iframe)"))
                    .hasCount(0);
            assertThat(desk.page().evaluate(LOOSE)).as(each.getKey()).isEqualTo(List.of());
            desk.clean();
            desk.page().keyboard().press("Escape");
        }
    }

    @Test
    void each_of_them_is_in_the_dialog_that_moves_it() {
        desk.open("/?status=paused");
        assertThat(desk.find("#live")).hasText("live");
        for (String text : Hostile.TEXTS.subList(0, 4)) {
            desk.page()
                    .evaluate(
                            "text => { const card = [...document.querySelectorAll('.card')]"
                                    + ".find(each => each.dataset.name === text);"
                                    + " for (const each of ['[data-menu]', '[data-move]']) card.querySelector(each).click(); }",
                            text);
            assertThat(desk.find("#move h2")).containsText(text);
            desk.page().keyboard().press("Escape");
        }
    }
}
