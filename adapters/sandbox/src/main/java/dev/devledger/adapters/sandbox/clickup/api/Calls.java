package dev.devledger.adapters.sandbox.clickup.api;

import dev.devledger.adapters.sandbox.clickup.common.Caller;
import dev.devledger.adapters.sandbox.clickup.common.Circumstances;
import dev.devledger.adapters.sandbox.clickup.common.ClickUpDatabase;
import dev.devledger.adapters.sandbox.clickup.common.ClickUpHabit;
import dev.devledger.adapters.sandbox.clickup.common.Given;
import dev.devledger.adapters.sandbox.clickup.common.Json;
import dev.devledger.adapters.sandbox.clickup.common.Refusal;
import dev.devledger.adapters.sandbox.clickup.hooks.DeliveryThread;
import java.nio.charset.StandardCharsets;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.MediaType;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Makes handlers of what calls do: a read as it is, a write as one change. */
public final class Calls {
    static final String CALLER = Caller.class.getName();
    private static final Logger LOG = LoggerFactory.getLogger(Calls.class);

    private final ClickUpDatabase database;
    private final Circumstances circumstances;
    private final DeliveryThread deliveries;

    public Calls(ClickUpDatabase database, Circumstances circumstances, DeliveryThread deliveries) {
        this.database = database;
        this.circumstances = circumstances;
        this.deliveries = deliveries;
    }

    interface Read {
        JsonNode of(Asked asked);
    }

    interface Deed {
        void of(Asked asked);
    }

    HandlerFunction<ServerResponse> read(Read read) {
        return request -> {
            Asked asked = new Asked((Caller) request.attribute(CALLER).orElseThrow(), request, Given.nothing());
            return ok(read.of(asked));
        };
    }

    HandlerFunction<ServerResponse> write(Read write) {
        return request -> {
            JsonNode body = Json.read(request.servletRequest().getInputStream().readAllBytes());
            if (!body.isObject()) throw Refusal.input("A JSON object is expected");
            Asked asked = new Asked((Caller) request.attribute(CALLER).orElseThrow(), request, new Given(body));
            JsonNode answer = database.change(() -> write.of(asked));
            deliveries.ring();
            return ok(answer);
        };
    }

    /** A write that answers an empty object. */
    HandlerFunction<ServerResponse> silently(Deed deed) {
        return write(asked -> {
            deed.of(asked);
            return Json.object();
        });
    }

    /** A write that answers with no content. */
    HandlerFunction<ServerResponse> without(Deed deed) {
        HandlerFunction<ServerResponse> silently = silently(deed);
        return request -> {
            silently.handle(request);
            return ServerResponse.noContent().build();
        };
    }

    private static ServerResponse ok(JsonNode answer) {
        // Clients meet fields of which nobody has told them.
        if (answer instanceof ObjectNode object && !object.isEmpty()) object.put("sandbox_hint", "not documented");
        return json(200, answer.toString());
    }

    static ServerResponse json(int status, String body) {
        return ServerResponse.status(status)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body.getBytes(StandardCharsets.UTF_8));
    }

    ServerResponse refused(Refusal refusal) {
        return json(circumstances.has(ClickUpHabit.ERRORS_UNDER_200) ? 200 : refusal.status(), refusal.body());
    }

    ServerResponse failed(Throwable failure) {
        if (failure instanceof Refusal refusal) return refused(refusal);
        LOG.warn("The ClickUp sandbox could not answer", failure);
        return json(500, new Refusal(500, "APP_000", "Internal Server Error").body());
    }
}
