package dev.devledger.adapters.sandbox.fault;

import dev.devledger.adapters.sandbox.kernel.Answers;
import dev.devledger.adapters.sandbox.kernel.Answers.Refused;
import dev.devledger.adapters.sandbox.kernel.DeliveryQueue;
import dev.devledger.adapters.sandbox.kernel.Json;
import dev.devledger.adapters.sandbox.kernel.SandboxClock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The control of a sandbox over HTTP, for tests: the faults, in the form of {@link ArmedFaults#read}; {@code /account},
 * the settings of the service; {@code /clock} with {@code pass} or {@code stopAt}; {@code /requests}, the journal;
 * {@code /deliveries}, which delivers what is due.
 */
public record FaultControl(
        String path,
        ArmedFaults faults,
        Journal journal,
        FaultControl.Account account,
        SandboxClock clock,
        @Nullable DeliveryQueue deliveries) {
    public RouterFunction<ServerResponse> routes() {
        RouterFunctions.Builder routes = RouterFunctions.route();
        DeliveryQueue queue = deliveries;
        if (queue != null)
            routes.POST(path + "/deliveries", understood(body -> Json.object()
                    .put("attempts", queue.run())
                    .put("waiting", queue.waiting())));
        return routes.GET(path, request -> json(200, state()))
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

    /** Resets everything to the initial state. */
    public HandlerFunction<ServerResponse> reset(Runnable seed) {
        return understood(body -> {
            clear();
            seed.run();
            return Json.object();
        });
    }

    /** Handles a call with a JSON body; answers 400 with the reason if the body is not understood. */
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
        if (deliveries != null) deliveries.ring();
        return state();
    }

    private ObjectNode state() {
        ObjectNode state = Json.object().put("total", journal.total());
        state.set("requests", journal.counts());
        state.put("now", clock.instant().toString());
        state.set("faults", faults.json());
        account.show(state);
        return state;
    }

    /** The settings of an account that tests can change. */
    public interface Account {
        /** Reads a body in the way of the service, which may refuse it. */
        JsonNode read(byte[] body);

        /** @throws IllegalArgumentException if a field is unknown */
        void change(JsonNode body);

        /** Adds all that {@link #change} can change, and other state for tests. */
        void show(ObjectNode state);

        void clear();
    }
}
