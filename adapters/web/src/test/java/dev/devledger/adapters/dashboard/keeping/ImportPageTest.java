package dev.devledger.adapters.dashboard.keeping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.rest.Browser;
import dev.devledger.adapters.rest.Http;
import dev.devledger.adapters.rest.RestTest;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The page on which a file is checked and stored. What it asks of the API is tested there. */
class ImportPageTest extends RestTest {

    @Test
    void the_page_is_never_drawn_anew_and_says_how_to_do_without_it() {
        Http.Got got = Browser.loggedIn(port, owner.secret()).get("/import");
        assertThat(got.status()).isEqualTo(200);
        assertThat(got.text())
                .contains("<main id=\"main\" class=\"page\" tabindex=\"-1\" data-live=\"false\"")
                .contains("type=\"file\"", "<script src=\"/dashboard/import.js?v=")
                .contains("<noscript><p>Without JavaScript, send the file with curl: <code>curl \"http://localhost:"
                        + port)
                .contains("<li><a href=\"/import\" aria-current=\"page\">Import</a></li>")
                .doesNotContain("style=", "onclick=");
    }

    @Test
    void the_page_is_the_owners_alone() {
        assertThat(new Browser(port).get("/import").header("Location")).startsWith("/login?to=");
        String reader = http.post(
                        "/api/access-tokens",
                        "{\"name\": \"writer " + UUID.randomUUID() + "\", \"scopes\": [\"read\", \"write\"]}")
                .field("/token");
        Http other = new Http(port, Map.of("Authorization", "Bearer " + reader, "Accept", "text/html"));
        assertThat(other.get("/import").status()).isEqualTo(403);
        assertThat(new Browser(port).get("/dashboard/import.js").status()).isEqualTo(200);
    }
}
