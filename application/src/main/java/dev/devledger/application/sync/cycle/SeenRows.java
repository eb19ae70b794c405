package dev.devledger.application.sync.cycle;

import dev.devledger.application.sync.connector.Changes;
import dev.devledger.application.sync.connector.Listing;
import dev.devledger.application.sync.connector.RemotePage;
import dev.devledger.domain.sync.content.RemoteRef;
import dev.devledger.domain.sync.content.RemoteStatus;
import dev.devledger.domain.sync.content.RemoteTask;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Each task as the newest answer of a cycle has shown it, unless the cycle has written to it since. Where two answers show
 * different states of it, one of them may be an old one.
 */
final class SeenRows {
    private final Map<String, RemoteTask> rows = new HashMap<>();
    private final Set<String> doubted = new HashSet<>();

    /** @param answer what the remote has answered, of which lists of tasks count */
    void see(Object answer) {
        switch (answer) {
            case Listing listing -> listing.tasks().forEach(this::see);
            case Changes changes -> see(changes.seen());
            case RemotePage<?> page -> see(page.rows());
            case Optional<?> some -> some.ifPresent(this::see);
            default -> {}
        }
    }

    private void see(RemoteTask task) {
        RemoteTask before = rows.put(task.ref().id(), task);
        if (before != null && !isSame(before, task)) {
            doubted.add(task.ref().id());
        }
    }

    void forget(Collection<RemoteRef> written) {
        written.forEach(this::forget);
    }

    private void forget(RemoteRef task) {
        rows.remove(task.id());
        doubted.remove(task.id());
    }

    /** Whether the answers do not agree on what it is. */
    boolean isDoubted(RemoteRef task) {
        return doubted.contains(task.id());
    }

    /** Whether that is so with what a look at it by its id has found. */
    boolean isDoubted(RemoteRef task, Optional<RemoteTask> found) {
        RemoteTask row = rows.get(task.id());
        return isDoubted(task)
                || (row != null
                        && !found.map(now -> isSame(row, now)).orElse(!row.ref().equals(task)));
    }

    /** Whether an answer has shown an open one, in that list or, where it is null, anywhere. */
    boolean showOpen(@Nullable String list) {
        return rows.values().stream()
                .anyMatch(row -> row.content().status() == RemoteStatus.OPEN
                        && (list == null || row.ref().list().equals(list)));
    }

    List<RemoteRef> shown() {
        return rows.values().stream().map(RemoteTask::ref).toList();
    }

    /** The open ones that stand below it. */
    List<RemoteRef> openBelow(RemoteRef object) {
        return rows.values().stream()
                .filter(row -> row.content().status() == RemoteStatus.OPEN)
                .filter(row -> row.ref().list().equals(object.list()))
                .filter(row -> object.id().equals(row.content().parent()))
                .map(RemoteTask::ref)
                .toList();
    }

    /** It was looked at twice. */
    void settle(RemoteRef task, Optional<RemoteTask> found) {
        forget(task);
        found.ifPresent(now -> rows.put(task.id(), now));
    }

    /** What the ledger does not know of an item is written back with its checklist. */
    private static boolean isSame(RemoteTask one, RemoteTask other) {
        return one.ref().equals(other.ref())
                && one.content().equals(other.content())
                && one.items().equals(other.items());
    }
}
