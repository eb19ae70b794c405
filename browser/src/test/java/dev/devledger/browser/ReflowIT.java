package dev.devledger.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.options.ForcedColors;
import com.microsoft.playwright.options.ReducedMotion;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** For whoever makes everything larger, goes through it with Tab, wants nothing to move, or has colours of their own. */
class ReflowIT {
    private static final Devledger DEVLEDGER = Devledger.shared();

    /** A window of 1280 pixels at 200 % and at 400 % has that much room. */
    private static final List<Look> ENLARGED =
            List.of(new Look(640, 400, false, false), new Look(320, 512, false, false));

    /** What reaches beyond the right edge and is not within something that scrolls by itself. */
    private static final String BEYOND = """
            () => [...document.querySelectorAll("body *")]
              .filter((each) => each.getBoundingClientRect().right > innerWidth + 1 && !each.closest(".board, .wide, pre, nav"))
              .slice(0, 8).map((each) => `${each.tagName}.${each.className} ${each.getBoundingClientRect().right}`)""";

    /**
     * Where Tab would go up, or back in a line, though the next one stands in no column further right. What leaves a list
     * that scrolls by itself leaves it from where that stands, and the tabs at the lower edge are what a page ends with.
     */
    private static final String AGAINST_THE_ORDER = """
            () => {
              const wrong = [...document.querySelectorAll("[tabindex]")].filter((each) => each.tabIndex > 0);
              const stops = [...document.querySelectorAll("a[href], button, input, select, textarea, summary, [tabindex='0']")]
                .filter((each) => each.checkVisibility() && !each.disabled && !each.matches(".skip"))
                .filter((each) => each.getBoundingClientRect().width > 0);
              const boxOf = (each, other) => {
                const list = each.closest(".cards");
                const box = (list && !list.contains(other) ? list : each).getBoundingClientRect();
                const { left, right, top, bottom } = box;
                const down = each.closest(".tabs") ? document.documentElement.scrollHeight - innerHeight : 0;
                return { left, right, top: top + down, bottom: bottom + down };
              };
              for (let i = 1; i < stops.length; i++) {
                if (stops[i - 1].contains(stops[i])) continue;
                const [from, to] = [boxOf(stops[i - 1], stops[i]), boxOf(stops[i], stops[i - 1])];
                const up = to.bottom <= from.top && to.left < from.right;
                const back = to.right <= from.left && Math.abs(to.top + to.bottom - from.top - from.bottom) < 8;
                if (up || back) wrong.push(stops[i]);
              }
              return wrong.slice(0, 5).map((each) => each.outerHTML.slice(0, 120));
            }""";

    /** Of a mark of each status: what of it is no colour. */
    private static final String FORMS = """
            () => ['planned', 'active', 'paused', 'blocked', 'completed', 'abandoned'].map((status) => {
              const row = Object.assign(document.createElement('p'), { className: 'status ' + status });
              const mark = row.appendChild(Object.assign(document.createElement('span'), { className: 'mark' }));
              document.querySelector('main').prepend(row);
              const style = getComputedStyle(mark);
              return [style.borderWidth, style.borderRadius, style.rotate, style.width, style.height].join(' ');
            })""";

    private static Scene scene;
    private static List<Window> enlarged;
    private static Window desk;

    @BeforeAll
    static void plant() {
        scene = Scene.plant(DEVLEDGER.api());
        Samples samples = new Samples(DEVLEDGER.api());
        for (int i = 0; i < 2; i++) { // cut on its card, where its links would be below those of the next one
            samples.move(samples.project("waits"), "paused", "word ".repeat(80) + "see https://a.example and T-1");
        }
        enlarged = ENLARGED.stream().map(look -> Window.of(DEVLEDGER, look)).toList();
        desk = Window.of(DEVLEDGER, Look.DESK);
    }

    @AfterAll
    static void close() {
        enlarged.forEach(Window::close);
        desk.close();
    }

