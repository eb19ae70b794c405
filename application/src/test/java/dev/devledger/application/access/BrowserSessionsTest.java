package dev.devledger.application.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.devledger.application.access.BrowserSessions.BrowserLogin;
import dev.devledger.application.access.BrowserSessions.BrowserLoginStore;
import dev.devledger.application.access.BrowserSessions.BrowserSession;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

class BrowserSessionsTest {
    private static final Duration LOOK = Duration.ofMillis(500);

    private final Logins logins = new Logins();
    private Instant now = Instant.parse("2026-07-01T10:00:00Z");
    private final InstantSource clock = () -> now;
    private final BrowserSessions here = new BrowserSessions(logins, "dlo_the-owner-token", clock);
    private final BrowserSessions elsewhere = new BrowserSessions(logins, "dlo_the-owner-token", clock);

    /** A database that may be unreachable, and counts its reads. */
    private static final class Logins implements BrowserLoginStore {
        private final Map<String, BrowserLogin> rows = new ConcurrentHashMap<>();
        private int looks;
        private boolean away;

        private void ask() {
            looks++;
            if (away) {
                throw new IllegalStateException("away");
            }
        }

        @Override
        public void begin(String hash, BrowserLogin login, Instant now) {
            ask();
            rows.values().removeIf(each -> !now.isBefore(each.end()));
            rows.put(hash, login);
        }

        @Override
        public Optional<BrowserLogin> find(String hash) {
            ask();
            return Optional.ofNullable(rows.get(hash));
        }

        @Override
        public void shown(String hash, Instant at) {
            ask();
            rows.computeIfPresent(hash, (same, login) -> new BrowserLogin(login.end(), at));
        }

        @Override
        public void end(String hash) {
            ask();
            rows.remove(hash);
        }
    }

    @Test
    void one_that_begins_here_holds_elsewhere_and_what_the_browser_has_is_not_stored() {
        String secret = here.begin();
        assertThat(secret).matches("[A-Za-z0-9_-]{43}");
        assertThat(here.find(secret)).isPresent();
        assertThat(elsewhere.find(secret)).isPresent();
        assertThat(logins.rows.keySet())
                .singleElement()
                .satisfies(hash -> assertThat(hash).matches("[0-9a-f]{64}").doesNotContain(secret));
    }

    /** A new owner token is how sessions of somebody else are ended; and who can write rows has no key to make one with. */
    @Test
    void with_another_owner_token_it_is_none() {
        String secret = here.begin();
        assertThat(new BrowserSessions(logins, "dlo_another-owner-token", clock).find(secret))
                .isEmpty();
    }

    @Test
    void what_no_browser_was_given_is_not_even_looked_up() {
        assertThat(here.find("")).isEmpty();
        assertThat(here.find("a".repeat(42) + "'")).isEmpty();
        assertThat(logins.looks).isZero();
        assertThat(here.find("a".repeat(43))).isEmpty();
        assertThat(logins.looks).isEqualTo(1);
    }

    @Test
    void is_looked_up_twice_a_second_at_most() {
        String secret = here.begin();
        int before = logins.looks;
        for (int i = 0; i < 100; i++) {
            now = now.plusMillis(10);
            assertThat(here.find(secret)).isPresent();
        }
        assertThat(logins.looks - before).isEqualTo(2);
    }

    @Test
    void a_log_out_ends_it_here_at_once_and_elsewhere_soon_and_what_goes_on_with_it() {
        String secret = here.begin();
        BrowserSession there = elsewhere.find(secret).orElseThrow();
        here.end(here.find(secret).orElseThrow());
        assertThat(here.find(secret)).isEmpty();
        assertThat(here.isKnown(secret)).isFalse();
        now = now.plus(LOOK);
        assertThat(elsewhere.holds(there)).isFalse();
        assertThat(elsewhere.find(secret)).isEmpty();
        int before = logins.looks;
        now = now.plus(LOOK);
        assertThat(elsewhere.find(secret)).isEmpty();
        assertThat(logins.looks).as("what has ended does not come back").isEqualTo(before);
    }

    @Test
    void is_over_after_twelve_hours_however_much_it_is_used_also_where_the_clock_is_turned_back() {
        String secret = here.begin();
        Instant begin = now;
        for (int i = 0; i < 12; i++) {
            assertThat(here.find(secret)).isPresent();
            here.shown(here.find(secret).orElseThrow());
            now = now.plus(Duration.ofHours(1));
        }
        assertThat(here.find(secret)).isEmpty();
        assertThat(elsewhere.find(secret)).isEmpty();
        now = begin;
        assertThat(here.find(secret)).isEmpty();
        now = begin.plus(Duration.ofHours(12));
        here.begin();
        assertThat(logins.rows).as("a row that is over goes").hasSize(1);
    }

    @Test
    void that_the_owner_token_was_entered_again_is_known_elsewhere_too() {
        String secret = here.begin();
        elsewhere.find(secret);
        now = now.plus(Duration.ofMinutes(20));
        here.shown(here.find(secret).orElseThrow());
        assertThat(here.find(secret).orElseThrow().shown()).isEqualTo(now);
        assertThat(elsewhere.find(secret).orElseThrow().shown()).isEqualTo(now);
    }

    @Test
    void where_the_database_is_away_what_is_known_goes_on_and_of_the_rest_nobody_says_that_it_is_none() {
        String secret = here.begin();
        logins.away = true;
        now = now.plus(LOOK);
        assertThat(here.find(secret)).isPresent();
        assertThatThrownBy(() -> elsewhere.find(secret)).hasMessage("away");
        assertThat(elsewhere.isKnown(secret)).isFalse();
        assertThatThrownBy(() -> here.end(here.find(secret).orElseThrow())).hasMessage("away");
        assertThat(here.find(secret)).as("a log out that is not stored is none").isPresent();
        logins.away = false;
        assertThat(elsewhere.find(secret)).isPresent();
    }
}
