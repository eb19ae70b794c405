package dev.devledger.adapters.dashboard.frame;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.Cookie;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class LastLookTest {
    private static final Instant NOW = Instant.parse("2026-03-03T10:00:00Z");
    private static final Instant MONTH_AGO = Instant.parse("2026-02-01T10:00:00Z");

    private static MockHttpServletRequest request(String... cookies) {
        MockHttpServletRequest request = new MockHttpServletRequest("GET", "/conflicts");
        for (String cookie : cookies) {
            request.setCookies(new Cookie("devledger-look-conflicts", cookie));
        }
        return request;
    }

    @Test
    void events_are_seen_after_a_look_and_new_on_the_page_itself() {
        MockHttpServletRequest first = request();
        MockHttpServletResponse response = new MockHttpServletResponse();
        assertThat(LastLook.CONFLICTS.of(first, NOW)).isEqualTo(MONTH_AGO);
        assertThat(LastLook.CONFLICTS.look(first, response, NOW)).isEqualTo(MONTH_AGO);
        assertThat(LastLook.CONFLICTS.of(first, NOW))
                .as("around the page itself")
                .isEqualTo(NOW);
        assertThat(response.getHeader("Set-Cookie"))
                .startsWith("devledger-look-conflicts=")
                .contains("Path=/;", "HttpOnly", "SameSite=Lax");

        Cookie kept = response.getCookie("devledger-look-conflicts");
        assertThat(kept).isNotNull();
        MockHttpServletRequest next = request(kept.getValue());
        Instant later = NOW.plusSeconds(60);
        assertThat(LastLook.CONFLICTS.of(next, later)).isEqualTo(NOW);
        assertThat(LastLook.SYNC.of(next, later)).as("another page").isEqualTo(MONTH_AGO.plusSeconds(60));
        assertThat(LastLook.CONFLICTS.look(next, new MockHttpServletResponse(), later))
                .isEqualTo(NOW);
    }

    @ParameterizedTest
    @CsvSource({"Sec-Purpose, prefetch;prerender", "Purpose, prefetch", "Sec-Fetch-Mode, cors"})
    void who_fetches_the_page_does_not_look(String name, String value) {
        MockHttpServletRequest request = request(
                NOW.minusSeconds(10).toEpochMilli() + "-" + NOW.minusSeconds(20).toEpochMilli());
        request.addHeader(name, value);
        MockHttpServletResponse response = new MockHttpServletResponse();
        assertThat(LastLook.CONFLICTS.look(request, response, NOW))
                .as("what was new stays new")
                .isEqualTo(NOW.minusSeconds(20));
        assertThat(LastLook.CONFLICTS.of(request, NOW)).isEqualTo(NOW.minusSeconds(10));
        assertThat(response.getHeader("Set-Cookie")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "1-", "999999999999999999999-1", "999999999999999-999999999999999", "0-0"})
    void a_cookie_that_tells_no_past_moment_is_none(String cookie) {
        assertThat(LastLook.CONFLICTS.of(request(cookie), NOW)).isEqualTo(MONTH_AGO);
    }
}
