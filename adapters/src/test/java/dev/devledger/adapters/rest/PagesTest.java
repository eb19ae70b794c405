package dev.devledger.adapters.rest;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What a person with a browser sees. */
class PagesTest extends RestTest {

    @Test
    void the_icon_needs_no_token_and_each_page_names_it() {
        Browser stranger = new Browser(port);
        assertThat(stranger.get("/favicon.svg").header("Content-Type")).isEqualTo("image/svg+xml");
        assertThat(stranger.get("/favicon.ico").status()).isEqualTo(200);
        Browser browser = Browser.loggedIn(port, owner.secret());
        for (String path : new String[] {"/", "/login"}) {
            assertThat(browser.get(path).text()).as(path).contains("<link rel=\"icon\" href=\"/favicon.svg\"");
        }
    }

    @Test
    void an_address_with_nothing_there_leads_on() {
        Browser browser = Browser.loggedIn(port, owner.secret());
        Http.Got got = browser.get("/nothing/%3Cb%3E");
        assertThat(got.status()).isEqualTo(404);
        assertThat(got.header("Content-Type")).isEqualTo("text/html;charset=UTF-8");
        assertThat(got.header("Content-Security-Policy")).contains("default-src 'self'");
        assertThat(got.text())
                .contains("<h1>This page does not exist</h1>", "href=\"/\"", "href=\"/swagger-ui.html\"")
                .contains(got.header("X-Request-Id"))
                .doesNotContain("<b>", "{{");
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
}
