package dev.devledger.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page.GetByLabelOptions;
import com.microsoft.playwright.Page.GetByTextOptions;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Who comes without a session. */
class LoginIT {
    private static final Devledger DEVLEDGER = Devledger.shared();

    @Test
    void a_stranger_is_told_where_the_token_is_and_comes_to_the_page_that_was_asked_for() {
        try (Window window = Window.ofAStranger(DEVLEDGER, Look.DESK)) {
            window.expecting("status of 401").open("/history?channel=web");
            assertThat(window.page()).hasURL(Pattern.compile("/login\\?to=.*"));
            assertThat(window.find("#hint"))
                    .containsText(DEVLEDGER.tokenFile().getFileName().toString());
            assertThat(window.find("#wrong")).isEmpty();

            window.logIn("dlo_nothing_of_this_kind");
            assertThat(window.find("#wrong")).containsText("owner token");
            assertThat(window.page().getByLabel("Owner token")).hasAttribute("aria-invalid", "true");

            window.logIn(DEVLEDGER.token());
            assertThat(window.find("h1")).hasText("History");
            assertThat(window.page()).hasURL(DEVLEDGER.base() + "/history?channel=web");
        }
    }

    @Test
    void without_a_script_a_page_is_read_and_filtered_and_nothing_pretends_to_write() {
        Samples samples = new Samples(DEVLEDGER.api());
        String word = Samples.word();
        String project = samples.project("Read " + word);
        try (Window window = Window.withoutScript(DEVLEDGER)) {
            window.open("/");
            window.page()
                    .getByLabel("Words", new GetByLabelOptions().setExact(true))
                    .fill(word);
            window.page()
                    .getByText("Show", new GetByTextOptions().setExact(true))
                    .click();
            assertThat(window.find(".card")).hasCount(1);
            assertThat(window.card(project)).isVisible();
            assertThat(window.find("main button:visible")).hasText(new String[] {"Show"});
            window.card(project).locator("a").click();
            assertThat(window.find("h1")).containsText("Read " + word);
            assertThat(window.find("main button:visible")).hasText(new String[] {"Show"}); // which tasks
        }
        assertThat(samples.status(project)).isEqualTo("planned");
    }
}
