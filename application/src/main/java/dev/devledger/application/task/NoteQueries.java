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

/** Reads of the notes of projects and tasks, by their ids. */
public interface NoteQueries {

    /** Returns all notes of one entity, newest first. */
    Page<NoteView> of(UUID entity, PageRequest page);

    /**
     * Returns the notes of a project that were written and not retracted as of the event at this position, newest
     * first.
     */
    Page<NoteView> ofProject(UUID project, long asOf, PageRequest page);

    /**
     * Returns the notes of a task that were written and not retracted as of the event at this position, newest first.
     */
    Page<NoteView> ofTask(UUID task, long asOf, PageRequest page);

    /**
     * Returns the notes of these tasks that were written and not retracted as of only one of the two events; a task
     * without such notes is left out.
     */
    Map<UUID, NoteDifference> between(Collection<UUID> tasks, long from, long to);

    /**
     * Returns the newest notes of each of these entities that are not retracted, newest first; an entity without any
     * note is left out.
     */
    Map<UUID, List<NoteView>> newest(Collection<UUID> entities, int most);

    /**
     * Returns the newest notes of each of these tasks that were written and not retracted as of the event at this
     * position, newest first; a task without any note is left out.
     */
    Map<UUID, List<NoteView>> newestOfTasks(Collection<UUID> tasks, int most, long asOf);

    Optional<NoteView> find(UUID entity, UUID note);

    /**
     * A line in the log of a project or a task.
     *
     * @param at the time when the note was written, in the ledger or in the service that it came from
     * @param agent the agent that wrote the note, if several share the actor and the write named the agent
     * @param author the service's name of the author; null if the note was written in the ledger, or the service names
     *     no author
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

    /** The texts of the notes that exist at only one of two moments, in the order of writing. */
    record NoteDifference(List<String> gone, List<String> come) {}
}
