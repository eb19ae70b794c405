package dev.devledger.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.deque.html.axecore.results.Rule;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page.EmulateMediaOptions;
import com.microsoft.playwright.options.ColorScheme;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** axe finds nothing against WCAG 2.2, A and AA: on each page, wide and narrow, light and dark. */
class AccessibilityIT {
    private static final Devledger DEVLEDGER = Devledger.shared();
    private static final List<String> RULES =
            List.of("wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22a", "wcag22aa");

    /** Those that a colour scheme can break: what is on a page is the same in both. */
    private static final List<String> OF_COLOURS = List.of("color-contrast", "link-in-text-block");

    private static Scene scene;
    private static Window desk;
    private static Window phone;

    @BeforeAll
    static void plant() {
        scene = Scene.plant(DEVLEDGER.api());
        desk = Window.of(DEVLEDGER, Look.DESK);
        phone = Window.of(DEVLEDGER, Look.PHONE);
    }

    @AfterAll
    static void close() {
        desk.close();
        phone.close();
    }

    /** In both colour schemes. */
    static void assertNothingFound(Window window) {
        for (ColorScheme scheme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
            window.page().emulateMedia(new EmulateMediaOptions().setColorScheme(scheme));
            // without a window more for each; there are no frames from elsewhere
            AxeBuilder axe = new AxeBuilder(window.page()).setLegacyMode(true);
            AxeBuilder asked = scheme == ColorScheme.DARK ? axe.withRules(OF_COLOURS) : axe.withTags(RULES);
            List<Rule> found = asked.analyze().getViolations();
            assertThat(found.stream()
                            .map(rule -> rule.getId() + ": " + rule.getHelp() + " "
                                    + rule.getNodes().stream()
                                            .limit(3)
                                            .map(node -> node.getHtml() + " " + node.getFailureSummary())
                                            .toList()))
                    .as(scheme + " " + window.page().url())
                    .isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource
    void nothing_is_found_on_the_page(Pages page) {
        for (Window window : List.of(desk, phone)) {
            window.open(page.path(scene));
            assertThat(window.find("h1")).isVisible();
            assertNothingFound(window);
        }
    }

    @Test
    void nothing_is_found_in_an_open_menu_or_dialog() {
        for (Window window : List.of(desk, phone)) {
            window.openLive("/");
            for (Locator menu : window.find(".more > summary:visible").all()) {
                menu.click();
                assertNothingFound(window);
                menu.click();
            }
            window.openMove(scene.project());
            assertNothingFound(window);
            window.page().keyboard().press("Escape");
            window.find("[data-new-project]").click();
            assertNothingFound(window);
            window.open("/change-sets/" + scene.changeSet());
            window.find("[data-undo]").click();
            assertThat(window.find("#undo li")).not().hasCount(0);
            assertNothingFound(window);
        }
    }

    @Test
    void nothing_is_found_where_cards_are_chosen() {
        for (Window window : List.of(desk, phone)) {
            window.openLive("/");
            window.find("[data-picking]").click();
            window.card(scene.project()).locator("[data-pick]").check();
            assertThat(window.find(".chosen-bar")).isVisible();
            assertNothingFound(window);
            assertThat(window.width()).isEqualTo(window.page().viewportSize().width);
            window.find(".chosen-bar button").first().click();
            assertNothingFound(window);
        }
    }

    @Test
    void nothing_is_found_at_the_door() {
        for (Look look : List.of(Look.DESK, Look.PHONE)) {
            try (Window window = Window.ofAStranger(DEVLEDGER, look)) {
                window.expecting("status of 401").open("/login");
                assertNothingFound(window);
                window.logIn("dlo_wrong");
                assertThat(window.find("#wrong")).not().isEmpty();
                assertNothingFound(window);
            }
        }
    }

    @Test
    void nothing_is_found_where_something_is_wrong() {
        for (Window window : List.of(desk, phone)) {
            window.expecting("status of 4");
            for (String path : List.of("/projects/P-999999", "/nothing", "/?asOf=never", "/change-sets/1")) {
                window.open(path);
                assertNothingFound(window);
            }
            window.openLive("/");
            window.find("[data-new-project]").click();
            window.find("#new-project [name=name]").fill("x".repeat(600));
            window.find("#new-project [name=name]").evaluate("each => each.removeAttribute('maxlength')");
            window.find("#new-project [name=name]").fill("x".repeat(600));
            window.page().keyboard().press("Enter");
            assertThat(window.find("#new-project .wrong").getByText("name")).isVisible();
            assertNothingFound(window);
        }
    }

    /** What stands beside the pages of the ledger: the sandbox, and what connecting ends in. */
    @Test
    void nothing_is_found_beside_it() {
        for (Window window : List.of(desk, phone)) {
            window.expecting("status of 4");
            for (String path :
                    List.of("/sandbox/ticktick", "/sandbox/ticktick?list=nothing", "/oauth/ticktick/authorize")) {
                window.open(path);
                assertThat(window.find("h1").first()).isVisible();
                assertNothingFound(window);
            }
        }
    }

    /** Each once, however many pages have it. */
    @Test
    void nothing_is_found_in_any_dialog() {
        Set<String> seen = new TreeSet<>();
        try (Window small = Window.of(DEVLEDGER, new Look(320, 512, false, false))) {
            for (Pages page : Pages.values()) {
                small.open(page.path(scene));
                Object ids = small.page()
                        .evaluate("() => [...document.querySelectorAll('dialog[id]')].map(each => each.id)");
                for (Object id : (List<?>) ids) {
                    if (seen.add(String.valueOf(id))) {
                        small.page().evaluate("id => document.getElementById(id).showModal()", id);
                        assertNothingFound(small);
                        assertThat(small.width()).as("with " + id).isLessThanOrEqualTo(320);
                        small.page().keyboard().press("Escape");
                    }
                }
            }
        }
        assertThat(seen).contains("move", "undo", "keys", "entry", "new-token", "revoke-token", "login-again");
    }
}
