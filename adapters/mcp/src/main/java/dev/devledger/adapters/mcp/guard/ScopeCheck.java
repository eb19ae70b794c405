package dev.devledger.adapters.mcp.guard;

import dev.devledger.adapters.mcp.guard.MessageCheck.Message;
import dev.devledger.adapters.mcp.tool.ToolRegistry;
import dev.devledger.application.access.Access;
import dev.devledger.application.access.Access.Scope;
import dev.devledger.application.access.AccessRefused;
import dev.devledger.application.access.TokenCheck.KnownCaller;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Where tokens are to be had from an issuer, a call that lacks a scope is 403 in HTTP, as the protocol has it: the client can
 * ask for a token with more. Where they are not, it gets the words alone, from whatever it has called.
 */
final class ScopeCheck extends OncePerRequestFilter {
    /** The attributes of a request that whatever guards it has set. */
    private static final String CALLER = "devledger.caller";

    private static final String METADATA = "devledger.metadata";

    /** What a scope begins with at the issuer; empty where this server is it. */
    private static final String PREFIX = "devledger.scope-prefix";

    /** What else is read, beside the tools that read. */
    private static final Set<String> READS = Set.of("resources/read", "prompts/get", "completion/complete");

    private final ToolRegistry tools;

    ScopeCheck(ToolRegistry tools) {
        this.tools = tools;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Message message = Message.of(request);
        if (message != null
                && request.getAttribute(METADATA) instanceof String metadata
                && request.getAttribute(PREFIX) instanceof String prefix
                && request.getAttribute(CALLER) instanceof KnownCaller caller) {
            missing(message, caller.access()).ifPresent(refused -> {
                throw refusal(refused, metadata, prefix);
            });
        }
        chain.doFilter(request, response);
    }

    private Optional<AccessRefused> missing(Message message, Access access) {
        String tool = message.tool();
        if (tool != null) {
            return tools.missingScope(tool, access);
        }
        String method = message.method();
        return method != null && READS.contains(method) && !access.may(Scope.READ)
                ? Optional.of(AccessRefused.without(Scope.READ, access))
                : Optional.empty();
    }

    private static GuardRefusal refusal(AccessRefused refused, String metadata, String prefix) {
        return new GuardRefusal(403, GuardRefusal.INVALID_REQUEST, "forbidden: " + refused.words())
                .with(
                        HttpHeaders.WWW_AUTHENTICATE,
                        "Bearer error=\"insufficient_scope\", error_description=\"%s\", resource_metadata=\"%s\", scope=\"%s\""
                                .formatted(refused.sentence().replace('"', '\''), metadata, prefix + refused.needed()));
    }
}
