package dev.devledger.adapters.sandbox.clickup.faults;

import dev.devledger.adapters.sandbox.clickup.api.CallLimit;
import dev.devledger.adapters.sandbox.clickup.common.Circumstances;
import dev.devledger.adapters.sandbox.clickup.common.ClickUpHabit;
import dev.devledger.adapters.sandbox.clickup.common.Given;
import dev.devledger.adapters.sandbox.clickup.common.Json;
import dev.devledger.adapters.sandbox.clickup.common.PagePaths;
import dev.devledger.adapters.sandbox.clickup.common.Refusal;
import dev.devledger.adapters.sandbox.clickup.common.SandboxClock;
import dev.devledger.adapters.sandbox.clickup.hooks.Deliveries;
import dev.devledger.adapters.sandbox.clickup.hooks.DeliveryThread;
import dev.devledger.adapters.sandbox.kernel.ArmedFaults;
import dev.devledger.adapters.sandbox.kernel.Habit;
import dev.devledger.adapters.sandbox.kernel.Journal;
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
 * Over HTTP, for tests: faults as the TickTick sandbox has them; {@code /account} with {@code habits}, {@code limit} (calls
 * a minute), {@code usedCalls} (made by others with the token of that name), {@code revoked} (of all tokens),
 * {@code webhookMillis} and {@code hidden} (such as {@code {"list/901": true}}); {@code /clock} with {@code pass} or
 * {@code stopAt}; {@code /requests}, the journal; {@code /deliveries}, which delivers what is due.
 */
public record ClickUpFaultControl(
        ArmedFaults faults,
        Journal journal,
        Circumstances circumstances,
        CallLimit limit,
        SandboxClock clock,
        Deliveries deliveries,
        DeliveryThread thread) {
    public static final String PATH = PagePaths.PAGE + "/faults";
    private static final Set<String> ACCOUNT =
            Set.of("habits", "limit", "usedCalls", "revoked", "webhookMillis", "hidden");

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
                return json(
                        200,
                        change.apply(new Given(Json.read(
                                request.servletRequest().getInputStream().readAllBytes()))));
            } catch (Refusal | IllegalArgumentException | ArithmeticException | DateTimeException unreadable) {
                return json(400, Json.object().put("error", String.valueOf(unreadable.getMessage())));
            }
        };
    }

    static ServerResponse json(int status, JsonNode body) {
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
            if (!ACCOUNT.contains(field)) throw Refusal.input("Unknown field " + field);
        body.object("habits")
                .ifPresent(words ->
                        circumstances.become(Habit.chosen(ClickUpHabit.class, circumstances.habits(), words.json())));
        body.number("limit").ifPresent(calls -> circumstances.limit(Math.toIntExact(calls)));
        body.object("usedCalls").ifPresent(used -> {
            for (String token : used.json().propertyNames())
                limit.count(token, Math.toIntExact(used.number(token).orElse(0L)));
        });
        body.flag("revoked").ifPresent(circumstances::allRevoked);
        body.number("webhookMillis").ifPresent(circumstances::webhookMillis);
        body.object("hidden").ifPresent(hidden -> {
            for (String key : hidden.json().propertyNames())
                circumstances.hide(key, hidden.flag(key).orElse(false));
        });
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
        ObjectNode account = state.putObject("account");
        account.put("limit", circumstances.limit()).put("revoked", circumstances.allRevoked());
        account.put("webhookMillis", circumstances.webhookMillis());
        account.set("hidden", Json.arrayOf(circumstances.hidden()));
        account.set("habits", Habit.words(ClickUpHabit.class, circumstances::has));
        return state;
    }
}
