package dev.devledger.adapters.dashboard.keeping;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.rest.Browser;
import dev.devledger.adapters.rest.Http;
import dev.devledger.adapters.rest.RestTest;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Who may come in, as the page of it says; and that no page says with what. */
class TokenPageTest extends RestTest {

    private Http.Got page(String path) {
        return Browser.loggedIn(port, owner.secret()).get(path);
    }

    private String make(String body) {
        return http.post("/api/access-tokens", body).field("/token");
    }

    @Test
    void a_token_is_listed_with_all_that_it_may_and_without_its_secret() {
        String key = http.post("/api/projects", "{\"name\": \"Held\"}").field("/key");
        String name = "laptop " + UUID.randomUUID();
        String secret = make("{\"name\": \"" + name + "\", \"scopes\": [\"write\", \"read\"], \"project\": \"" + key
                + "\", \"expiresAt\": \"9999-01-01T00:00:00Z\"}");
        String page = page("/tokens").text();
        assertThat(page)
                .contains("<bdi>" + name + "</bdi>", "read, write", key + " only", "This token was never used.")
                .contains("datetime=\"9999-01-01T00:00:00Z\"", "data-revoke=")
                .contains(
                        "<input type=\"checkbox\" name=\"scopes\" value=\"read\" checked aria-describedby=\"may-read\" data-hint=\"may-read\">")
                .contains(
                        "<input type=\"checkbox\" name=\"scopes\" value=\"admin\" aria-describedby=\"may-admin\" data-hint=\"may-admin\">")
                .contains("id=\"may-admin\">Manage access tokens, rebuilds, imports and connected accounts.</span>")
                .contains("No right includes another one: to read and write, select both.")
                .contains("id=\"may-ticktick\">Call TickTick directly, without recording it in the history.</span>")
                .contains("<script src=\"/dashboard/tokens.js?v=")
                .doesNotContain(secret, owner.secret(), "style=", "onclick=");
    }

    @Test
    void what_is_revoked_is_gone_from_the_page() {
        String name = "short-lived " + UUID.randomUUID();
        String id = http.post("/api/access-tokens", "{\"name\": \"" + name + "\", \"scopes\": [\"read\"]}")
                .field("/id");
        assertThat(page("/tokens").text()).contains(name);
        http.send("DELETE", "/api/access-tokens/" + id, null);
        assertThat(page("/tokens").text()).doesNotContain(name);
    }

    @Test
    void the_page_is_the_owners_alone() {
        assertThat(new Browser(port).get("/tokens").header("Location")).startsWith("/login?to=");
        String reader = make("{\"name\": \"reader " + UUID.randomUUID() + "\", \"scopes\": [\"read\", \"write\"]}");
        Http other = new Http(port, Map.of("Authorization", "Bearer " + reader, "Accept", "text/html"));
        assertThat(other.get("/tokens").status()).isEqualTo(403);
        assertThat(new Browser(port).get("/dashboard/tokens.js").status()).isEqualTo(200);
    }
}
