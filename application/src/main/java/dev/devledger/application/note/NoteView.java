package dev.devledger.application.note;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A line in the log of a project or a task.
 *
 * @param at when it was written, here or in the service that it came from
 * @param agent who of those that share the actor, where the write said so
 * @param author what that service calls who wrote it there; null where it was written here, or nobody says
 */
public record NoteView(
        UUID id,
        String text,
        Instant at,
        String actor,
        @Nullable String agent,
        String channel,
        @Nullable String author,
        @Nullable Instant retractedAt) {}