    @ParameterizedTest
    @EnumSource
    void an_enlarged_page_is_scrolled_in_one_direction(Pages page) {
        for (Window window : enlarged) {
            window.open(page.path(scene));
            assertThat(window.find("h1")).isVisible();
            assertThat(window.page().evaluate(BEYOND))
                    .as(page.word() + " at " + window.page().viewportSize().width)
                    .isEqualTo(List.of());
            assertThat(window.width()).isLessThanOrEqualTo(window.page().viewportSize().width);
        }
    }

    @ParameterizedTest
    @EnumSource
    void tab_goes_through_the_page_as_it_is_read(Pages page) {
        for (Window window : List.of(desk, enlarged.getLast())) {
            window.open(page.path(scene));
            assertThat(window.find("h1")).isVisible();
            assertThat(window.page().evaluate(AGAINST_THE_ORDER))
                    .as(page.word() + " at " + window.page().viewportSize().width)
                    .isEqualTo(List.of());
        }
    }

    /** Those of the sandbox have a sign that turns. */
    @Test
    void nothing_moves_for_whoever_wants_that() {
        String moving = "() => [...document.querySelectorAll('*')].flatMap(each => ['', '::before', '::after']"
                + ".map(part => getComputedStyle(each, part)))"
                + ".filter(style => style.animationName !== 'none' || style.transitionDuration !== '0s').length";
        new Samples(DEVLEDGER.api()).finishedInTheService();
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            await().atMost(Duration.ofMinutes(1))
                    .until(() ->
                            window.open("/sandbox/ticktick").find(".finished").count() > 0);
            assertThat((Integer) window.page().evaluate(moving)).isPositive();
            window.page().emulateMedia(new EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
            for (String path : List.of("/sandbox/ticktick", "/", "/history", "/projects/" + scene.project())) {
                window.open(path);
                assertThat(window.page().evaluate(moving)).as(path).isEqualTo(0);
                assertThat(window.page().evaluate("() => document.getAnimations().length"))
                        .isEqualTo(0);
            }
        }
    }

    @Test
    void with_colours_of_their_own_marks_have_a_border_and_the_focus_is_seen() {
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.page().emulateMedia(new EmulateMediaOptions().setForcedColors(ForcedColors.ACTIVE));
            List<String> marks = new ArrayList<>();
            for (String path : List.of("/", "/sync", "/projects/" + scene.project(), "/time?day=2026-11-25")) {
                window.open(path);
                assertThat(window.find("h1")).isVisible();
                Object seen = window.page()
                        .evaluate(
                                "() => [...document.querySelectorAll('.mark, .dot, .swatch')].map(each => {"
                                        + " const style = getComputedStyle(each);"
                                        + " return each.className + ' ' + style.borderLeftStyle + ' ' + style.borderLeftWidth; })");
                for (Object mark : (List<?>) seen) {
                    marks.add(String.valueOf(mark));
                }
            }
            assertThat(marks).hasSizeGreaterThan(5).noneMatch(mark -> mark.contains(" none ") || mark.endsWith(" 0px"));
            window.open("/");
            List<?> forms = (List<?>) window.page().evaluate(FORMS);
            assertThat(forms).as("six forms, whatever the colours").hasSize(6).doesNotHaveDuplicates();
            for (int i = 0; i < 12; i++) {
                window.page().keyboard().press("Tab");
                assertThat(window.page()
                                .evaluate("() => { const style = getComputedStyle(document.activeElement);"
                                        + " return style.outlineStyle + ' ' + style.outlineWidth; }"))
                        .as("stop " + i)
                        .isEqualTo("solid 2px");
            }
        }
    }

    /** Pressed, and not only looked at: until it leaves the page, or for sixty stops. */
    @Test
    void the_check_of_the_order_finds_one_that_is_against_it() {
        desk.open("/");
        desk.page()
                .evaluate("() => document.querySelector('main').prepend(Object.assign(document.createElement('button'),"
                        + " {textContent: 'late', tabIndex: 1}))");
        assertThat((List<?>) desk.page().evaluate(AGAINST_THE_ORDER)).isNotEmpty();
    }
}
