package dev.devledger.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Response;
import com.microsoft.playwright.Route;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Who has begun to read a page, or is about to press something there, finds it where it was when the rest has come. */
class StandingStillIT {
    private static final Devledger DEVLEDGER = Devledger.shared();
    private static final Pattern ASKED_BY_SCRIPT = Pattern.compile("/api/(?!events)");
    private static Scene scene;

    /** What the browser says of it: each with how much of the window went how far, and what it was. */
    private static final String WATCH = """
            () => {
              window.shifts = [];
              new PerformanceObserver((list) => {
                for (const each of list.getEntries()) {
                  shifts.push(`${each.value} ${each.sources.map(({ node }) => node?.outerHTML?.slice(0, 90)).join(" | ")}`);
                }
              }).observe({ type: "layout-shift" });
            }""";

    /** The next two times that it is drawn: that of the scripts themselves is over by then. */
    private static final String SHOWN =
            "() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(drawn, 0))))";

    private static final String SHIFTS = """
            () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(() => drawn(shifts), 0))))
            """;

    @BeforeAll
    static void plant() {
        scene = Scene.plant(DEVLEDGER.api());
    }

    private static List<?> shifts(Window window) {
        return (List<?>) window.page().evaluate(SHIFTS);
    }

    @ParameterizedTest
    @EnumSource
    void nothing_moves_when_what_the_page_asks_for_has_come(Pages page) {
        for (Look look : List.of(Look.DESK, Look.PHONE)) {
            try (Window window = Window.of(DEVLEDGER, look)) {
                List<Route> held = new ArrayList<>();
                window.page().route(ASKED_BY_SCRIPT, held::add);
                window.open(page.path(scene));
                window.page().evaluate(SHOWN);
                window.page().evaluate(WATCH);
                window.page().unroute(ASKED_BY_SCRIPT);
                held.forEach(Route::resume);
                held.stream()
                        .map(each -> each.request().response())
                        .filter(Objects::nonNull)
                        .forEach(Response::finished);
                if (window.find("main[data-live=true]").count() > 0) {
                    assertThat(window.find("#live")).hasText("live");
                }
                assertThat(shifts(window))
                        .as(
                                "%s, of %s",
                                look,
                                held.stream().map(each -> each.request().url()).toList())
                        .isEmpty();
            }
        }
    }

    @Test
    void the_check_finds_what_moves() {
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.open("/history");
            window.page().evaluate(WATCH);
            window.page().evaluate("""
                    () => {
                      const late = Object.assign(document.createElement("div"), { id: "late" });
                      late.style.height = "66px";
                      document.querySelector("main").prepend(late);
                    }""");
            assertThat(shifts(window)).isNotEmpty();
        }
    }
}
