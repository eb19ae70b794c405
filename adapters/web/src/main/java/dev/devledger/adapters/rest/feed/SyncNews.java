package dev.devledger.adapters.rest.feed;

import dev.devledger.application.sync.SyncStatus;
import dev.devledger.application.sync.Syncs;
import java.util.Map;
import java.util.stream.Collectors;

/** How the sync is doing, as {@code /api/sync/status} has it, but for what grows by itself: that is no news. */
public record SyncNews(Syncs syncs) implements LongWork {

    @Override
    public String event() {
        return "sync";
    }

    @Override
    public Map<String, Step> now() {
        return syncs.statuses().stream()
                .collect(Collectors.toMap(SyncStatus::connector, status -> new Step(true, status.standing())));
    }
}
