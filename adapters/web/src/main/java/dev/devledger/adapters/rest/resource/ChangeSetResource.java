package dev.devledger.adapters.rest.resource;

import dev.devledger.adapters.rest.http.HttpAnswer;
import dev.devledger.adapters.rest.http.IdempotentWrites;
import dev.devledger.adapters.rest.http.IdempotentWrites.Rehearsed;
import dev.devledger.adapters.rest.http.JsonFields;
import dev.devledger.adapters.rest.http.Parser;
import dev.devledger.adapters.rest.http.QueryParameters;
import dev.devledger.adapters.rest.http.WriteRequest;
import dev.devledger.adapters.rest.resource.ClaimResource.ClaimCheck;
import dev.devledger.application.claim.Claims;
import dev.devledger.application.history.HistoryQueries;
import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.application.ledger.LongWrites;
import dev.devledger.application.undo.UndoChangeSets;
import dev.devledger.application.undo.UndoChangeSets.Undone;
import dev.devledger.domain.shared.Change.SetTo;
import dev.devledger.domain.shared.Rejection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

@Controller
@RequestMapping(path = "/api/change-sets", produces = MediaType.APPLICATION_JSON_VALUE)
public record ChangeSetResource(
        UndoChangeSets undos, LongWrites longWrites, IdempotentWrites writes, Claims claims, HistoryQueries history) {
    private static final String CHANGE_SETS = "changeSets";

    /** The most change sets in one undo. */
    private static final int MOST = 200;

    /**
     * The result of a rehearsed undo, which stores nothing.
     *
     * @param undone the number of changes that the undo would make
     * @param wouldChange the first of these changes, as the history would show them
     */
    record WouldUndo(int undone, List<Rehearsed> wouldChange) {}

    @PostMapping("/{id}/undo")
    HttpAnswer undo(@PathVariable("id") String id, WriteRequest call, QueryParameters query) {
        call.requireNoVersion();
        List<UUID> changeSet = List.of(known(id));
        return undo(changeSet, call.optionalBody(), call, query);
    }

    /** Undoes several change sets as one: either all of them or none. */
    @PostMapping("/undo")
    HttpAnswer undoSeveral(WriteRequest call, QueryParameters query) {
        call.requireNoVersion();
        JsonFields body = call.body();
        List<String> ids = SetTo.orElse(body.texts(CHANGE_SETS), List.of(), List.of());
        if (ids.isEmpty() || ids.size() > MOST) {
            body.add(CHANGE_SETS, "must have 1 to " + MOST + " change sets");
        }
        List<UUID> changeSets =
                ids.stream().map(ChangeSetResource::known).distinct().toList();
        return undo(changeSets, body, call, query);
    }

    private HttpAnswer undo(List<UUID> changeSets, JsonFields body, WriteRequest call, QueryParameters query) {
        boolean force = body.flag("force");
        String reason = body.reason();
        boolean dryRun = query.flag("dryRun");
        ClaimCheck claim = ClaimCheck.along(claims, call, query, force);
        body.rejectIfAny();
        Function<ChangeSet, Undone> undo =
                changes -> undos.undo(changes, changeSets, force, () -> {}, commands -> claim.checked()
                        .along(changes, commands));
        return dryRun
                ? writes.rehearse(
                        claim.call(),
                        reason,
                        undo,
                        undone -> HttpAnswer.ok(
                                new WouldUndo(undone.undone(), Rehearsed.of(history, undone.changeSet()))))
                : writes.change(claim.call(), reason, undo, HttpAnswer::ok);
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
        } catch (Parser.InvalidText noId) {
            throw UndoChangeSets.unknown(Parser.quoted(id));
        }
    }
}
