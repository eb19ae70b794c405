package dev.devledger.adapters.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets in who sends the owner token with the request. */
final class BearerFilter extends OncePerRequestFilter {
    private static final Pattern BEARER = Pattern.compile("(?i:bearer) +([A-Za-z0-9._~+/=-]+) *");

    private final OwnerToken owner;
    private final String channel;
    private final AuthenticationEntryPoint refusal;

    /** @param channel through what the callers come, such as {@code rest} */
    BearerFilter(OwnerToken owner, String channel, AuthenticationEntryPoint refusal) {
        this.owner = owner;
        this.channel = channel;
        this.refusal = refusal;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!isOwner(request.getHeader("Authorization"), owner)) {
            refusal.commence(request, response, new BadCredentialsException("not a token of ours"));
            return;
        }
        SecurityContext context = SecurityContextHolder.createEmptyContext();
        context.setAuthentication(CallerAuthentication.owner(channel));
        SecurityContextHolder.setContext(context);
        chain.doFilter(request, response);
    }

    static boolean isOwner(@Nullable String header, OwnerToken owner) {
        Matcher bearer = BEARER.matcher(header == null ? "" : header);
        return bearer.matches() && owner.matches(bearer.group(1));
    }
}
