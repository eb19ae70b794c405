package dev.devledger.adapters.postgres.access;

import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.application.access.BrowserSessions.BrowserLogin;
import dev.devledger.application.access.BrowserSessions.BrowserLoginStore;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Each statement is a transaction of its own: no statement is part of a request's changes of the ledger. */
public record PostgresBrowserLoginStore(JdbcClient jdbc) implements BrowserLoginStore {
    @Override
    public void begin(String hash, BrowserLogin login, Instant now) {
        jdbc.sql("delete from browser_login where ends_at <= :now")
                .param("now", Times.of(now))
                .update();
        jdbc.sql("insert into browser_login (hash, shown_at, ends_at) values (:hash, :shown, :end)")
                .param("hash", hash)
                .param("shown", Times.of(login.shown()))
                .param("end", Times.of(login.end()))
                .update();
    }

    @Override
    public Optional<BrowserLogin> find(String hash) {
        return jdbc.sql("select ends_at, shown_at from browser_login where hash = :hash")
                .param("hash", hash)
                .query((row, number) -> new BrowserLogin(Times.get(row, "ends_at"), Times.get(row, "shown_at")))
                .optional();
    }

    @Override
    public void shown(String hash, Instant at) {
        jdbc.sql("update browser_login set shown_at = :at where hash = :hash")
                .param("at", Times.of(at))
                .param("hash", hash)
                .update();
    }

    @Override
    public void end(String hash) {
        jdbc.sql("delete from browser_login where hash = :hash")
                .param("hash", hash)
                .update();
    }
}
