package dev.devledger.adapters.sandbox.kernel;

import org.springframework.web.servlet.function.HandlerFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** What the forms of a sandbox's pages do: each is one change, of which webhooks are told. */
public record PageForms(SandboxDatabase database, DeliveryQueue deliveries) {
    /** Does something, and leads to the page that shows it. */
    public interface Deed {
        String of(ServerRequest request);
    }

    public HandlerFunction<ServerResponse> deed(Deed deed) {
        return request -> {
            String next = database.change(() -> deed.of(request));
            deliveries.ring();
            return Answers.to(next);
        };
    }
}
