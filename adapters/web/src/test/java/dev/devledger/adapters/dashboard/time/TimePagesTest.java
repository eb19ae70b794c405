package dev.devledger.adapters.dashboard.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.rest.Browser;
import dev.devledger.adapters.rest.Http;
import dev.devledger.adapters.rest.RestTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The addresses of the pages about time, in a ledger without time. */
class TimePagesTest extends RestTest {
    @ParameterizedTest
    @ValueSource(
            strings = {"/time", "/time?day=2026-11-25", "/time?week=2026-11-25", "/time/totals", "/time/totals?by=tag"})
    void each_page_is_the_owners_and_says_that_nothing_is_logged(String path) {
        assertThat(new Browser(port).get(path).header("Location")).startsWith("/login?to=");
        Http.Got got = Browser.loggedIn(port, owner.secret()).get(path);
        assertThat(got.status()).isEqualTo(200);
        assertThat(got.text())
                .contains("No time is logged", "<a href=\"/time\" aria-current=\"page\">Time</a>")
                .doesNotContain(" style=", " onclick=", "<style");
    }

    @Test
    void a_week_is_that_of_its_monday() {
        Browser browser = Browser.loggedIn(port, owner.secret());
        assertThat(browser.get("/time?week=2026-11-29").text()).contains("Mon 23 Nov – Sun 29 Nov 2026");
        assertThat(browser.get("/time?day=2026-11-25").text())
                .contains("Wednesday, 25 November 2026", "href=\"/time?day=2026-11-24\" rel=\"prev\"", "Europe/Berlin");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /time?day=yesterday             | 422 | use a day such as 2026-03-31
            /time?day=0000-12-31            | 422 | before 0001-01-01, the earliest date allowed
            /time?day=9999-01-01            | 422 | after 9998-12-31, the latest date allowed
            /time?week=2026-W48             | 422 | use a day such as 2026-03-31
            /time/totals?from=2026-1-1      | 422 | use a day such as 2026-03-31
            /time/totals?from=2026-11-02&to=2026-11-01 | 422 | is before from
            /time/totals?by=mood            | 422 | allowed are project, task, person, tag, customer
            /time/totals?billable=perhaps   | 422 | true or false is expected
            /time/totals?project=P-99999    | 404 | does not exist
            /time/totals?person=U-99999     | 404 | does not exist
            """)
    void what_cannot_be_shown_is_told(String path, int status, String words) {
        Http.Got got = Browser.loggedIn(port, owner.secret()).get(path);
        assertThat(got.status()).isEqualTo(status);
        assertThat(got.text()).contains(words);
    }
}
