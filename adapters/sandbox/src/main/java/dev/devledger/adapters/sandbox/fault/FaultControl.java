package dev.devledger.adapters.sandbox.fault;

import dev.devledger.adapters.sandbox.kernel.Account;
import dev.devledger.adapters.sandbox.kernel.Answers;
import dev.devledger.adapters.sandbox.kernel.DeliveryQueue;
import dev.devledger.adapters.sandbox.kernel.Journal;
import dev.devledger.adapters.sandbox.kernel.Json;
import dev.devledger.adapters.sandbox.kernel.Refused;
import dev.devledger.adapters.sandbox.kernel.SandboxClock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Over HTTP, for tests: faults as {@link ArmedFaults#read} has them; {@code /account}, what the service can change of it;
 * {@code /clock} with {@code pass} or {@code stopAt}; {@code /requests}, the journal; {@code /deliveries}, which delivers
 * what is due.
 */
public record FaultControl(
        String path,
        ArmedFaults faults,
        Journal journal,
        Account account,
        SandboxClock clock,
        DeliveryQueue deliveries) {
    public RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route()
                .GET(path, request -> json(200, state()))
                .GET(path + "/requests", request -> json(200, journal.json()))
                .POST(path, understood(body -> {
                    faults.arm(ArmedFaults.read(body));
                    return state();
                }))
                .POST(path + "/account", understood(body -> {
                    account.change(body);
                    return state();
                }))
                .POST(path + "/clock", understood(this::clock))
                .POST(path + "/deliveries", understood(body -> Json.object()
                        .put("attempts", deliveries.run())
                        .put("waiting", deliveries.waiting())))
                .DELETE(path, request -> {
                    clear();
                    return json(200, state());
                })
                .build();
    }

    public void clear() {
        faults.clear();
        journal.clear();
        account.clear();
        clock.reset();
    }

    /** A call with JSON, which is answered with 400 and the reason where it is not understood. */
    public HandlerFunction<ServerResponse> understood(Function<JsonNode, JsonNode> change) {
        return request -> {
            try {
                return json(200, change.apply(account.read(Answers.body(request))));
            } catch (Refused | IllegalArgumentException | ArithmeticException | DateTimeException unreadable) {
                return json(400, Json.object().put("error", String.valueOf(unreadable.getMessage())));
            }
        };
    }

    private static ServerResponse json(int status, JsonNode body) {
        return Answers.json(status, body.toString());
    }

    private JsonNode clock(JsonNode body) {
        if (body.hasNonNull("pass")) clock.pass(Duration.parse(body.path("pass").asString("")));
        if (body.hasNonNull("stopAt"))
            clock.stopAt(Instant.parse(body.path("stopAt").asString("")));
        deliveries.ring();
        return state();
    }

    private ObjectNode state() {
        ObjectNode state = Json.object().put("total", journal.total());
        state.put("now", clock.now().toString());
        state.set("faults", faults.json());
        account.show(state);
        return state;
    }
}
