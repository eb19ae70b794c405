package dev.devledger.adapters.rest.sync;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.devledger.adapters.rest.http.HttpAnswer;
import dev.devledger.adapters.rest.http.IdempotentWrites;
import dev.devledger.adapters.rest.http.JsonFields;
import dev.devledger.adapters.rest.http.Parser;
import dev.devledger.adapters.rest.http.QueryParameters;
import dev.devledger.adapters.rest.http.RequestArguments.ByAgent;
import dev.devledger.adapters.rest.http.WriteRequest;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.sync.Sync.Syncs;
import dev.devledger.application.sync.conflict.ConflictDescriptions;
import dev.devledger.application.sync.conflict.Conflicts;
import dev.devledger.application.sync.guard.Approvals;
import dev.devledger.application.sync.guard.Approvals.ApprovalView;
import dev.devledger.application.sync.guard.Approvals.HeldPlan;
import dev.devledger.application.sync.memory.ConflictView;
import dev.devledger.domain.shared.Change.SetTo;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.sync.conflict.Conflict.Choice;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
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

    @Controller
    @RequestMapping(path = "/api/sync/approvals", produces = MediaType.APPLICATION_JSON_VALUE)
    public record ApprovalResource(Syncs syncs, Approvals approvals, IdempotentWrites writes) {
        private static final String PATH = "/api/sync/approvals";

        /** Lists all plans on one page, as each guard holds at most one plan for a scope. */
        @GetMapping
        HttpAnswer list(QueryParameters query) {
            String connector = query.one("connector", Parser::text);
            query.rejectIfAny();
            List<HeldPlan> held = approvals.list(connector);
            List<?> items = syncs.meant(connector).size() == 1
                    ? held.stream().map(HeldPlan::view).toList()
                    : held.stream().map(HeldByConnector::new).toList();
            return HttpAnswer.page(new Page<>(items, null));
        }

        /** A plan with its connector, used if several connectors are on. */
        private record HeldByConnector(
                String connector, @JsonUnwrapped ApprovalView view) {
            HeldByConnector(HeldPlan plan) {
                this(plan.connector(), plan.view());
            }
        }

        /** Refuses a plan: the objects in the plan stay unchanged on both sides, and unlinked. */
        @DeleteMapping("/{id}")
        HttpAnswer refuse(@PathVariable String id, @ByAgent WriteRequest call) {
            call.requireNoVersion();
            UUID hold = known(id);
            call.optionalBody().rejectIfAny();
            return writes.change(call, null, changes -> approvals.refuse(changes, hold), HttpAnswer::ok);
        }

        private static UUID known(String id) {
            try {
                return Parser.uuid(id);
            } catch (Parser.InvalidText wrong) {
                throw Rejection.of(
                        Rejection.Code.NOT_FOUND,
                        "No plan waits for approval under " + Parser.quoted(id) + ". GET /api/sync/approvals lists the"
                                + " plans that wait.");
            }
        }

        @PostMapping
        HttpAnswer approve(WriteRequest call, QueryParameters query) {
            String connector = query.one("connector", Parser::text);
            query.rejectIfAny();
            JsonFields fields = call.body();
            String planHash = fields.required("planHash", Parser::text, "");
            fields.rejectIfAny();
            return writes.order(call, () -> HttpAnswer.ok(
                            approvals.approve(connector, planHash, call.caller().actor()))
                    .created(PATH));
        }
    }
}
