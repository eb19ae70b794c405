package dev.devledger.adapters.mcp.reading;

import static dev.devledger.adapters.mcp.reading.TaskLines.text;

import dev.devledger.adapters.mcp.tool.Quoted;
import dev.devledger.adapters.mcp.tool.SizeLimit;
import dev.devledger.application.task.NoteQueries;
import dev.devledger.application.task.NoteQueries.NoteView;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads the newest notes of projects and tasks, without retracted notes. */
record NewestNotes(NoteQueries queries) {
    private static final int MOST = 10;

    /** Returns the newest notes of each entity, read in one statement. */
    Map<UUID, List<NoteView>> of(Collection<UUID> entities) {
        return entities.isEmpty() ? Map.of() : queries.newest(entities, MOST + 1);
    }

    /** Returns the newest notes of tasks as of a position. */
    Map<UUID, List<NoteView>> asOf(Collection<UUID> tasks, long position) {
        return tasks.isEmpty() ? Map.of() : queries.newestOfTasks(tasks, MOST + 1, position);
    }

    static void add(List<NoteView> newest, ObjectNode item, ObjectNode answer) {
        ArrayNode notes = item.putArray("notes");
        newest.stream().limit(MOST).forEach(note -> {
            ObjectNode told = notes.addObject().put("at", note.at().toString()).put("actor", note.actor());
            if (note.agent() != null) {
                told.put("agent", note.agent());
            }
            if (note.author() != null) {
                told.put("author", note.author());
            }
            told.put("text", note.text());
        });
        if (newest.size() > MOST) {
            SizeLimit.hint(answer, "Older notes are in get_history.");
        }
    }

    /** Adds the notes of a project or task in an answer to the lines. */
    static void add(StringBuilder lines, JsonNode entity) {
        for (JsonNode note : entity.path("notes")) {
            lines.append("  note of %s by %s:\n%s"
                    .formatted(text(note, "at"), Quoted.line(author(note)), Quoted.block(text(note, "text"))));
        }
    }

    /**
     * Returns the author of a note. In a note from a service, the actor is the service and the author is a person in
     * the service. Several agents may share an actor, so the agent is named as well.
     */
    private static String author(JsonNode note) {
        String actor = text(note, "actor");
        return note.has("author")
                ? text(note, "author") + " (" + actor + ")"
                : note.has("agent") ? actor + " (" + text(note, "agent") + ")" : actor;
    }
}
