package dev.devledger.adapters.security;

import dev.devledger.application.confined.Confinement;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.MDC;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.filter.OncePerRequestFilter;

/** Tells the rest of the application, and the logs, who has come in and through what, and confines them to what is theirs. */
final class CallerFilter extends OncePerRequestFilter {
    static final String CHANNEL = "devledger.channel";
    static final String CALLER = "devledger.caller";
    static final String LOGGED = "actor";

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Confinement before = Confinement.current();
        if (SecurityContextHolder.getContext().getAuthentication() instanceof CallerAuthentication caller) {
            Confinement.of(caller.caller().access()).enter();
            request.setAttribute(CHANNEL, caller.channel());
            request.setAttribute(CALLER, caller.caller());
            MDC.put(LOGGED, caller.getName());
        }
        try {
            chain.doFilter(request, response);
        } finally {
            before.enter();
            MDC.remove(LOGGED);
        }
    }
}
