package dev.devledger.adapters.rest;

import dev.devledger.application.query.Page;
import dev.devledger.application.sync.Approvals;
import dev.devledger.domain.shared.Rejection;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

@Controller
@RequestMapping(path = "/api/sync/approvals", produces = MediaType.APPLICATION_JSON_VALUE)
final class ApprovalResource {
    private static final String HERE = "/api/sync/approvals";

    private final Approvals approvals;
    private final Writes writes;

    ApprovalResource(Approvals approvals, Writes writes) {
        this.approvals = approvals;
        this.writes = writes;
    }

    /** There is one for each guard and scope at most, so all of them are on one page. */
    @GetMapping
    Answer list(Query query) {
        query.rejectIfAny();
        return Answer.page(new Page<>(approvals.list(), null));
    }

    /** What it held stays on both sides as it is, and apart. */
    @DeleteMapping("/{id}")
    Answer refuse(@PathVariable String id, Call call) {
        call.requireNoVersion();
        UUID hold = known(id);
        call.optionalBody().rejectIfAny();
        return writes.change(call, null, changes -> approvals.refuse(changes, hold), Answer::ok);
    }

    private static UUID known(String id) {
        try {
            return Parser.uuid(id);
        } catch (Parser.Wrong wrong) {
            throw Rejection.of(
                    Rejection.Code.NOT_FOUND,
                    "No plan waits for approval under " + Parser.quoted(id) + ". GET /api/sync/approvals lists the"
                            + " plans that wait.");
        }
    }

    @PostMapping
    Answer approve(Call call) {
        JsonFields fields = call.body();
        String planHash = fields.required("planHash", Parser::text, "");
        fields.rejectIfAny();
        return writes.order(
                call, () -> Answer.ok(approvals.approve(planHash, call.caller().actor()))
                        .created(HERE));
    }
}
