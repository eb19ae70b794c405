package dev.devledger.adapters.rest;

import dev.devledger.application.access.BrowserSessions.BrowserLogin;
import dev.devledger.application.access.BrowserSessions.BrowserLoginStore;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Logins of browsers in a map. */
public final class MemoryLogins implements BrowserLoginStore {
    public final Map<String, BrowserLogin> logins = new ConcurrentHashMap<>();

    /** What a look at the database ends with; null where it answers. */
    public volatile @Nullable RuntimeException failure;

    private void look() {
        if (failure != null) {
            throw failure;
        }
    }

    @Override
    public void begin(String hash, BrowserLogin login, Instant now) {
        look();
        logins.values().removeIf(each -> !now.isBefore(each.end()));
        logins.put(hash, login);
    }

    @Override
    public Optional<BrowserLogin> find(String hash) {
        look();
        return Optional.ofNullable(logins.get(hash));
    }

    @Override
    public void shown(String hash, Instant at) {
        look();
        logins.computeIfPresent(hash, (same, login) -> new BrowserLogin(login.end(), at));
    }

    @Override
    public void end(String hash) {
        look();
        logins.remove(hash);
    }
}
