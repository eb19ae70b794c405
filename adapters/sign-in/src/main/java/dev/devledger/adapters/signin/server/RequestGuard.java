package dev.devledger.adapters.signin.server;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.http.HttpStatus;
import org.springframework.web.filter.OncePerRequestFilter;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Limits the size of bodies before a request is read, and reports later failures in the form of other problems. */
final class RequestGuard extends OncePerRequestFilter {
    private static final int MOST_BYTES = 16 * 1024;

    private final HandlerExceptionResolver problems;

    RequestGuard(HandlerExceptionResolver problems) {
        this.problems = problems;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            requireSmall(request);
            chain.doFilter(request, response);
        } catch (RuntimeException failure) {
            if (response.isCommitted()) {
                throw failure;
            }
            problems.resolveException(request, response, null, failure);
        }
    }

    /** Requires a known and small length, as the container reads a form as a whole. */
    private static void requireSmall(HttpServletRequest request) {
        boolean unknown = request.getContentLengthLong() < 0 && request.getHeader("Transfer-Encoding") != null;
        if (unknown || request.getContentLengthLong() > MOST_BYTES) {
            throw new ResponseStatusException(unknown ? HttpStatus.LENGTH_REQUIRED : HttpStatus.CONTENT_TOO_LARGE);
        }
    }
}
