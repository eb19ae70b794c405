package dev.devledger.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.BoundingBox;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The head of a phone is one line, and its navigation is at the lower edge, where the thumb is. */
class PhoneIT {
    private static final Devledger DEVLEDGER = Devledger.shared();
    private static final Samples SAMPLES = new Samples(DEVLEDGER.api());
    private static final int HEAD = 48;
    private static final int LOWER_EDGE = Look.PHONE.height();

    /** Which of them have no room for what they say, or are outside of the window. */
    private static final String CUT = """
            () => [...document.querySelectorAll("header.frame > *, .tabs > *, .tabs summary")]
              .filter((each) => each.checkVisibility() && !each.matches(".live, .timer"))
              .filter((each) => {
                const { left, right } = each.getBoundingClientRect();
                return left < 0 || right > innerWidth || each.scrollWidth > each.clientWidth + 1;
              }).map((each) => each.outerHTML.slice(0, 90))""";

    private static Scene scene;
    private static Window phone;
    private static Window desk;

    @BeforeAll
    static void plant() {
        scene = Scene.plant(DEVLEDGER.api());
        phone = Window.of(DEVLEDGER, Look.PHONE);
        desk = Window.of(DEVLEDGER, Look.DESK);
    }

    @AfterAll
    static void close() {
        phone.close();
        desk.close();
    }

    private static BoundingBox tabs() {
        return Window.box(phone.find(".tabs"));
    }

    @ParameterizedTest
    @EnumSource
    void a_page_has_a_head_of_one_line_and_tabs_below(Pages page) {
        phone.open(page.path(scene));
        assertThat(Window.box(phone.find("header.frame")).height).isEqualTo(HEAD);
        assertThat(phone.find("header.frame nav")).isHidden();
        BoundingBox tabs = tabs();
        assertThat(tabs.y + tabs.height).isEqualTo(LOWER_EDGE);
        assertThat(tabs.height).isLessThanOrEqualTo(56);
        assertThat(phone.find(".tabs > a, .tabs > details > summary"))
                .containsText(new String[] {"Board", "Tasks", "Time", "History", "More"});
        assertThat((List<?>) phone.page().evaluate(CUT)).isEmpty();
        assertThat(phone.width()).isEqualTo(Look.PHONE.width());
        assertFootIsAboveTheTabs();
    }

    /** At the end of the page, which may grow by what it asks for. */
    private static void assertFootIsAboveTheTabs() {
        phone.until(() -> {
            phone.page().evaluate("() => scrollTo(0, document.documentElement.scrollHeight)");
            BoundingBox foot = Window.box(phone.find("footer"));
            return foot.y + foot.height < tabs().y + 1;
        });
    }

    @ParameterizedTest
    @EnumSource
    void a_page_has_a_head_of_one_line_on_a_desk(Pages page) {
        desk.open(page.path(scene));
        assertThat(Window.box(desk.find("header.frame")).height).isEqualTo(HEAD);
        assertThat(desk.find(".tabs")).isHidden();
    }

    @ParameterizedTest
    @CsvSource({"/, Board", "/tasks, Tasks", "/time, Time", "/history, History"})
    void a_tab_leads_to_its_page_and_is_marked_there(String path, String tab) {
        phone.open(path.equals("/") ? "/agents" : "/");
        phone.find(".tabs > a[href='" + path + "']").tap();
        assertThat(phone.page()).hasURL(Pattern.compile("[0-9]" + path + "$"));
        assertThat(phone.find(".tabs > [aria-current=page]")).hasText(Pattern.compile("^" + tab));
        assertThat(phone.find(".tabs .more [aria-current]")).hasCount(0);
    }

    /** What is on a desk in the head. */
    @Test
    void more_has_all_other_pages_and_closes_beside_it_and_by_escape() {
        desk.open("/sync");
        List<String> all = paths(desk.find("header nav a"));
        assertThat(all).contains("/agents", "/conflicts", "/ledger", "/tokens", "/import");
        phone.open("/sync");
        assertThat(paths(phone.find(".tabs a"))).containsAll(all);
        Locator more = phone.find(".tabs summary");
        Locator agents = phone.find(".tabs").getByText("Agents");
        assertThat(more).hasCSS("color", colour("--accent"));
        more.tap();
        assertThat(agents).isVisible();
        BoundingBox sheet = Window.box(phone.find(".tabs ul"));
        assertThat(sheet.width).isEqualTo(Look.PHONE.width());
        assertThat(sheet.y + sheet.height).isCloseTo(tabs().y, within(2.0));
        phone.page().touchscreen().tap(200, 100);
        assertThat(agents).isHidden();
        more.tap();
        phone.page().keyboard().press("Escape");
        assertThat(agents).isHidden();
        assertThat(more).isFocused();
        more.tap();
        agents.tap();
        assertThat(phone.page()).hasURL(Pattern.compile("/agents$"));
    }

