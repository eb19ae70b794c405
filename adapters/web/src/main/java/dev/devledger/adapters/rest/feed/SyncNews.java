package dev.devledger.adapters.rest.feed;

import dev.devledger.application.sync.Sync;
import dev.devledger.application.sync.SyncStatus;
import java.util.Map;

/** How the sync is doing, as {@code /api/sync/status} has it. */
public record SyncNews(Sync sync) implements LongWork {

    @Override
    public String event() {
        return "sync";
    }

    @Override
    public Map<String, Step> now() {
        SyncStatus status = sync.status();
        return Map.of(status.connector(), new Step(true, status));
    }
}
