package dev.devledger.application.project;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A line in a project's log. */
public record NoteView(
        UUID id,
        String text,
        Instant at,
        String actor,
        String channel,
        @Nullable Instant retractedAt) {}
