package dev.devledger.adapters.rest.resource;

import dev.devledger.adapters.rest.http.HttpAnswer;
import dev.devledger.application.ledger.LongWrites;
import dev.devledger.domain.shared.Rejection;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;

/** The progress of a request whose caller did not wait for the answer. */
@Controller
@RequestMapping(path = "/api/requests", produces = MediaType.APPLICATION_JSON_VALUE)
public record RequestResource(LongWrites writes) {
    @GetMapping("/{requestId}")
    HttpAnswer progress(@PathVariable("requestId") String requestId) {
        return HttpAnswer.ok(writes.ofRequest(requestId)
                .orElseThrow(() -> Rejection.of(
                        Rejection.Code.NOT_FOUND,
                        "This node knows no long write with this request id. Only the node that ran"
                                + " a write of more than 100 changes knows its progress, for one day"
                                + " or until it restarts. Imports are under /api/import.")));
    }
}
