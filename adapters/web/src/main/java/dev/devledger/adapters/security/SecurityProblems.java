package dev.devledger.adapters.security;

import dev.devledger.adapters.html.Templates.BaseAddress;
import dev.devledger.application.access.Access.AccessRefused;
import dev.devledger.application.signin.TokenIssuerInfo;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Reports refusals by the security filters like any other problem. */
record SecurityProblems(HandlerExceptionResolver problems)
        implements AuthenticationEntryPoint, AccessDeniedHandler, RequestRejectedHandler {
    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException unknown) {
        problems.resolveException(request, response, null, unknown);
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException denied) {
        problems.resolveException(
                request, response, null, denied.getCause() instanceof AccessRefused why ? why : denied);
    }

    /** Reports that the caller could not be looked up. */
    void failed(HttpServletRequest request, HttpServletResponse response, RuntimeException failure) {
        problems.resolveException(request, response, null, failure);
    }

    void refuse(HttpServletRequest request, HttpServletResponse response, TooManyRequests impatient) {
        problems.resolveException(request, response, null, impatient);
    }

    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, RequestRejectedException odd) {
        problems.resolveException(request, response, null, odd);
    }

    /** Thrown for a refusal after which the caller may try again. */
    static final class TooManyRequests extends ErrorResponseException {
        private static final long serialVersionUID = 1L;

        TooManyRequests(String words, Duration wait) {
            super(
                    HttpStatus.TOO_MANY_REQUESTS,
                    ProblemDetail.forStatusAndDetail(HttpStatus.TOO_MANY_REQUESTS, words),
                    null);
            getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(seconds(wait)));
        }

        static long seconds(Duration wait) {
            return Math.max(1, wait.plusMillis(999).toSeconds());
        }
    }

    /** Sets the attributes that a refusal uses to tell an agent where to get a token. */
    static final class MetadataFilter extends OncePerRequestFilter {
        static final String METADATA = "devledger.metadata";
        static final String USUAL = "devledger.usual-scopes";
        static final String PREFIX = "devledger.scope-prefix";

        private final TokenIssuerInfo place;

        MetadataFilter(TokenIssuerInfo place) {
            this.place = place;
        }

        @Override
        protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
                throws ServletException, IOException {
            request.setAttribute(METADATA, BaseAddress.of(request) + TokenIssuerInfo.METADATA);
            request.setAttribute(USUAL, String.join(" ", place.usual()));
            request.setAttribute(PREFIX, place.prefix());
            chain.doFilter(request, response);
        }
    }
}
