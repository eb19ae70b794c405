package dev.devledger.adapters.sandbox.trackingtime.faults;

import dev.devledger.adapters.sandbox.kernel.ArmedFaults;
import dev.devledger.adapters.sandbox.kernel.Habit;
import dev.devledger.adapters.sandbox.kernel.Journal;
import dev.devledger.adapters.sandbox.trackingtime.api.CallLimit;
import dev.devledger.adapters.sandbox.trackingtime.common.Circumstances;
import dev.devledger.adapters.sandbox.trackingtime.common.Given;
import dev.devledger.adapters.sandbox.trackingtime.common.Json;
import dev.devledger.adapters.sandbox.trackingtime.common.PagePaths;
import dev.devledger.adapters.sandbox.trackingtime.common.Refusal;
import dev.devledger.adapters.sandbox.trackingtime.common.SandboxClock;
import dev.devledger.adapters.sandbox.trackingtime.common.TrackingTimeHabit;
import dev.devledger.adapters.sandbox.trackingtime.hooks.Deliveries;
import dev.devledger.adapters.sandbox.trackingtime.hooks.DeliveryThread;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.Function;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Over HTTP, for tests: faults as the other sandboxes have them; {@code /account} with {@code habits}, {@code limit}
 * (calls a minute), {@code revoked} (of all passwords) and {@code wrongVerbStatus}; {@code /clock} with {@code pass} or
 * {@code stopAt}; {@code /requests}, the journal; {@code /deliveries}, which delivers what is due.
 */
public record TrackingTimeFaultControl(
        ArmedFaults faults,
        Journal journal,
        Circumstances circumstances,
        CallLimit limit,
        SandboxClock clock,
        Deliveries deliveries,
        DeliveryThread thread) {
    public static final String PATH = PagePaths.PAGE + "/faults";
    private static final Set<String> ACCOUNT = Set.of("habits", "limit", "revoked", "wrongVerbStatus");

    public RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route()
                .GET(PATH, request -> json(200, state()))
                .GET(PATH + "/requests", request -> json(200, journal.json()))
                .POST(PATH, understood(this::arm))
                .POST(PATH + "/account", understood(this::account))
                .POST(PATH + "/clock", understood(this::clock))
                .POST(PATH + "/deliveries", understood(this::deliver))
                .DELETE(PATH, request -> {
                    clear();
                    return json(200, state());
                })
                .build();
    }

    void clear() {
        faults.clear();
        journal.clear();
        circumstances.clear();
        clock.reset();
        limit.clear();
    }

    static HandlerFunction<ServerResponse> understood(Function<Given, JsonNode> change) {
        return request -> {
            try {
                byte[] body = request.servletRequest().getInputStream().readAllBytes();
                JsonNode json = body.length == 0 ? Json.object() : Json.read(new String(body, StandardCharsets.UTF_8));
                return json(200, change.apply(Given.of(json)));
            } catch (Refusal | IllegalArgumentException | ArithmeticException | DateTimeException unreadable) {
                return json(400, Json.object().put("error", String.valueOf(unreadable.getMessage())));
            }
        };
    }

    private static ServerResponse json(int status, JsonNode body) {
        return ServerResponse.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body.toString().getBytes(StandardCharsets.UTF_8));
    }

    private JsonNode arm(Given body) {
        faults.arm(ArmedFaults.read(body.json()));
        return state();
    }

    private JsonNode account(Given body) {
        for (String field : body.json().propertyNames())
            if (!ACCOUNT.contains(field)) throw new IllegalArgumentException("Unknown field " + field);
        if (body.names("habits"))
            circumstances.become(Habit.chosen(
                    TrackingTimeHabit.class, circumstances.habits(), body.json().path("habits")));
        body.number("limit").ifPresent(calls -> circumstances.limit(Math.toIntExact(calls)));
        body.flag("revoked").ifPresent(circumstances::revoked);
        body.number("wrongVerbStatus").ifPresent(status -> circumstances.wrongVerbStatus(Math.toIntExact(status)));
        return state();
    }

    private JsonNode clock(Given body) {
        body.text("pass").ifPresent(time -> clock.pass(Duration.parse(time)));
        body.text("stopAt").ifPresent(moment -> clock.stopAt(Instant.parse(moment)));
        thread.ring();
        return state();
    }

    private JsonNode deliver(Given body) {
        return Json.object().put("attempts", deliveries.run()).put("waiting", deliveries.waiting());
    }

    private ObjectNode state() {
        ObjectNode state = Json.object().put("total", journal.total());
        state.put("now", clock.now().toString());
        state.set("faults", faults.json());
        ObjectNode made = state.putObject("made");
        circumstances.made().forEach(made::put);
        ObjectNode account = state.putObject("account");
        account.put("limit", circumstances.limit()).put("revoked", circumstances.revoked());
        account.put("wrongVerbStatus", circumstances.wrongVerbStatus());
        account.set("habits", Habit.words(TrackingTimeHabit.class, circumstances::has));
        return state;
    }
}
