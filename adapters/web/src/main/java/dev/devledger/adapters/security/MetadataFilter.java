package dev.devledger.adapters.security;

import dev.devledger.adapters.html.BaseAddress;
import dev.devledger.application.signin.SignInPlace;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.web.filter.OncePerRequestFilter;

/** Tells whoever refuses a request where the agent that sent it finds out how to come by a token. */
final class MetadataFilter extends OncePerRequestFilter {
    static final String METADATA = "devledger.metadata";
    static final String USUAL = "devledger.usual-scopes";
    static final String PREFIX = "devledger.scope-prefix";

    private final SignInPlace place;

    MetadataFilter(SignInPlace place) {
        this.place = place;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        request.setAttribute(METADATA, BaseAddress.of(request) + SignInPlace.METADATA);
        request.setAttribute(USUAL, String.join(" ", place.usual()));
        request.setAttribute(PREFIX, place.prefix());
        chain.doFilter(request, response);
    }
}
