package dev.devledger.adapters.rest.direct;

import dev.devledger.adapters.rest.http.HttpAnswer;
import dev.devledger.adapters.rest.http.IdempotentWrites;
import dev.devledger.adapters.rest.http.Problem.ProblemCode;
import dev.devledger.adapters.rest.http.QueryParameters;
import dev.devledger.adapters.rest.http.WriteRequest;
import dev.devledger.application.direct.DirectCalls;
import dev.devledger.application.direct.DirectCalls.DirectCall.Effect;
import dev.devledger.application.direct.DirectReply;
import dev.devledger.application.direct.DirectRequest;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;

/**
 * The calls that are passed directly to a service, in the service's own terms.
 *
 * @param services the direct calls of each service, by the service's name
 */
@Controller
@RequestMapping(path = "/api/{service:ticktick|clickup|trackingtime}", produces = MediaType.APPLICATION_JSON_VALUE)
public record DirectResource(Map<String, DirectCalls> services, IdempotentWrites writes) {
    private static final String ANY = "/{*path}";

    /** The header that selects the workspace, if the account has access to several workspaces. */
    private static final String TEAM = "x-team-id";

    private static final Map<String, DirectAnswers> ANSWERS = Map.of(
            "ticktick",
            new DirectAnswers("TickTick", "errorCode", ProblemCode.TICKTICK_REFUSED, ProblemCode.TICKTICK_UNAVAILABLE),
            "clickup",
            new DirectAnswers("ClickUp", "remoteCode", ProblemCode.CLICKUP_REFUSED, ProblemCode.CLICKUP_UNAVAILABLE),
            "trackingtime",
            new DirectAnswers(
                    "TrackingTime",
                    "remoteCode",
                    ProblemCode.TRACKINGTIME_REFUSED,
                    ProblemCode.TRACKINGTIME_UNAVAILABLE));

    @GetMapping(ANY)
    HttpAnswer read(
            @PathVariable("service") String service,
            @PathVariable("path") String path,
            QueryParameters query,
            @RequestHeader(name = TEAM, required = false) @Nullable String team) {
        DirectRoute route = DirectRoute.of(calls(service), "GET", path);
        return send(service, route.request(path).asking(route.query(query)).in(team));
    }

    @PostMapping(ANY)
    HttpAnswer post(
            @PathVariable("service") String service,
            @PathVariable("path") String path,
            WriteRequest call,
            @RequestHeader(name = TEAM, required = false) @Nullable String team) {
        return write(service, DirectRoute.of(calls(service), "POST", path), path, call, team);
    }

    @PutMapping(ANY)
    HttpAnswer put(
            @PathVariable("service") String service,
            @PathVariable("path") String path,
            WriteRequest call,
            @RequestHeader(name = TEAM, required = false) @Nullable String team) {
        return write(service, DirectRoute.of(calls(service), "PUT", path), path, call, team);
    }

    @PatchMapping(ANY)
    HttpAnswer patch(
            @PathVariable("service") String service,
            @PathVariable("path") String path,
            WriteRequest call,
            @RequestHeader(name = TEAM, required = false) @Nullable String team) {
        return write(service, DirectRoute.of(calls(service), "PATCH", path), path, call, team);
    }

    /** Runs a DELETE call, whose arguments are all in the query. */
    @DeleteMapping(ANY)
    HttpAnswer delete(
            @PathVariable("service") String service,
            @PathVariable("path") String path,
            QueryParameters query,
            WriteRequest call,
            @RequestHeader(name = TEAM, required = false) @Nullable String team) {
        call.optionalBody().rejectIfAny();
        DirectRoute route = DirectRoute.of(calls(service), "DELETE", path);
        DirectRequest request = route.request(path).asking(route.query(query)).in(team);
        return writes.order(call, () -> send(service, request));
    }

    private HttpAnswer write(String service, DirectRoute route, String path, WriteRequest call, @Nullable String team) {
        String body =
                switch (route.route().body()) {
                    case NONE -> {
                        call.optionalBody().rejectIfAny();
                        yield "{}";
                    }
                    case OPTIONAL -> call.optionalJson();
                    case NEEDED -> call.json();
                };
        DirectRequest request = route.request(path).saying(body).in(team);
        Supplier<HttpAnswer> work = () -> send(service, request);
        Effect effect = route.call().effect();
        return effect == Effect.READS
                ? work.get()
                : effect.isOnce() ? writes.orderOnce(call, work) : writes.order(call, work);
    }

    private HttpAnswer send(String service, DirectRequest request) {
        DirectReply reply = calls(service).send(request);
        return Objects.requireNonNull(ANSWERS.get(service)).of(reply, "/api/" + service);
    }

    private DirectCalls calls(String service) {
        return Objects.requireNonNull(services.get(service));
    }
}
