package dev.devledger.application.sync.notes;

import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.domain.sync.link.CreateAttempt;
import dev.devledger.domain.sync.note.TaskNote;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** When a note may be sent once more. On record is each sending, but for one that follows a no. */
public final class NoteSendings {
    private final Set<UUID> refused = ConcurrentHashMap.newKeySet();

    void answered(UUID note, RemoteAnswer<String> answer) {
        if (answer instanceof RemoteAnswer.Refused<String>) {
            refused.add(note);
        } else {
            refused.remove(note);
        }
    }

    /** Whether the newest answer was a no, so that it is not there. */
    boolean isRefused(UUID note) {
        return refused.contains(note);
    }

    /**
     * Whether it would be shown by now, had it got there: after a settle time it is there or never will be, and after
     * another one every read shows it (docs/sync-design.md). A newer note, or somebody who looks, is no reason to send it twice.
     */
    boolean isSettled(TaskNote note, Instant now, Duration settle) {
        Instant sent = note.intendedAt();
        return sent == null
                || isRefused(note.id())
                || CreateAttempt.isAhead(sent, now)
                || !sent.plus(settle.multipliedBy(2)).isAfter(now);
    }
}
