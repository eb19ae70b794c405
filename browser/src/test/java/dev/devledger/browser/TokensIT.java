package dev.devledger.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Route;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/**
 * Access tokens on their page. Here a login is old after three seconds: whoever makes or revokes a token is asked for the owner
 * token then.
 */
class TokensIT {
    private static final Devledger DEVLEDGER = Devledger.with("--devledger.limits.login=3s");

    /** What a write of that kind is answered, of a token that there is not. */
    private static final String REVOKE_NOTHING = """
            async (id) => {
              const headers = { "X-XSRF-TOKEN": cookie("XSRF-TOKEN") };
              return (await fetch(`/api/access-tokens/${id}`, { method: "DELETE", headers })).status;
            }""";

    @AfterAll
    static void close() {
        DEVLEDGER.close();
    }

    private static void awaitThatTheLoginIsOld(Window window) {
        await().until(() -> window.page()
                .evaluate(REVOKE_NOTHING, UUID.randomUUID().toString())
                .equals(403));
    }

    @Test
    void what_is_wrong_with_a_wish_is_in_sight_at_its_field_however_low_the_window_is() {
        try (Window window = Window.of(DEVLEDGER, Look.PHONE)) {
            window.expecting("status of 40").expecting("status of 422").open("/tokens");
            awaitThatTheLoginIsOld(window);
            window.find("[data-open=new-token]").click();
            Locator dialog = window.find("#new-token");
            Locator project = dialog.getByLabel("Only in the project");
            dialog.getByLabel("Name").fill("reader");
            project.fill("P-99999");
            dialog.getByLabel("Name").focus();
            Locator make = dialog.getByText("Create token");
            assertThat(make).isInViewport();
            make.click();
            window.find("#login-again").getByLabel("Owner token").fill(DEVLEDGER.token());
            window.page().keyboard().press("Enter");

            Locator wrong = dialog.locator("[data-wrong]");
            assertThat(wrong).hasText("project is not a project; a key such as P-12 or an id is expected");
            assertThat(wrong).isInViewport();
            assertThat(project).isFocused();

            window.page().setViewportSize(390, 500);
            window.page().route("**/api/access-tokens", Route::abort);
            window.expecting("Failed to load").expecting("ERR_FAILED");
            project.fill("");
            make.click();
            assertThat(dialog.locator("[data-error]")).containsText("The server cannot be reached.");
            assertThat(dialog.locator("[data-error]")).isInViewport();
        }
    }

    @Test
    void a_token_is_made_and_revoked_by_whoever_can_show_the_owner_token_again() {
        try (Window window = Window.of(DEVLEDGER, Look.DESK)) {
            window.expecting("status of 40").expecting("status of 422").open("/tokens");
            awaitThatTheLoginIsOld(window);
            window.find("[data-open=new-token]").click();
            window.find("#new-token").getByLabel("Name").fill("laptop");
            window.page().keyboard().press("Enter");

            Locator asked = window.find("#login-again");
            Locator field = asked.getByLabel("Owner token");
            assertThat(field).isFocused();
            field.fill("dlo_wrong");
            window.page().keyboard().press("Enter");
            assertThat(asked.getByRole(com.microsoft.playwright.options.AriaRole.ALERT))
                    .hasText("This is not the owner token.");
            assertThat(field).hasAttribute("aria-invalid", "true");
            assertThat(field).isFocused();
            field.fill(DEVLEDGER.token());
            window.page().keyboard().press("Enter");

            assertThat(window.find("#made-token")).isVisible();
            assertThat(asked).isHidden();
            String secret = window.find("#made-secret").inputValue();
            assertThat(new Api(DEVLEDGER.base(), secret).get("/api/projects").path("items"))
                    .isEmpty();
            window.find("#made-token [value=have]").click();
            assertThat(window.find("main tbody tr")).containsText("laptop");
            for (String token : new String[] {secret, DEVLEDGER.token()}) {
                assertThat(window.page().content()).doesNotContain(token);
                assertThat(String.valueOf(window.page()
                                .evaluate("() => JSON.stringify([localStorage, sessionStorage])"
                                        + " + [...document.querySelectorAll('input')].map(each => each.value)")))
                        .doesNotContain(token);
            }

            awaitThatTheLoginIsOld(window);
            window.find("[data-revoke]").click();
            assertThat(window.find("#revoke-token [data-about]"))
                    .containsText("This token was last used just now, through REST.");
            assertThat(window.find("#revoke-token [data-last]")).hasText("This token has changed nothing.");
            window.find("#revoke-token button[value=revoke]").click();
            assertThat(asked).isVisible();
            asked.getByText("Cancel").click();
            assertThat(window.find("#revoke-token [data-error]")).containsText("Nothing was changed");
            assertThat(new Api(DEVLEDGER.base(), secret).get("/api/projects").path("items"))
                    .isEmpty();
            window.find("#revoke-token button[value=revoke]").click();
            field.fill(DEVLEDGER.token());
            asked.getByText("Continue").click();
            assertThat(window.message()).containsText("The token \"laptop\" is revoked.");
            assertThat(window.find("main tbody tr")).hasCount(0);
            assertThatThrownBy(() -> new Api(DEVLEDGER.base(), secret).get("/api/projects"))
                    .hasMessageContaining("answered 401");
        }
    }

    @Test
    void whoever_revokes_a_token_is_told_by_which_program_it_was_used_and_what_it_changed_last() {
        try (Window window = Window.of(DEVLEDGER, Look.PHONE)) {
            window.open("/tokens");
            Object secret = window.page().evaluate("""
                    async () => {
                      const wish = { name: "builder", scopes: ["read", "write"] };
                      for (;;) { // the login is old after a second
                        await fetch("/login/again", {
                          method: "POST",
                          headers: { "X-XSRF-TOKEN": cookie("XSRF-TOKEN") },
                          body: new URLSearchParams({ token: "%s" }),
                        });
                        const made = await send("POST", "/api/access-tokens", wish).catch(() => null);
                        if (made) return made.json.token;
                      }
                    }""".formatted(DEVLEDGER.token()));
            Agent.connect(new Api(DEVLEDGER.base(), String.valueOf(secret)), "<b>builder")
                    .call("save_project", Map.of("name", "Built by <i>an agent</i>"));
            window.open("/tokens");
            assertThat(window.find("main tbody tr")).containsText("MCP (<b>builder");
            window.find("[data-revoke]").click();
            assertThat(window.find("#revoke-token [data-about]")).containsText("through MCP (<b>builder");
            assertThat(window.find("#revoke-token [data-last]")).containsText("Built by <i>an agent</i>");
            window.find("#revoke-token").getByText("Cancel").click();
        } finally {
            Api api = DEVLEDGER.api();
            api.items("/api/access-tokens")
                    .forEach(each -> api.send(
                            "DELETE", "/api/access-tokens/" + each.path("id").asString(), null));
        }
    }

    @Test
    void a_log_out_ends_what_another_tab_hears() {
        try (Window window = Window.ofAStranger(DEVLEDGER, Look.DESK).expecting("status of 401")) {
            window.open("/login").logIn(DEVLEDGER.token());
            assertThat(window.find("#live")).hasText("live");
            com.microsoft.playwright.Page other = window.anotherTab("/history");
            assertThat(other.locator("#live")).hasText("live");
            other.locator(".you > summary").click();
            other.getByText("Log out").click();
            assertThat(other.locator("h1")).hasText("Log in to Devledger");
            assertThat(window.find("#live")).hasText("log in again");
        }
    }
}
