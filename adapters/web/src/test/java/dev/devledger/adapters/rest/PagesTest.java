package dev.devledger.adapters.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.rest.http.ProblemPage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.mock.web.MockHttpServletRequest;

/** What a person with a browser sees. */
class PagesTest extends RestTest {

    @Test
    void the_icon_needs_no_token_and_each_page_names_it() {
        Browser stranger = new Browser(port);
        assertThat(stranger.get("/favicon.svg").header("Content-Type")).isEqualTo("image/svg+xml");
        assertThat(stranger.get("/favicon.ico").status()).isEqualTo(200);
        assertThat(stranger.get("/devledger.js").status()).isEqualTo(200);
        Browser browser = Browser.loggedIn(port, owner.secret());
        for (String path : new String[] {"/", "/login"}) {
            assertThat(browser.get(path).text()).as(path).contains("<link rel=\"icon\" href=\"/favicon.svg?v=");
        }
    }

    @Test
    void a_wrong_token_is_told_at_its_input() {
        Browser browser = new Browser(port);
        assertThat(browser.get("/login").text())
                .contains(
                        "aria-invalid=\"false\"",
                        "The owner token is on the machine where Devledger runs, in the file ");
        Http.Got wrong = browser.login("dlo_wrong");
        assertThat(wrong.status()).isEqualTo(401);
        assertThat(wrong.text())
                .contains("id=\"wrong\" role=\"alert\">This is not the owner token.")
                .contains("aria-invalid=\"true\" aria-describedby=\"wrong hint\"");
    }

    @Test
    void an_address_with_nothing_there_leads_on() {
        Browser browser = Browser.loggedIn(port, owner.secret());
        Http.Got got = browser.get("/nothing/%3Cb%3E");
        assertThat(got.status()).isEqualTo(404);
        assertThat(got.header("Content-Type")).isEqualTo("text/html;charset=UTF-8");
        assertThat(got.header("Content-Security-Policy")).contains("default-src 'none'");
        assertThat(got.text())
                .contains("<h1>This page does not exist</h1>", "<a href=\"/\">Board</a>", "href=\"/swagger-ui.html\"")
                .contains(got.header("X-Request-Id"))
                .doesNotContain("<b>", "{{", "See the current page");
    }

    @Test
    void a_moment_that_does_not_exist_is_told_in_plain_words_with_what_can_be_written() {
        Http.Got got = Browser.loggedIn(port, owner.secret()).get("/?asOf=never&q=%22b&sort=due");
        assertThat(got.status()).isEqualTo(422);
        assertThat(got.text())
                .contains("<a href=\"?q=%22b&amp;sort=due\">See the current page</a>")
                .contains("<h1>There is no such past time</h1>")
                .contains("<p>The time in the address is \"never\"; use the number of an event such as 4711, a day");
    }

    @Test
    void programs_are_told_of_the_same_in_json() {
        Browser browser = Browser.loggedIn(port, owner.secret());
        browser.get("/api/nothing").isProblem(404, "not_found");
        browser.get("/actuator/nothing").isProblem(404, "not_found");
        http.get("/nothing", "Accept", "text/html").isProblem(404, "not_found");
        http.get("/nothing").isProblem(404, "not_found");
    }

    @Test
    void a_stranger_gets_to_the_login_from_any_address_and_learns_nothing_of_it() {
        Http.Got got = new Browser(port).get("/nothing?a=b");
        assertThat(got.status()).isEqualTo(303);
        assertThat(got.header("Location")).isEqualTo("/login?to=%2Fnothing%3Fa%3Db");
    }

    @Test
    void a_form_that_is_refused_says_what_to_do() {
        Http.Got old = Browser.loggedIn(port, owner.secret()).send("/logout", "_csrf=old");
        assertThat(old.status()).isEqualTo(403);
        assertThat(old.text()).contains("<h1>This is not allowed</h1>", "reload the page");
        Http.Got loggedOut = new Browser(port).send("/sandbox/ticktick/lists", "name=x");
        assertThat(loggedOut.status()).isEqualTo(401);
        assertThat(loggedOut.text()).contains("<h1>You are not logged in</h1>", "href=\"/login\"");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8 | true
            text/html                                                       | true
            */*, text/html                                                  | true
            text/html, application/json                                     | true
            application/json, text/html;q=0.1                               | false
            application/json, text/html                                     | false
            text/html;q=0.5, application/problem+json                       | false
            text/html;q=0, image/png                                        | false
            */*                                                             | false
            text/htmlx                                                      | false
            not a type, text/html                                           | false
            """)
    void who_would_rather_have_a_page_gets_one(String accept, boolean page) {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/nothing");
        request.addHeader("Accept", accept);
        assertThat(ProblemPage.isFor(request)).isEqualTo(page);
    }

    @Test
    void a_database_that_is_away_is_told_with_a_way_to_try_again() {
        Browser browser = Browser.loggedIn(port, owner.secret());
        ledger.failure = new DataAccessResourceFailureException("x");
        Http.Got got = browser.get("/");
        assertThat(got.status()).isEqualTo(503);
        assertThat(got.header("Retry-After")).isEqualTo("5");
        assertThat(got.text()).contains("The database cannot be reached right now.", "<a href=\"\">Try again</a>");
        ledger.failure = new IllegalStateException("a secret of dev.devledger");
        Http.Got broken = browser.get("/");
        assertThat(broken.status()).isEqualTo(500);
        assertThat(broken.text()).contains("<h1>Something went wrong</h1>").doesNotContain("secret");
    }
}
