package dev.devledger.adapters.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.rest.Browser;
import dev.devledger.adapters.rest.Http;
import dev.devledger.adapters.rest.RestServer.LateClock;
import dev.devledger.adapters.rest.RestTest;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** Making and revoking a token asks a browser for the owner token where it has logged in a while ago. */
class LoginAgainTest extends RestTest {
    private static final String TOKENS = "/api/access-tokens";
    private static final String JSON = "application/json";
    private static final String FORM = "application/x-www-form-urlencoded";

    @Autowired
    private LateClock clock;

    private Browser browser;

    @BeforeEach
    void log_in() {
        browser = Browser.loggedIn(port, owner.secret());
    }

    @AfterEach
    void turn_the_clock_back() {
        clock.ahead = Duration.ZERO;
    }

    private static String wish() {
        return "{\"name\": \"t-%s\", \"scopes\": [\"read\"]}".formatted(UUID.randomUUID());
    }

    private Http.Got make() {
        return browser.write("POST", TOKENS, JSON, wish());
    }

    private Http.Got again(String token) {
        return browser.write("POST", "/login/again", FORM, "token=" + URLEncoder.encode(token, StandardCharsets.UTF_8));
    }

    @Test
    void a_login_of_a_quarter_of_an_hour_is_new_enough_and_one_that_is_older_is_not() {
        clock.ahead = Duration.ofMinutes(14);
        Http.Got made = make();
        assertThat(made.status()).as(made.text()).isEqualTo(201);
        String path = made.header("Location");

        clock.ahead = Duration.ofMinutes(15).plusSeconds(1);
        Http.Got late = make().isProblem(403, "login_too_old");
        assertThat(late.field("/detail")).contains("15 minutes", "owner token", "/login/again");
        browser.write("DELETE", path, JSON, null).isProblem(403, "login_too_old");
        assertThat(http.get(path).status()).as("it is not revoked").isEqualTo(200);
        assertThat(browser.get(TOKENS).status()).as("a read").isEqualTo(200);
        assertThat(browser.write("POST", "/api/projects", JSON, "{\"name\": \"a\"}")
                        .status())
                .as("what else is written")
                .isEqualTo(201);

        assertThat(again(owner.secret() + "\n").status()).isEqualTo(204);
        assertThat(browser.write("DELETE", path, JSON, null).status()).isEqualTo(200);
        assertThat(make().status()).isEqualTo(201);
        clock.ahead = Duration.ofMinutes(31);
        make().isProblem(403, "login_too_old");
        assertThat(browser.login(owner.secret()).status()).isEqualTo(303);
        assertThat(make().status()).as("a login anew").isEqualTo(201);
    }

    @Test
    void who_shows_a_token_with_each_request_is_not_asked() {
        String made = http.post(TOKENS, "{\"name\": \"t-%s\", \"scopes\": [\"admin\"]}".formatted(UUID.randomUUID()))
                .field("/token");
        clock.ahead = Duration.ofDays(2);
        assertThat(http.post(TOKENS, wish()).status()).isEqualTo(201);
        assertThat(new Http(port, Map.of("Authorization", "Bearer " + made))
                        .post(TOKENS, wish())
                        .status())
                .isEqualTo(201);
    }

    @Test
    void a_wrong_token_says_so_and_changes_nothing() {
        clock.ahead = Duration.ofMinutes(20);
        again("dlo_wrong").isProblem(422, "invalid").names("token");
        again(" ").isProblem(422, "invalid").names("token");
        make().isProblem(403, "login_too_old");
    }

    @Test
    void without_a_session_there_is_nothing_to_show_it_for() {
        String form = "token=" + owner.secret();
        Http.Got stranger = new Http(port, Map.of()).post("/login/again", form, "Content-Type", FORM);
        stranger.isProblem(401, "unauthorized");
        assertThat(stranger.header("Set-Cookie")).doesNotContain("devledger-session");
        assertThat(http.post("/login/again", form, "Content-Type", FORM).status())
                .as("a token is no session")
                .isEqualTo(401);
        clock.ahead = Duration.ofMinutes(20);
        browser.send("/login/again", form);
        make().isProblem(403, "login_too_old");
    }

    @Test
    void a_session_ends_after_twelve_hours_however_much_it_is_used() {
        clock.ahead = Duration.ofHours(11);
        assertThat(again(owner.secret()).status()).isEqualTo(204);
        assertThat(browser.write("GET", "/api/projects", JSON, null).status()).isEqualTo(200);
        clock.ahead = Duration.ofHours(12);
        browser.write("GET", "/api/projects", JSON, null).isProblem(401, "unauthorized");
        clock.ahead = Duration.ZERO;
        browser.write("GET", "/api/projects", JSON, null).isProblem(401, "unauthorized");
    }
}
