package dev.devledger.adapters.postgres.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.postgres.Database;
import dev.devledger.application.access.BrowserSessions.BrowserLogin;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class BrowserLoginStoreTest {
    @RegisterExtension
    static final Database database = Database.emptied();

    private final PostgresBrowserLoginStore store = new PostgresBrowserLoginStore(database.jdbc);
    private final Instant now = Instant.parse("2026-07-01T10:00:00.123456Z");
    private final BrowserLogin login = new BrowserLogin(now.plus(Duration.ofHours(12)), now);

    private long rows() {
        return database.jdbc
                .sql("select count(*) from browser_login")
                .query(Long.class)
                .single();
    }

    @Test
    void keeps_when_it_ends_and_when_the_owner_token_was_entered() {
        store.begin("one", login, now);
        assertThat(store.find("one")).contains(login);
        assertThat(store.find("other")).isEmpty();
        store.shown("one", now.plusSeconds(7));
        assertThat(store.find("one")).contains(new BrowserLogin(login.end(), now.plusSeconds(7)));
        store.shown("other", now);
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void what_has_ended_is_gone_and_what_is_over_goes_with_the_next_login() {
        store.begin("one", login, now);
        store.begin("two", login, now);
        store.end("one");
        assertThat(store.find("one")).isEmpty();
        assertThat(store.find("two")).contains(login);
        Instant late = login.end();
        store.begin("three", new BrowserLogin(late.plusSeconds(1), late), late);
        assertThat(rows()).isEqualTo(1);
    }
}
