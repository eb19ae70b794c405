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
}
