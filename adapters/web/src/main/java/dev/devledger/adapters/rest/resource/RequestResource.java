package dev.devledger.adapters.rest.resource;

import dev.devledger.adapters.rest.http.HttpAnswer;
import dev.devledger.adapters.rest.http.IdempotentWrites;
import dev.devledger.adapters.rest.http.QueryParameters;
import dev.devledger.adapters.rest.http.WriteRequest;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.ledger.LongWrites;
import dev.devledger.application.projection.ParkedEvents;
import dev.devledger.application.projection.Replays;
import dev.devledger.application.proof.Sealing;
import dev.devledger.application.proof.VerificationRuns;
import dev.devledger.domain.shared.Rejection;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** How a request went that its caller did not wait for. */
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
