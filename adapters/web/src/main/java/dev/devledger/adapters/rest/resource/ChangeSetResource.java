package dev.devledger.adapters.rest.resource;

import dev.devledger.adapters.rest.http.HttpAnswer;
import dev.devledger.adapters.rest.http.IdempotentWrites;
import dev.devledger.adapters.rest.http.JsonFields;
import dev.devledger.adapters.rest.http.Parser;
import dev.devledger.adapters.rest.http.QueryParameters;
import dev.devledger.adapters.rest.http.WriteRequest;
import dev.devledger.application.claim.Claims;
import dev.devledger.application.progress.LongWrites;
import dev.devledger.application.undo.UndoChangeSets;
import dev.devledger.domain.shared.Rejection;
import java.util.List;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

@Controller
@RequestMapping(path = "/api/change-sets", produces = MediaType.APPLICATION_JSON_VALUE)
public record ChangeSetResource(UndoChangeSets undos, LongWrites longWrites, IdempotentWrites writes, Claims claims) {
    @PostMapping("/{id}/undo")
    HttpAnswer undo(@PathVariable("id") String id, WriteRequest call, QueryParameters query) {
        call.requireNoVersion();
        UUID changeSet = known(id);
        JsonFields body = call.optionalBody();
        boolean force = body.flag("force");
        String reason = body.reason();
        ClaimCheck claim = ClaimCheck.along(claims, call, query, force);
        body.rejectIfAny();
        return writes.change(
                claim.call(),
                reason,
                changes -> undos.undo(changes, List.of(changeSet), force, () -> {}, commands -> claim.checked()
                        .along(changes, commands)),
                HttpAnswer::ok);
    }

    @GetMapping("/{id}/undo")
    HttpAnswer progress(@PathVariable("id") String id) {
        return HttpAnswer.ok(longWrites
                .undoOf(known(id))
                .orElseThrow(() -> Rejection.of(
                        Rejection.Code.NOT_FOUND,
                        "This node knows no undo of this change set. Only the node that ran an undo knows its"
                                + " progress, for one day or until it restarts. GET /api/history shows what was"
                                + " undone.")));
    }

    private static UUID known(String id) {
        try {
            return Parser.uuid(id);
        } catch (Parser.Wrong noId) {
            throw UndoChangeSets.unknown(Parser.quoted(id));
        }
    }
}
