package dev.devledger.adapters.rest.resource;

import dev.devledger.adapters.rest.http.HttpAnswer;
import dev.devledger.adapters.rest.http.IdempotentWrites;
import dev.devledger.adapters.rest.http.QueryParameters;
import dev.devledger.adapters.rest.http.WriteRequest;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.ledger.LongWrites;
import dev.devledger.application.projection.EventLog.ParkedEvents;
import dev.devledger.application.projection.Replays;
import dev.devledger.application.proof.Sealing;
import dev.devledger.application.proof.Verification.VerificationRuns;
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

@Controller
@RequestMapping(path = "/api/ledger", produces = MediaType.APPLICATION_JSON_VALUE)
public record LedgerResource(Sealing sealing, ParkedEvents parked, VerificationRuns verifications) {
    @GetMapping("/head")
    HttpAnswer head() {
        return HttpAnswer.ok(sealing.head());
    }

    @GetMapping("/parked")
    HttpAnswer parked(QueryParameters query) {
        PageRequest page = query.page();
        query.rejectIfAny();
        Page<ParkedEvents.Parked> found = parked.list(page);
        return HttpAnswer.page(
                new Page<>(found.items().stream().map(ParkedEvent::of).toList(), found.nextCursor()));
    }

    /** Returns the newest runs, of which only one page is kept. */
    @GetMapping("/verifications")
    HttpAnswer verifications(QueryParameters query) {
        query.rejectIfAny();
        return HttpAnswer.page(new Page<>(verifications.newest(VerificationRuns.MOST), null));
    }

    /** @param entity the entity; null if the name of the stream contains none */
    private record ParkedEvent(
            String projection,
            long position,
            String type,
            @Nullable Entity entity,
            String error,
            Instant parkedAt) {
        private static final Pattern STREAM =
                Pattern.compile("([a-z-]+)-([0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})");

        /**
         * An entity.
         *
         * @param type {@code project}, {@code task} or another word in the names of streams
         */
        private record Entity(String type, UUID id) {}

        static ParkedEvent of(ParkedEvents.Parked parked) {
            Matcher stream = STREAM.matcher(parked.stream());
            Entity entity = stream.matches() ? new Entity(stream.group(1), UUID.fromString(stream.group(2))) : null;
            return new ParkedEvent(
                    parked.projection(), parked.position(), parked.type(), entity, parked.error(), parked.at());
        }
    }

    @Controller
    @RequestMapping(path = "/api/projections", produces = MediaType.APPLICATION_JSON_VALUE)
    public record ProjectionResource(Replays replays, IdempotentWrites writes) {
        @GetMapping
        HttpAnswer list() {
            return HttpAnswer.ok(Map.of("items", replays.list()));
        }

        @GetMapping("/{name}")
        HttpAnswer read(@PathVariable("name") String name) {
            return HttpAnswer.ok(replays.get(name));
        }

        @PostMapping("/{name}/replay")
        HttpAnswer replay(@PathVariable("name") String name, WriteRequest call) {
            call.optionalBody().rejectIfAny();
            return writes.order(call, () -> HttpAnswer.ok(replays.start(name)).accepted());
        }

        @DeleteMapping("/{name}/replay")
        HttpAnswer cancel(@PathVariable("name") String name, WriteRequest call) {
            call.optionalBody().rejectIfAny();
            return writes.order(call, () -> HttpAnswer.ok(replays.cancel(name)));
        }
    }

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
}
