package dev.devledger.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is pressed on a phone is as large as a finger, on each page; a link within a sentence is as its line. */
class TargetsIT {
    private static final Devledger DEVLEDGER = Devledger.shared();
    private static Scene scene;

    /** What is too small, each with its words and its size. A box to tick may be in a label that is large enough. */
    private static final String SMALL = """
            () => {
              const pressed = "button, summary, select, textarea, input:not([type=hidden]):not(:disabled), header.frame a, .past a, .folded a, .came a,"
                + " .card .title, main nav a, [rel=next], [rel=prev]";
              const size = (each) => {
                const box = (each.matches("[type=checkbox], [type=radio]") && each.closest("label") || each).getBoundingClientRect();
                return { each, width: Math.round(box.width * 10) / 10, height: Math.round(box.height * 10) / 10 };
              };
              return [...document.querySelectorAll(pressed)]
                .filter((each) => each.checkVisibility({ visibilityProperty: true }) && !each.closest(".skip, .hidden"))
                .map(size)
                .filter(({ width, height }) => height > 0 && (height < 44 || width < 44))
                .map(({ each, width, height }) => `${width}×${height} ${each.outerHTML.slice(0, 90)}`);
            }""";

    @BeforeAll
    static void plant() {
        scene = Scene.plant(DEVLEDGER.api());
    }

    @ParameterizedTest
    @EnumSource
    void is_as_large_as_a_finger(Pages page) {
        try (Window window = Window.of(DEVLEDGER, Look.PHONE)) {
            window.open(page.path(scene));
            assertThat((List<?>) window.page().evaluate(SMALL)).isEmpty();
        }
    }
}
