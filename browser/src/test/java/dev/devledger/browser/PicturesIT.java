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

/** Pictures of each page for a person to look at; no machine compares them. */
class PicturesIT {
    private static final Devledger DEVLEDGER = Devledger.other();
    private static final Path FOLDER = Path.of(System.getProperty("devledger.test.pictures", "target/pictures"));

    /** The pictures are kept, and the folders of this machine are nobody's business. */
    private static final String WITHOUT_PATHS = """
            () => document.querySelectorAll('pre, code').forEach((each) => {
              each.textContent = each.textContent.replace(/[$][(]cat [^)]*[)]/g, '$(cat ~/.devledger/owner.token)');
            })""";

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
        for (Look look : List.of(Look.DESK, Look.DESK.inTheDark(), Look.PHONE, Look.PHONE.inTheDark())) {
            try (Window window = Window.of(DEVLEDGER, look)) {
                window.open(page.path(scene));
                assertThat(window.find("h1")).isVisible();
                window.page().evaluate(WITHOUT_PATHS);
                Path file = FOLDER.resolve(page.word() + "-" + look + ".png");
                byte[] picture = window.page()
                        .screenshot(new ScreenshotOptions().setPath(file).setAnimations(ScreenshotAnimations.DISABLED));
                assertThat(picture).hasSizeLessThan(250_000);
            }
        }
    }
}
