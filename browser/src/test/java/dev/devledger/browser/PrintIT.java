package dev.devledger.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.Page.PdfOptions;
import com.microsoft.playwright.options.Media;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** On paper there is what was written, whole, and nothing to press. */
class PrintIT {
    private static final Devledger DEVLEDGER = Devledger.shared();
    private static final Path FOLDER = Path.of(System.getProperty("devledger.test.pictures", "target/pictures"));

    private static final String PRESSED = """
            () => [...document.querySelectorAll('header.frame, nav, button, form, .filters, .message, .skip, dialog, [data-as-of], [data-before], a[href*="format=csv"], .on-screen:not([open])')]
              .filter((each) => each.checkVisibility()).map((each) => each.outerHTML.slice(0, 120))""";

    /** What is wider or higher than the room it has, where the rest would be scrolled to. */
    private static final String CUT = """
            () => [...document.querySelectorAll('main, main *')]
              .filter((each) => each.checkVisibility() && !each.matches('.hidden') && !(each instanceof SVGElement))
              .filter((each) => getComputedStyle(each).overflow !== 'visible')
              .filter((each) => each.scrollWidth > each.clientWidth + 1 || each.scrollHeight > each.clientHeight + 1)
              .map((each) => each.outerHTML.slice(0, 120))""";

    /** What is larger than the text of the page, and no heading. */
    private static final String LARGE = """
            () => [...document.querySelectorAll('main *')]
              .filter((each) => each.checkVisibility() && !each.closest('h1, h2, h3, svg'))
              .filter((each) => parseFloat(getComputedStyle(each).fontSize) > parseFloat(getComputedStyle(document.body).fontSize))
              .map((each) => each.outerHTML.slice(0, 120))""";

    /** What says how long ago it was, and not when. */
    private static final String UNDATED = """
            () => [...document.querySelectorAll('main time')]
              .filter((each) => each.checkVisibility())
              .map((each) => getComputedStyle(each, '::after').content === 'none' ? each.textContent : each.dataset.date)
              .filter((told) => !/\\b20\\d\\d\\b/.test(told))""";

    private static final Pattern SHEET = Pattern.compile("/MediaBox *\\[[^]]*]");

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
    @EnumSource(names = {"BOARD", "PROJECT", "PROJECT_ACTIVITY", "PROJECT_TIME", "TIME_IN_TOTAL"})
    void a_page_is_printed_whole_and_without_what_is_pressed(Pages page) {
        window.open(page.path(scene));
        assertThat(window.find("h1")).isVisible();
        assertThat((List<?>) window.page().evaluate(PRESSED)).isEmpty();
        assertThat((List<?>) window.page().evaluate(CUT)).isEmpty();
        assertThat((List<?>) window.page().evaluate(LARGE)).isEmpty();
        assertThat((List<?>) window.page().evaluate(UNDATED)).isEmpty();
        byte[] pdf = window.page()
                .pdf(new PdfOptions()
                        .setPath(FOLDER.resolve(page.word() + "-print.pdf"))
                        .setPreferCSSPageSize(true));
        String told = new String(pdf, StandardCharsets.ISO_8859_1);
        assertThat(told).startsWith("%PDF");
        assertThat(SHEET.matcher(told).results().map(MatchResult::group).distinct())
                .as("all sheets lie or stand alike")
                .hasSize(1);
    }
}
