package dev.devledger.application.task;

import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads of the notes of projects and tasks, by the ids of these. */
public interface NoteQueries {

    /** All of one, newest first. */
    Page<NoteView> of(UUID entity, PageRequest page);

    /** Those of a project that counted after the event at a position, newest first. */
    Page<NoteView> ofProject(UUID project, long asOf, PageRequest page);

    /** Those of a task that counted after the event at a position, newest first. */
    Page<NoteView> ofTask(UUID task, long asOf, PageRequest page);

    /**
     * To each of these tasks the notes that counted after one of two events and not after the other; a task without any is
     * left out.
     */
    Map<UUID, NotesBetween> between(Collection<UUID> tasks, long from, long to);

    /** The newest of each that are not retracted, newest first; one without any is left out. */
    Map<UUID, List<NoteView>> newest(Collection<UUID> entities, int most);

    /** The newest of each of these tasks that counted after the event at a position, newest first; one without is left out. */
    Map<UUID, List<NoteView>> newestOfTasks(Collection<UUID> tasks, int most, long asOf);

    Optional<NoteView> find(UUID entity, UUID note);

    /**
     * A line in the log of a project or a task.
     *
     * @param at when it was written, here or in the service that it came from
     * @param agent who of those that share the actor, where the write said so
     * @param author what that service calls who wrote it there; null where it was written here, or nobody says
     */
    record NoteView(
            UUID id,
            String text,
            Instant at,
            String actor,
            @Nullable String agent,
            String channel,
            @Nullable String author,
            @Nullable Instant retractedAt) {}

    /** The texts of the notes that are there at only one of two moments, in the order in which they were written. */
    record NotesBetween(List<String> gone, List<String> come) {}
}
