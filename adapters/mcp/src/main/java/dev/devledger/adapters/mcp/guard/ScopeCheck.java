package dev.devledger.adapters.mcp.guard;

import dev.devledger.adapters.mcp.guard.MessageCheck.Message;
import dev.devledger.adapters.mcp.tool.ToolRegistry;
import dev.devledger.application.access.Access;
import dev.devledger.application.access.Access.Scope;
import dev.devledger.application.access.AccessRefused;
import dev.devledger.application.access.TokenCheck.AuthenticatedCaller;
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
 * Answers 403 to a call that lacks a scope if an issuer gives tokens, as the protocol requires: the client can then
 * request a token with more scopes. Without an issuer, the answer to the call has the error.
 */
final class ScopeCheck extends OncePerRequestFilter {
    /** The request attributes that the authentication sets. */
    private static final String CALLER = "devledger.caller";

    private static final String METADATA = "devledger.metadata";

    /** The prefix of scopes at the issuer; empty if this server is the issuer. */
    private static final String PREFIX = "devledger.scope-prefix";

    /** The methods that read, in addition to the reading tools. */
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
                && request.getAttribute(CALLER) instanceof AuthenticatedCaller caller) {
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
