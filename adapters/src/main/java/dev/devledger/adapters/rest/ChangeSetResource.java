package dev.devledger.adapters.rest;

import dev.devledger.application.undo.Undos;
import java.util.List;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

@Controller
@RequestMapping(path = "/api/change-sets", produces = MediaType.APPLICATION_JSON_VALUE)
final class ChangeSetResource {
    private final Undos undos;
    private final Writes writes;

    ChangeSetResource(Undos undos, Writes writes) {
        this.undos = undos;
        this.writes = writes;
    }

    @PostMapping("/{id}/undo")
    Answer undo(@PathVariable("id") String id, Call call) {
        call.requireNoVersion();
        UUID changeSet = known(id);
        JsonFields body = call.optionalBody();
        boolean force = body.flag("force");
        String reason = body.reason();
        body.rejectIfAny();
        return writes.change(call, reason, changes -> undos.undo(changes, List.of(changeSet), force), Answer::ok);
    }

    private static UUID known(String id) {
        try {
            return Parser.uuid(id);
        } catch (Parser.Wrong noId) {
            throw Undos.unknown(Parser.quoted(id));
        }
    }
}
