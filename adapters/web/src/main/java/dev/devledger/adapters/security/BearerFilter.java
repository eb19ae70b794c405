package dev.devledger.adapters.security;

import dev.devledger.application.access.KnownCaller;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets in who sends a token with the request. What they may do is for {@link RouteAccess} to say. */
final class BearerFilter extends OncePerRequestFilter {
    static final String MCP = "mcp";

    private final BearerTokens tokens;
    private final String channel;
    private final WrongTokens refusal;

    /** Agents say in their messages which program they are: whoever reads these notes that with the use. */
    private final boolean clientIsTold;

    /** @param channel through what the callers come, such as {@code rest} */
    BearerFilter(BearerTokens tokens, String channel, WrongTokens refusal) {
        this.tokens = tokens;
        this.channel = channel;
        this.refusal = refusal;
        this.clientIsTold = channel.equals(MCP);
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<KnownCaller> caller;
        try {
            caller = tokens.caller(request);
        } catch (RuntimeException failure) {
            refusal.refusals().failed(request, response, failure); // the database may be away, and then nobody knows
            return;
        }
        if (caller.isEmpty()) {
            refusal.commence(request, response, new BadCredentialsException("not a token of ours"));
            return;
        }
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(new CallerAuthentication(caller.get(), channel));
        SecurityContextHolder.setContext(context);
        KnownCaller.Uses uses = caller.get().uses();
        if (!clientIsTold) {
            uses.note(channel, null);
        }
        try {
            chain.doFilter(request, response);
        } finally {
            if (clientIsTold) {
                uses.note(channel, null); // nothing, where whoever has read the message was here before
            }
        }
    }
}
