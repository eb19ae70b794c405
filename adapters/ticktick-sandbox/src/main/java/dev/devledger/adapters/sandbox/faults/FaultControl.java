package dev.devledger.adapters.sandbox.faults;

import dev.devledger.adapters.sandbox.common.Answer;
import dev.devledger.adapters.sandbox.common.Given;
import dev.devledger.adapters.sandbox.common.Json;
import dev.devledger.adapters.sandbox.common.Refusal;
import java.util.Locale;
import java.util.function.Consumer;
import java.util.regex.PatternSyntaxException;
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
                .POST(PATH, understood(this::arm))
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
                change.accept(new Given(
                        Json.read(request.servletRequest().getInputStream().readAllBytes())));
                return Answer.json(state());
            } catch (Refusal | PatternSyntaxException | ArithmeticException unreadable) {
                return AppControl.refused(String.valueOf(unreadable.getMessage()));
            } catch (IllegalArgumentException unknown) {
                return AppControl.refused("Unknown fault");
            }
        };
    }

    private void arm(Given body) {
        faults.arm(
                SandboxFaults.Fault.valueOf(
                        body.text("fault").orElse("").toUpperCase(Locale.ROOT).replace('-', '_')),
                Math.toIntExact(body.number("times").orElse(1L)),
                body.text("path").orElse(""),
                body.number("millis").orElse(0L),
                Math.toIntExact(body.number("after").orElse(0L)));
    }

    private String state() {
        ObjectNode state = Json.object();
        state.put("total", faults.requestCount());
        ObjectNode requests = state.putObject("requests");
        faults.requests().forEach(requests::put);
        var armed = state.putArray("faults");
        for (SandboxFaults.Armed fault : faults.armed())
            armed.addObject()
                    .put("fault", fault.fault().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                    .put("times", fault.times())
                    .put("path", fault.path().pattern())
                    .put("millis", fault.millis())
                    .put("after", fault.after());
        state.set("account", account.state());
        return state.toString();
    }
}
