package dev.devledger.application.claim;

import dev.devledger.application.history.HistoryView;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What somebody else did to a task while an agent was not looking. */
public record MissedChange(
        Instant at, String actor, @Nullable String agent, String channel, String summary) {
    public static MissedChange of(HistoryView entry) {
        return new MissedChange(entry.at(), entry.actor(), entry.agent(), entry.channel(), entry.summary());
    }
}
