package dev.devledger.adapters.rest.sync;

import dev.devledger.adapters.rest.http.HttpAnswer;
import dev.devledger.adapters.rest.http.IdempotentWrites;
import dev.devledger.adapters.rest.http.JsonFields;
import dev.devledger.adapters.rest.http.Parser;
import dev.devledger.adapters.rest.http.QueryParameters;
import dev.devledger.adapters.rest.http.RequestArguments.ByAgent;
import dev.devledger.adapters.rest.http.WriteRequest;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.sync.conflict.ConflictDescriptions;
import dev.devledger.application.sync.conflict.Conflicts;
import dev.devledger.application.sync.memory.ConflictView;
import dev.devledger.domain.shared.Change.SetTo;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.sync.conflict.Conflict.Choice;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

@Controller
@RequestMapping(path = "/api/sync/conflicts", produces = MediaType.APPLICATION_JSON_VALUE)
public final class ConflictResource {
    private final Conflicts conflicts;
    private final ConflictDescriptions told;
    private final IdempotentWrites writes;

    public ConflictResource(Conflicts conflicts, ConflictDescriptions told, IdempotentWrites writes) {
        this.conflicts = conflicts;
        this.told = told;
        this.writes = writes;
    }

    @GetMapping
    HttpAnswer list(QueryParameters query) {
        ConflictView.State state = query.one("state", Parser.word(ConflictView.State.class));
        String connector = query.one("connector", Parser::text);
        PageRequest page = query.page();
        query.rejectIfAny();
        return HttpAnswer.page(told.list(connector, state, page));
    }

    @GetMapping("/{id}")
    HttpAnswer find(@PathVariable String id, QueryParameters query) {
        query.rejectIfAny();
        return told.find(known(id)).map(HttpAnswer::ok).orElseThrow(() -> unknown(id));
    }

    @PostMapping("/{id}/resolve")
    HttpAnswer resolve(@PathVariable String id, @ByAgent WriteRequest call) {
        call.requireNoVersion();
        UUID conflict = known(id);
        JsonFields fields = call.body();
        Choice choice = fields.required("choose", Parser.word(Choice.class), Choice.LOCAL);
        Object value = SetTo.<@Nullable Object>orElse(fields.plain("value"), null);
        fields.rejectIfAny();
        return writes.change(
                call,
                null,
                changes -> conflicts.resolve(changes, conflict, choice, value),
                resolved -> told.find(resolved).map(HttpAnswer::ok).orElseGet(() -> HttpAnswer.unseen(resolved)));
    }

    private static UUID known(String id) {
        try {
            return Parser.uuid(id);
        } catch (Parser.InvalidText wrong) {
            throw unknown(id);
        }
    }

    private static Rejection unknown(String id) {
        return Rejection.of(
                Rejection.Code.NOT_FOUND,
                "There is no conflict " + Parser.quoted(id) + ". GET /api/sync/conflicts lists the conflicts.");
    }
}
