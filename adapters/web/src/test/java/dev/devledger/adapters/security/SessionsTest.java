package dev.devledger.adapters.security;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.rest.Browser;
import dev.devledger.adapters.rest.Http;
import dev.devledger.adapters.rest.MemoryLogins;
import dev.devledger.adapters.rest.RestServer.LateClock;
import dev.devledger.adapters.rest.RestTest;
import dev.devledger.application.access.BrowserSessions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/** What another node has let in, and what is told where the database is away. */
class SessionsTest extends RestTest {
    private static final String JSON = "application/json";

    @Autowired
    private MemoryLogins logins;

    @Autowired
    private LateClock clock;

    @AfterEach
    void come_back() {
        logins.failure = null;
        clock.ahead = Duration.ZERO;
    }

    /** As this server would know it after a restart. */
    private Http ofAnotherNode() {
        String secret = new BrowserSessions(logins, owner.secret(), InstantSource.system()).begin();
        return new Http(port, Map.of("Cookie", "a=b; devledger-session=theirs; devledger-session=" + secret));
    }

    @Test
    void a_session_of_another_node_opens_pages_and_writes_with_the_csrf_token_only() {
        Http browser = ofAnotherNode();
        assertThat(browser.get("/api/projects").status()).isEqualTo(200);
        assertThat(browser.get("/", "Accept", "text/html").text()).contains("Log out");
        browser.post("/api/projects", "{\"name\": \"a\"}").isProblem(403, "forbidden");
        assertThat(browser.get("/api/projects").header("Set-Cookie"))
                .as("the session stays as it is")
                .doesNotContain("devledger-session");
    }

    @Test
    void where_the_database_is_away_a_session_that_is_not_known_is_no_stranger() {
        Http browser = ofAnotherNode();
        logins.failure = new DataAccessResourceFailureException("away");
        assertThat(browser.get("/api/projects").status()).isEqualTo(503);
        assertThat(browser.get("/", "Accept", "text/html").status()).isEqualTo(503);
        assertThat(browser.get("/actuator/health").status())
                .as("health is open to anybody")
                .isEqualTo(200);
        logins.failure = null;
        assertThat(browser.get("/api/projects").status()).isEqualTo(200);
        logins.failure = new DataAccessResourceFailureException("away");
        clock.ahead = Duration.ofSeconds(10);
        assertThat(browser.get("/api/projects").status())
                .as("nobody can have ended it")
                .isEqualTo(200);
    }

    @Test
    void a_log_out_that_cannot_be_stored_says_so_and_the_session_goes_on() {
        Browser browser = Browser.loggedIn(port, owner.secret());
        browser.write("GET", "/api/projects", JSON, null);
        logins.failure = new DataAccessResourceFailureException("away");
        assertThat(browser.write("POST", "/logout", JSON, null).status()).isEqualTo(503);
        logins.failure = null;
        assertThat(browser.write("GET", "/api/projects", JSON, null).status()).isEqualTo(200);
        int before = logins.logins.size();
        assertThat(browser.write("POST", "/logout", JSON, null).status()).isEqualTo(302);
        assertThat(logins.logins).hasSize(before - 1);
        browser.write("GET", "/api/projects", JSON, null).isProblem(401, "unauthorized");
    }

    @Test
    void a_login_of_a_browser_that_has_a_session_ends_that_one() {
        Browser browser = Browser.loggedIn(port, owner.secret());
        int before = logins.logins.size();
        assertThat(browser.login(owner.secret()).status()).isEqualTo(303);
        assertThat(logins.logins).hasSize(before);
    }

    @Test
    void over_https_the_cookie_is_for_https_alone() {
        RequestSessions sessions =
                new RequestSessions(new BrowserSessions(new MemoryLogins(), owner.secret(), clock), session -> null);
        for (boolean secure : new boolean[] {true, false}) {
            MockHttpServletRequest request = new MockHttpServletRequest();
            request.setSecure(secure);
            MockHttpServletResponse response = new MockHttpServletResponse();
            sessions.begin(request, response);
            String cookie = String.valueOf(response.getHeader("Set-Cookie"));
            assertThat(cookie)
                    .startsWith("devledger-session=")
                    .contains("Path=/", "HttpOnly", "SameSite=Lax")
                    .doesNotContain("Max-Age", "Expires");
            assertThat(cookie.contains("Secure")).isEqualTo(secure);
        }
    }
}