    private static List<String> paths(Locator links) {
        return links.all().stream().map(each -> each.getAttribute("href")).toList();
    }

    private static String colour(String name) {
        return String.valueOf(phone.page().evaluate("""
                name => {
                  const probe = document.body.appendChild(document.createElement("i"));
                  probe.style.color = `var(${name})`;
                  const colour = getComputedStyle(probe).color;
                  probe.remove();
                  return colour;
                }""", name));
    }

    @Test
    void it_all_works_without_script() {
        try (Window plain = Window.withoutScript(DEVLEDGER)) {
            plain.page().setViewportSize(Look.PHONE.width(), Look.PHONE.height());
            plain.open("/");
            plain.find("[data-filters-open]").click();
            plain.page().getByLabel("Words").fill("nothing-is-called-so");
            plain.find(".filters > button").click();
            assertThat(plain.find("[data-filters-open] .count")).containsText("1");
            plain.find(".tabs summary").click();
            plain.find(".tabs").getByText("Agents").click();
            assertThat(plain.find("h1")).hasText("Agents");
            plain.find("header .to-search").click();
            plain.find("main input[type=search]").fill(scene.task());
            plain.page().keyboard().press("Enter");
            assertThat(plain.page()).hasURL(Pattern.compile("/tasks/" + scene.task()));
        }
    }

    @Test
    void the_first_card_and_the_first_task_are_in_the_upper_third() {
        phone.openLive("/");
        assertThat(Window.box(phone.find(".card").first()).y).isLessThan(200);
        phone.open("/tasks?view=all");
        assertThat(Window.box(phone.find(".task").first()).y).isLessThan(260);
        assertThat(phone.find(".states [aria-current]")).isInViewport();
    }

    @Test
    void the_filters_of_the_board_are_a_sheet_behind_a_button_that_counts_them() {
        phone.openLive("/?priority=high");
        Locator opener = phone.find("[data-filters-open]");
        assertThat(opener).hasText(Pattern.compile("Filters\\s+1 active"));
        assertThat(phone.page().getByLabel("Words")).isHidden();
        opener.tap();
        Locator sheet = phone.find("#filters");
        assertThat(sheet.getByText("Words")).isVisible();
        BoundingBox box = Window.box(sheet);
        assertThat(box.y + box.height).isEqualTo(LOWER_EDGE);
        AccessibilityIT.assertNothingFound(phone);
        sheet.getByLabel("Tag").fill("rust");
        sheet.getByText("Show").tap();
        assertThat(phone.page()).hasURL(Pattern.compile("tag=rust"));
        assertThat(opener).hasText(Pattern.compile("Filters\\s+2 active"));
    }

    /** What runs, under a long name, and that the server is not heard. */
    @Test
    void nothing_makes_a_second_line_of_the_head() {
        Api api = DEVLEDGER.api();
        String task = SAMPLES.task(scene.project(), "A task with a name that is long ".repeat(8));
        api.post("/api/timer/start", Map.of("task", task));
        try {
            for (Window window : List.of(desk, phone)) {
                window.openLive("/");
                window.page().evaluate("() => state('reconnecting since 05:43')");
                assertThat(Window.box(window.find("header.frame")).height).isEqualTo(HEAD);
                for (String part : List.of(".timer-on .key", "#timer time", "[data-timer-stop]", "#live", ".you")) {
                    BoundingBox box = Window.box(window.find(part));
                    assertThat(box.x + box.width)
                            .as(part)
                            .isLessThanOrEqualTo(window.page().viewportSize().width);
                    assertThat(box.y + box.height).as(part).isLessThanOrEqualTo(HEAD);
                    assertThat(box.width).as(part).isPositive();
                }
            }
        } finally {
            api.post("/api/timer/stop", Map.of());
        }
    }

    @Test
    void what_has_the_focus_is_not_behind_the_tabs() {
        phone.open("/history");
        Locator last = phone.find("main a:visible").last();
        phone.page().evaluate("() => scrollTo(0, 0)");
        last.focus();
        BoundingBox box = Window.box(last);
        assertThat(box.y + box.height).isLessThanOrEqualTo(tabs().y);
        phone.open("/#s-active");
        BoundingBox column = Window.box(phone.find("#s-active"));
        assertThat(column.y + column.height).isLessThanOrEqualTo(tabs().y);
    }

    @Test
    void texts_of_twice_the_size_have_room() {
        for (String path : List.of("/", "/tasks", "/history")) {
            phone.openLive(path);
            phone.page().evaluate("() => (document.documentElement.style.fontSize = '200%')");
            assertThat((List<?>) phone.page().evaluate(CUT)).as(path).isEmpty();
            assertThat(phone.width()).as(path).isEqualTo(Look.PHONE.width());
            assertFootIsAboveTheTabs();
        }
    }
}
