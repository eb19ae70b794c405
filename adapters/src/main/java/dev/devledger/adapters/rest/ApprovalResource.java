package dev.devledger.adapters.rest;

import dev.devledger.application.query.Page;
import dev.devledger.application.sync.Approvals;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
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
