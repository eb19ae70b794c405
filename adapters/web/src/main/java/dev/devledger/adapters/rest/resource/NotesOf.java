package dev.devledger.adapters.rest.resource;

import dev.devledger.adapters.rest.http.HttpAnswer;
import dev.devledger.adapters.rest.http.JsonFields;
import dev.devledger.adapters.rest.http.Parser;
import dev.devledger.adapters.rest.http.QueryParameters;
import dev.devledger.adapters.rest.http.WriteRequest;
import dev.devledger.application.note.NoteQueries;
import dev.devledger.application.note.NoteView;
import dev.devledger.application.query.Page;
import dev.devledger.application.query.PageRequest;
import dev.devledger.domain.shared.Rejection;
import java.util.UUID;

/**
 * The notes of one project or task.
 *
 * @param path of the entity
 */
record NotesOf(NoteQueries queries, UUID entity, String path) {
    static String text(WriteRequest call) {
        JsonFields body = call.body();
        String text = body.required("text", Parser::text, "");
        body.rejectIfAny();
        return text;
    }

    HttpAnswer added(UUID note) {
        return queries.find(entity, note)
                .map(HttpAnswer::ok)
                .orElseGet(() -> HttpAnswer.unseen(note))
                .created(path + "/notes/" + note);
    }

    /** Those that counted after the event at a position; throws where the entity was not there then. */
    interface Then {
        Page<NoteView> at(long position, PageRequest page);
    }

    /** As they are, or as they were. */
    HttpAnswer list(QueryParameters query, AsOf past, Then was) {
        PageRequest page = query.page();
        Long then = past.position(query);
        query.rejectIfAny();
        return AsOf.marked(HttpAnswer.page(then == null ? queries.of(entity, page) : was.at(then, page)), then);
    }

    HttpAnswer read(String note) {
        try {
            return queries.find(entity, Parser.uuid(note)).map(HttpAnswer::ok).orElseThrow(() -> unknown(note));
        } catch (Parser.Wrong noId) {
            throw unknown(note);
        }
    }

    private static Rejection unknown(String note) {
        return Rejection.of(Rejection.Code.NOT_FOUND, "There is no note " + note + " here.");
    }
}
