package dev.devledger.application.note;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A line in the log of a project or a task. */
public record NoteView(
        UUID id,
        String text,
        Instant at,
        String actor,
        String channel,
        @Nullable Instant retractedAt) {}
