package dev.devledger.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is pressed with a finger is as large as one, on each page; a link within a sentence is as its line. */
class TargetsIT {
    private static final Devledger DEVLEDGER = Devledger.shared();
    private static final Look TABLET = new Look(1024, 768, true, false);
    private static Scene scene;

    /**
     * What is too small, each with its words and its size: where a finger beside its middle meets something else, it is.
     * A box to tick may be in a label that is large enough.
     */
    private static final String SMALL = """
            () => {
              const pressed = "button, summary, select, textarea, input:not([type=hidden]):not(:disabled), header.frame a, .tabs a, .past a, main a";
              const sentence = ".markdown a, :is(.reason, q) a, .last > a, bdi > a, main > p:not([class]) > a:not(:only-child), svg a";
              const size = (each) => {
                const target = each.matches("[type=checkbox], [type=radio]") && each.closest("label") || each;
                const box = target.getBoundingClientRect();
                return { each, target, width: Math.round(box.width * 10) / 10, height: Math.round(box.height * 10) / 10 };
              };
              const met = (target) => {
                target.scrollIntoView({ block: "center", inline: "center", behavior: "instant" });
                const { left, top, width, height } = target.getBoundingClientRect();
                const [x, y] = [left + width / 2, top + height / 2];
                return [[0, 0], [0, -20], [0, 20], [-20, 0], [20, 0]]
                  .map(([right, down]) => document.elementFromPoint(x + right, y + down))
                  .find((other) => !target.contains(other));
              };
              return [...document.querySelectorAll(pressed)]
                .filter((each) => each.checkVisibility({ visibilityProperty: true }) && !each.closest(".skip, .hidden") && !each.matches(sentence))
                .map(size)
                .filter(({ height }) => height > 0)
                .map((size) => ({ ...size, other: met(size.target) }))
                .filter(({ width, height, other }) => height < 44 || width < 44 || other !== undefined)
                .map(({ each, width, height, other }) => `${width}×${height} ${each.outerHTML.slice(0, 90)} ${other?.outerHTML.slice(0, 90)}`);
            }""";

    @BeforeAll
    static void plant() {
        scene = Scene.plant(DEVLEDGER.api());
    }

    @ParameterizedTest
    @EnumSource
    void is_as_large_as_a_finger_on_a_phone_and_on_a_tablet(Pages page) {
        for (Look look : List.of(Look.PHONE, TABLET)) {
            try (Window window = Window.of(DEVLEDGER, look)) {
                window.open(page.path(scene));
                assertThat((List<?>) window.page().evaluate(SMALL))
                        .as("%s", look)
                        .isEmpty();
            }
        }
    }

    @Test
    void so_is_the_timer_that_runs() {
        Api api = DEVLEDGER.api();
        api.post("/api/timer/start", Map.of("task", scene.task()));
        try (Window window = Window.of(DEVLEDGER, Look.PHONE)) {
            window.open("/history");
            assertThat(window.find(".timer-on").count()).isEqualTo(1);
            assertThat((List<?>) window.page().evaluate(SMALL)).isEmpty();
        } finally {
            api.post("/api/timer/stop", Map.of());
        }
    }

    @Test
    void the_check_finds_one_that_is_covered() {
        try (Window window = Window.of(DEVLEDGER, Look.PHONE)) {
            window.open("/history");
            window.page().evaluate("""
                    () => {
                      const cover = Object.assign(document.createElement("div"), { id: "cover" });
                      Object.assign(cover.style, { position: "relative", height: "40px", marginTop: "-40px" });
                      document.querySelector("[data-filters]").after(cover);
                    }""");
            assertThat((List<?>) window.page().evaluate(SMALL)).isNotEmpty();
        }
    }
}
