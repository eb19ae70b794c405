package dev.devledger.adapters.mcp.guard;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Collection;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.servlet.function.RouterFunction;
import org.springframework.web.servlet.function.ServerRequest;
import org.springframework.web.servlet.function.ServerResponse;

/** Makes the transport forget sessions, which it keeps for ever otherwise: by the DELETE that their clients did not send. */
record Eviction(RouterFunction<ServerResponse> transport) {
    private static final Logger LOG = LoggerFactory.getLogger(Eviction.class);

    /** @param request any at hand, in whose clothes it goes */
    void evict(Collection<String> ids, HttpServletRequest request) {
        for (String id : ids) {
            try {
                ServerRequest delete = ServerRequest.create(
                        new NormalizedRequest(request, "DELETE").with(SessionCheck.SESSION, id), List.of());
                transport.route(delete).orElseThrow().handle(delete);
            } catch (Exception stays) {
                LOG.warn("An idle session could not be ended", stays);
            }
        }
    }
}
