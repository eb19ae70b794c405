package dev.devledger.application.sync.notes;

import dev.devledger.domain.sync.link.CreateAttempt;
import dev.devledger.domain.sync.note.TaskNote;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * When those notes were sent last of which nobody knows whether they are there. On record is only the first time, which is
 * all that is known after a restart.
 */
public final class NoteSendings {
    private static final Instant AT_ONCE = Instant.EPOCH;

    private final Map<UUID, Instant> last = new ConcurrentHashMap<>();

    void unheard(UUID note, Instant at) {
        last.put(note, at);
    }

    void refused(UUID note) {
        last.put(note, AT_ONCE);
    }

    void known(UUID note) {
        last.remove(note);
    }

    /** Whether it would be shown by now, had it got there: a newer note, or somebody who looks, is no reason to send it twice. */
    boolean isSettled(TaskNote note, Instant now, Duration settle) {
        Instant first = note.intendedAt();
        Instant sent = last.getOrDefault(note.id(), first == null ? AT_ONCE : first);
        return CreateAttempt.isAhead(sent, now) || !sent.plus(settle).isAfter(now);
    }
}
