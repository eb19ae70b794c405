package dev.devledger.adapters.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.util.regex.Pattern;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Slows down who tries tokens where others look at them: the sandboxes, which take the owner token too and answer 401 in
 * their own form, and the health, which tells a stranger less than the owner.
 */
final class OpenPathGuesses extends OncePerRequestFilter {
    /** A probe may send a header of its own. */
    private static final Pattern TOKEN_OF_OURS = Pattern.compile("(?i:bearer) +dl.*");

    private final Guesses guesses;

    OpenPathGuesses(Guesses guesses) {
        this.guesses = guesses;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        String sent = request.getHeader(HttpHeaders.AUTHORIZATION);
        if (sent == null) {
            chain.doFilter(request, response);
        } else if (SecurityConfiguration.isHealth(request)) {
            if (TOKEN_OF_OURS.matcher(sent).matches()) {
                guesses.wrong(request.getRemoteAddr());
            }
            chain.doFilter(request, response);
        } else {
            chain.doFilter(request, new Watched(response, request.getRemoteAddr()));
        }
    }

    private final class Watched extends HttpServletResponseWrapper {
        private final String address;

        Watched(HttpServletResponse response, String address) {
            super(response);
            this.address = address;
        }

        @Override
        public void setStatus(int status) {
            look(status);
            super.setStatus(status);
        }

        @Override
        public void sendError(int status) throws IOException {
            look(status);
            super.sendError(status);
        }

        @Override
        public void sendError(int status, String words) throws IOException {
            look(status);
            super.sendError(status, words);
        }

        private void look(int status) {
            if (status == SC_UNAUTHORIZED) {
                guesses.wrong(address);
            }
        }
    }
}
