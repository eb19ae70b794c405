package dev.devledger.adapters.sandbox.ticktick.faults;

import dev.devledger.adapters.sandbox.fault.ArmedFaults;
import dev.devledger.adapters.sandbox.kernel.Answers;
import dev.devledger.adapters.sandbox.kernel.Json;
import dev.devledger.adapters.sandbox.ticktick.common.Answer;
import dev.devledger.adapters.sandbox.ticktick.common.Given;
import dev.devledger.adapters.sandbox.ticktick.common.Refusal;
import java.util.function.Consumer;
import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.RouterFunctions;
import org.springframework.web.servlet.function.ServerResponse;
import tools.jackson.databind.node.ObjectNode;

/** {@link SandboxFaults} over HTTP, for tests that have only the running jar. */
public record FaultControl(SandboxFaults faults, AccountControl account) {
    public static final String PATH = "/sandbox/ticktick/faults";

    public RouterFunction<ServerResponse> routes() {
        return RouterFunctions.route()
                .GET(PATH, request -> Answer.json(state()))
                .POST(PATH, understood(body -> faults.arm(ArmedFaults.read(body.json()))))
                .POST(PATH + "/account", understood(account::change))
                .DELETE(PATH, request -> {
                    faults.clear();
                    return Answer.json(state());
                })
                .build();
    }

    private HandlerFunction<ServerResponse> understood(Consumer<Given> change) {
        return request -> {
            try {
                change.accept(new Given(Given.tree(Answers.body(request))));
                return Answer.json(state());
            } catch (Refusal | IllegalArgumentException | ArithmeticException unreadable) {
                return AppControl.refused(String.valueOf(unreadable.getMessage()));
            }
        };
    }

    private String state() {
        ObjectNode state = Json.object();
        state.put("total", faults.requestCount());
        ObjectNode requests = state.putObject("requests");
        faults.requests().forEach(requests::put);
        state.set("faults", faults.armed().json());
        state.set("account", account.state());
        return state.toString();
    }
}
