package dev.devledger.adapters.rest.beads;

import dev.devledger.application.note.NoteView;
import dev.devledger.domain.shared.LongNote;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The notes of a task as comments. Comments have no ids: in old versions these are numbers, in new ones texts. */
record BeadsComments(String issue) {
    private static final Pattern COMMENT = Pattern.compile("(.*), ([0-9]{4}-[0-9]{2}-[0-9]{2}T\\S+|)");

    ArrayNode array(List<NoteView> notes) {
        ArrayNode comments = JsonNodeFactory.instance.arrayNode();
        ObjectNode last = null;
        String head = null;
        for (NoteView note : notes) {
            Optional<LongNote.Part> part = LongNote.Part.of(note.text());
            Matcher comment = COMMENT.matcher(part.map(LongNote.Part::head).orElse(""));
            if (part.isEmpty() || !comment.matches()) {
                last = comment(comments, note.actor(), note.at().toString(), note.text());
                head = null;
            } else if (last != null
                    && part.get().number() > 1
                    && part.get().head().equals(head)) {
                last.put("text", last.path("text").asString("") + part.get().text());
            } else {
                last = comment(
                        comments, comment.group(1), comment.group(2), part.get().text());
                head = part.get().head();
            }
        }
        return comments;
    }

    private ObjectNode comment(ArrayNode comments, String author, @Nullable String at, String text) {
        ObjectNode comment = comments.addObject()
                .put("issue_id", issue)
                .put("author", author)
                .put("text", text);
        return at == null || at.isEmpty() ? comment : comment.put("created_at", at);
    }
}
