package dev.devledger.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** How much of a full board is in sight. */
class BoardSizeIT {
    private static final Devledger DEVLEDGER = Devledger.shared();
    private static final Samples SAMPLES = new Samples(DEVLEDGER.api());
    private static final List<String> STATUSES = List.of("planned", "active", "paused", "blocked");

    @Test
    void of_forty_projects_nine_are_whole_in_sight_on_a_desk() {
        String word = Samples.word();
        for (int i = 0; i < 40; i++) {
            String project = DEVLEDGER
                    .api()
                    .post(
                            "/api/projects",
                            Map.of(
                                    "name",
                                    word + " has a name that is longer than its column",
                                    "placement",
                                    "none",
                                    "tags",
                                    List.of("rust", "parser", "later")))
                    .path("key")
                    .asString();
            SAMPLES.move(project, STATUSES.get(i % 4), "a reason of many words ".repeat(8));
        }
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.open("/?q=" + word);
            Object heights = window.page().evaluate("""
                    () => [...document.querySelectorAll('.card')]
                      .filter((each) => { const list = each.closest('.cards').getBoundingClientRect();
                        const box = each.getBoundingClientRect();
                        return box.top >= list.top && box.bottom <= Math.min(list.bottom, innerHeight); })
                      .map((each) => each.getBoundingClientRect().height)""");
            assertThat((List<?>) heights).hasSizeGreaterThanOrEqualTo(9).allSatisfy(each -> assertThat(
                            ((Number) each).doubleValue())
                    .isLessThan(90));
            assertThat(window.width()).isEqualTo(1280);
        }
    }
}
