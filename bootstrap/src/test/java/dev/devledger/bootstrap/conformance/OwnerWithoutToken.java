package dev.devledger.bootstrap.conformance;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletRequestWrapper;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Enumeration;
import java.util.List;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/** Shows the owner's token for whoever shows none. What comes after it works as it always does. */
final class OwnerWithoutToken extends OncePerRequestFilter {
    private final Path token;

    OwnerWithoutToken(Path token) {
        this.token = token;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        boolean shown = request.getHeader(HttpHeaders.AUTHORIZATION) != null;
        chain.doFilter(
                shown
                        ? request
                        : new WithToken(
                                request, "Bearer " + Files.readString(token).strip()),
                response);
    }

    private static final class WithToken extends HttpServletRequestWrapper {
        private final String authorization;

        WithToken(HttpServletRequest request, String authorization) {
            super(request);
            this.authorization = authorization;
        }

        @Override
        public String getHeader(String name) {
            return isMeant(name) ? authorization : super.getHeader(name);
        }

        @Override
        public Enumeration<String> getHeaders(String name) {
            return isMeant(name) ? Collections.enumeration(List.of(authorization)) : super.getHeaders(name);
        }

        private static boolean isMeant(String name) {
            return HttpHeaders.AUTHORIZATION.equalsIgnoreCase(name);
        }
    }
}
