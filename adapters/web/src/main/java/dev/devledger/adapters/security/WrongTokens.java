package dev.devledger.adapters.security;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;

/** Tells whoever comes with no token or a wrong one. Without one nobody guesses. */
record WrongTokens(Guesses guesses, SecurityProblems refusals) implements AuthenticationEntryPoint {
    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException unknown) {
        Duration wait = request.getHeader(HttpHeaders.AUTHORIZATION) == null
                ? Duration.ZERO
                : guesses.wrong(request.getRemoteAddr());
        if (wait.isZero()) {
            refusals.commence(request, response, unknown);
        } else {
            refusals.refuse(
                    request,
                    response,
                    new TooManyRequests(
                            "Too many wrong tokens came from this address, or from all together. A right one is taken"
                                    + " at any time.",
                            wait));
        }
    }
}
