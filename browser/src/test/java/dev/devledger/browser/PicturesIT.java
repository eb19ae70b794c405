package dev.devledger.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page.ScreenshotOptions;
import com.microsoft.playwright.options.ScreenshotAnimations;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Pictures of each page for a person to look at; no machine compares them. */
class PicturesIT {
    private static final Devledger DEVLEDGER = Devledger.other();
    private static final Path FOLDER = Path.of(System.getProperty("devledger.test.pictures", "target/pictures"));

    private static final List<Look> LOOKS =
            List.of(Look.DESK, Look.DESK.inTheDark(), Look.PHONE, Look.PHONE.inTheDark());

    /**
     * That of the browser. How long ago something was comes from the clock of the server and is as it is: it differs from one
     * run to the next, as do the days of what was changed.
     */
    private static final String CLOCK = "2026-11-25T11:00:00Z";

    /** The pictures are kept: the folders of this machine are nobody's business, and its port is another one each time. */
    private static final String AS_ANYWHERE = """
            () => {
              const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
              while (texts.nextNode()) {
                const text = texts.currentNode;
                const told = text.data
                  .replace(/[^\\s"'()]*[/]owner[.]token/g, "~/.devledger/owner.token")
                  .replace(/localhost:\\d+/g, "localhost:8080");
                if (told !== text.data) text.data = told;
              }
            }""";

    private static Scene scene;

    @BeforeAll
    static void a_ledger_that_is_nice_to_look_at() {
        Api api = DEVLEDGER.api();
        Samples samples = new Samples(api);
        Map<String, String> names = Map.of(
                "Read-model lag", "planned",
                "Vim plugin", "planned",
                "Release notes", "active",
                "Store migration", "blocked",
                "Website", "paused",
                "Old importer", "completed");
        names.forEach((name, status) -> {
            String project = samples.project(name);
            samples.task(project, "Write a test");
            samples.task(project, "Describe it");
            if (!status.equals("planned")) {
                samples.move(project, status, status.equals("blocked") ? "the vendor's answer" : "");
            }
        });
        scene = Scene.plant(
                api,
                List.of(
                        "Query planner",
                        "Left recursion",
                        "Detect it",
                        "Report it with a caret",
                        "ada",
                        "Half of it is done: the grammar is parsed",
                        "the grammar is decided",
                        "waits for the review",
                        "an editor",
                        "The review wants fewer passes",
                        "Error recovery"),
                List.of("Explain a plan", "Cache the plans", "Document the operators", "Fuzz the grammar"),
                List.of("Joins of up to six tables, by cost.", "The grammar is in the folder of the parser."));
    }

    @ParameterizedTest
    @EnumSource
    void a_picture_is_taken(Pages page) {
        for (Look look : LOOKS) {
            try (Window window = Window.of(DEVLEDGER, look)) {
                window.page().clock().setFixedTime(CLOCK);
                window.open(page.path(scene));
                assertThat(window.find("h1")).isVisible();
                take(window, page.word() + "-" + look);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("dev.devledger.browser.Sight#all")
    void a_picture_is_taken_of(Sight sight) {
        for (Look look : LOOKS) {
            try (Window window = sight.window(DEVLEDGER, look)) {
                window.page().clock().setFixedTime(CLOCK);
                sight.show(window, scene);
                take(window, sight.word() + "-" + look);
            }
        }
    }

    private static void take(Window window, String name) {
        window.page().evaluate(AS_ANYWHERE);
        byte[] picture = window.page()
                .screenshot(new ScreenshotOptions()
                        .setPath(FOLDER.resolve(name + ".png"))
                        .setAnimations(ScreenshotAnimations.DISABLED));
        assertThat(picture).hasSizeLessThan(250_000);
    }
}
