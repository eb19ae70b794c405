package dev.devledger.application.note;

import dev.devledger.domain.shared.NoteOrigin;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The rows of {@code notes}. Each method can be repeated; one that finds no row to change throws, since an event that
 * changes nothing is an event that was not applied.
 */
public interface Notes {
    /**
     * A note of a project or a task, with where and by whom it was added.
     *
     * @param origin null where it was written here
     */
    record Added(
            UUID note,
            UUID entity,
            String text,
            Instant at,
            long position,
            String actor,
            String channel,
            @Nullable NoteOrigin origin) {}

    void add(List<Added> notes);

    void retract(UUID note, Instant at);

    void restore(UUID note);
}
