package dev.devledger.application.history;

import dev.devledger.application.query.PageRequest;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** What has moved the version of an entity, for who has read an older one. */
public record VersionChanges(HistoryQueries history) {
    /** More than so many are not told one by one. */
    private static final int MOST = 50;

    private static final Set<String> KINDS = Set.of("task", "project", "time-entry", "person", "customer", "service");

    /** In the history of the task, and in no version of it. */
    private static final Set<String> CLAIMS =
            Set.of("task.claimed", "task.claim-prolonged", "task.released", "task.claim-expired");

    /** The last so many changes, newest first. */
    public List<HistoryView> last(UUID entity, long changes) {
        PageRequest newest = new PageRequest(MOST, null); // some have no version
        return history.list(ofOne(entity), newest).items().stream()
                .filter(VersionChanges::isOfVersion)
                .limit(changes)
                .toList();
    }

    private static boolean isOfVersion(HistoryView entry) {
        String event = entry.event();
        return KINDS.contains(event.substring(0, Math.max(0, event.indexOf('.')))) && !CLAIMS.contains(event);
    }

    private static HistoryFilter ofOne(UUID entity) {
        return HistoryFilter.of(entity);
    }
}
