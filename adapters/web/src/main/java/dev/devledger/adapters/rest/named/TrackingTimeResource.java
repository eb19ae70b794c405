package dev.devledger.adapters.rest.named;

import dev.devledger.adapters.rest.http.HttpAnswer;
import dev.devledger.adapters.rest.http.IdempotentWrites;
import dev.devledger.adapters.rest.http.Json;
import dev.devledger.adapters.rest.http.ProblemCode;
import dev.devledger.adapters.rest.http.QueryParameters;
import dev.devledger.adapters.rest.http.WriteRequest;
import dev.devledger.adapters.rest.resource.DirectAnswers;
import dev.devledger.application.direct.DirectReply;
import dev.devledger.application.direct.NamedCall;
import dev.devledger.application.direct.NamedCalls;
import java.util.function.Supplier;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The calls that go through to TrackingTime, with TrackingTime's own words. */
@Controller
@RequestMapping(path = "/api/trackingtime", produces = MediaType.APPLICATION_JSON_VALUE)
public record TrackingTimeResource(NamedCalls trackingtime, IdempotentWrites writes) {
    private static final String ANY = "/{*path}";
    private static final String BASE = "/api/trackingtime";

    private static final DirectAnswers ANSWERS = new DirectAnswers(
            "TrackingTime", "remoteCode", ProblemCode.TRACKINGTIME_REFUSED, ProblemCode.TRACKINGTIME_UNAVAILABLE);

    @GetMapping("/connection")
    HttpAnswer connection() {
        return ANSWERS.of(trackingtime.connection());
    }

    @GetMapping(ANY)
    HttpAnswer read(@PathVariable("path") String path, QueryParameters query) {
        NamedRoute route = NamedRoute.of(trackingtime, "GET", path);
        return ANSWERS.of(send(route, route.arguments(query)));
    }

    @PostMapping(ANY)
    HttpAnswer post(@PathVariable("path") String path, WriteRequest call) {
        return write(NamedRoute.of(trackingtime, "POST", path), call);
    }

    @PutMapping(ANY)
    HttpAnswer put(@PathVariable("path") String path, WriteRequest call) {
        return write(NamedRoute.of(trackingtime, "PUT", path), call);
    }

    @PatchMapping(ANY)
    HttpAnswer patch(@PathVariable("path") String path, WriteRequest call) {
        return write(NamedRoute.of(trackingtime, "PATCH", path), call);
    }

    /** What there is to say stands in the query. */
    @DeleteMapping(ANY)
    HttpAnswer delete(@PathVariable("path") String path, QueryParameters query, WriteRequest call) {
        call.optionalBody().rejectIfAny();
        NamedRoute route = NamedRoute.of(trackingtime, "DELETE", path);
        ObjectNode arguments = route.arguments(query);
        return writes.order(call, () -> ANSWERS.of(send(route, arguments)));
    }

    private HttpAnswer write(NamedRoute route, WriteRequest call) {
        ObjectNode arguments = (ObjectNode) Json.read(call.optionalJson(), JsonNode.class);
        arguments.setAll(route.ids());
        Supplier<HttpAnswer> work = () -> answer(route, send(route, arguments));
        return switch (route.call().effect()) {
            case READS -> work.get();
            case ADDS -> writes.orderOnce(call, work);
            case SETS, REMOVES, DELETES -> writes.order(call, work);
        };
    }

    private DirectReply send(NamedRoute route, ObjectNode arguments) {
        return trackingtime.send(route.call().name(), Json.text(arguments));
    }

    /** What is new has an address where it can be read. */
    private HttpAnswer answer(NamedRoute route, DirectReply reply) {
        String path = route.call().route().path();
        boolean readable = trackingtime.all().stream()
                .map(NamedCall::route)
                .anyMatch(each -> each.method().equals("GET") && each.path().equals(path + "/{id}"));
        return readable ? ANSWERS.created(reply, BASE + path + "/") : ANSWERS.of(reply);
    }
}
