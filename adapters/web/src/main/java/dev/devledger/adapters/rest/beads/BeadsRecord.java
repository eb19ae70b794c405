package dev.devledger.adapters.rest.beads;

import dev.devledger.adapters.rest.http.Json;
import dev.devledger.adapters.rest.http.Parser;
import dev.devledger.application.note.NoteView;
import dev.devledger.domain.shared.LongNote;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the notes of a task tell of the issue that it was imported of.
 *
 * @param id null for a task that beads has not heard of yet
 * @param kept what the issue said when it was imported, without what the task says itself
 * @param marks what the import has done to it
 * @param notes all others, the oldest first
 */
record BeadsRecord(@Nullable String id, ObjectNode kept, BeadsMarks marks, List<NoteView> notes) {
    /** {@code notes}: the oldest first. */
    static BeadsRecord of(List<NoteView> notes) {
        List<NoteView> others = new ArrayList<>();
        StringBuilder text = new StringBuilder();
        String head = null;
        for (NoteView note : notes) {
            Optional<LongNote.Part> part =
                    LongNote.Part.of(note.text()).filter(each -> each.head().startsWith(BeadsIssue.IMPORTED));
            String found = part.map(LongNote.Part::head).orElse(null);
            head = head == null ? found : head;
            if (found != null && found.equals(head)) {
                text.append(part.get().text());
            } else {
                others.add(note);
            }
        }
        ObjectNode kept = head == null ? null : read(text.toString());
        return head == null || kept == null
                ? new BeadsRecord(null, JsonNodeFactory.instance.objectNode(), BeadsMarks.NONE, notes)
                : new BeadsRecord(
                        head.substring(BeadsIssue.IMPORTED.length()), kept, BeadsMarks.takenFrom(kept), others);
    }

    private static @Nullable ObjectNode read(String json) {
        try {
            return Json.readLine(json.getBytes(StandardCharsets.UTF_8)) instanceof ObjectNode kept ? kept : null;
        } catch (Parser.Wrong edited) {
            return null;
        }
    }
}
