package dev.devledger.application.history;

import dev.devledger.application.history.StatusTimeline.Stay;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How long a project has been in each status, and how long it had been at a moment. */
public record StatusTimelines(HistoryQueries history, Moments moments, Clock clock) {

    /** @param until so long an open stay counts: until now, or until the moment that was asked for */
    public record Told(List<Stay> stays, Instant until) {}

    /** @param asOf after the event at this position; null for now */
    public Told of(UUID project, @Nullable Long asOf) {
        Instant until = asOf == null ? clock.instant() : moments.timeAt(asOf);
        List<HistoryView> statuses = history.statusesOf(project).stream()
                .filter(entry -> asOf == null || entry.position() <= asOf)
                .toList();
        return new Told(StatusTimeline.of(statuses, until), until);
    }
}
