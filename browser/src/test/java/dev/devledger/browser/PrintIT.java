package dev.devledger.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.Page.PdfOptions;
import com.microsoft.playwright.options.Media;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** On paper there is what was written, whole, and nothing to press. */
class PrintIT {
    private static final Devledger DEVLEDGER = Devledger.shared();
    private static final Path FOLDER = Path.of(System.getProperty("devledger.test.pictures", "target/pictures"));

    private static final String PRESSED = """
            () => [...document.querySelectorAll('header.frame, nav, button, form, .filters, .message, .skip, dialog')]
              .filter((each) => each.checkVisibility()).map((each) => each.outerHTML.slice(0, 120))""";

    /** What is wider or higher than the room it has, where the rest would be scrolled to. */
    private static final String CUT = """
            () => [...document.querySelectorAll('main, main *')]
              .filter((each) => each.checkVisibility() && !each.matches('.hidden') && !(each instanceof SVGElement))
              .filter((each) => getComputedStyle(each).overflow !== 'visible')
              .filter((each) => each.scrollWidth > each.clientWidth + 1 || each.scrollHeight > each.clientHeight + 1)
              .map((each) => each.outerHTML.slice(0, 120))""";

    private static Scene scene;
    private static Window window;

    @BeforeAll
    static void plant() {
        scene = Scene.plant(DEVLEDGER.api());
        window = Window.of(DEVLEDGER, Look.DESK);
        window.page().emulateMedia(new EmulateMediaOptions().setMedia(Media.PRINT));
    }

    @AfterAll
    static void close() {
        window.close();
    }

    @ParameterizedTest
    @EnumSource(names = {"BOARD", "PROJECT", "TIME_IN_TOTAL"})
    void a_page_is_printed_whole_and_without_what_is_pressed(Pages page) {
        window.open(page.path(scene));
        assertThat(window.find("h1")).isVisible();
        assertThat((List<?>) window.page().evaluate(PRESSED)).isEmpty();
        assertThat((List<?>) window.page().evaluate(CUT)).isEmpty();
        byte[] pdf = window.page()
                .pdf(new PdfOptions()
                        .setPath(FOLDER.resolve(page.word() + "-print.pdf"))
                        .setPreferCSSPageSize(true));
        assertThat(pdf).startsWith("%PDF".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
    }
}
