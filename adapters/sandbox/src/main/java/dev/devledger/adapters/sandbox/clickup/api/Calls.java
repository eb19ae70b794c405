package dev.devledger.adapters.sandbox.clickup.api;

import dev.devledger.adapters.sandbox.clickup.common.Caller;
import dev.devledger.adapters.sandbox.clickup.common.Circumstances;
import dev.devledger.adapters.sandbox.clickup.common.ClickUpHabit;
import dev.devledger.adapters.sandbox.clickup.common.Given;
import dev.devledger.adapters.sandbox.clickup.common.Refusal;
import dev.devledger.adapters.sandbox.kernel.Answers;
import dev.devledger.adapters.sandbox.kernel.DeliveryQueue;
import dev.devledger.adapters.sandbox.kernel.SandboxDatabase;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** How calls are done: a read as it is, a write as one change. */
public record Calls(SandboxDatabase database, Circumstances circumstances, DeliveryQueue deliveries) {
    static final String CALLER = Caller.class.getName();
    private static final Logger LOG = LoggerFactory.getLogger(Calls.class);

    HandlerFunction<ServerResponse> read(CallTable.Answered read) {
        return request -> {
            return ok(read.of(new Call(caller(request), request, Given.nothing())));
        };
    }

    HandlerFunction<ServerResponse> write(CallTable.Answered write) {
        return request -> {
            Given body = Given.read(Answers.body(request));
            if (!body.json().isObject()) throw Refusal.input("A JSON object is expected");
            JsonNode answer = database.change(() -> write.of(new Call(caller(request), request, body)));
            deliveries.ring();
            return ok(answer);
        };
    }

    private static Caller caller(ServerRequest request) {
        return (Caller) request.attribute(CALLER).orElseThrow();
    }

    private static ServerResponse ok(JsonNode answer) {
        // Clients meet fields of which nobody has told them.
        if (answer instanceof ObjectNode object && !object.isEmpty()) object.put("sandbox_hint", "not documented");
        return Answers.json(200, answer.toString());
    }

    ServerResponse refused(Refusal refusal) {
        return Answers.json(circumstances.has(ClickUpHabit.ERRORS_UNDER_200) ? 200 : refusal.status(), refusal.body());
    }

    ServerResponse failed(Throwable failure) {
        if (failure instanceof Refusal refusal) return refused(refusal);
        LOG.warn("The ClickUp sandbox could not answer", failure);
        return Answers.json(500, new Refusal(500, "APP_000", "Internal Server Error").body());
    }
}
