package dev.devledger.adapters.sandbox.trackingtime.api;

import dev.devledger.adapters.sandbox.kernel.CallLimit;
import dev.devledger.adapters.sandbox.kernel.Json;
import dev.devledger.adapters.sandbox.trackingtime.people.Passwords;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;
import org.springframework.web.filter.OncePerRequestFilter;

/** Who asks: a wrong password is the one error that is told by the status of the answer. */
public final class GateFilter extends OncePerRequestFilter {
    /** Where the id of the user is for those behind this. */
    public static final String USER = GateFilter.class.getName() + ".user";

    private final Passwords passwords;
    private final CallLimit limit;

    public GateFilter(Passwords passwords, CallLimit limit) {
        this.passwords = passwords;
        this.limit = limit;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Optional<Long> user = passwords.user(request.getHeader("Authorization"));
        if (user.isEmpty()) {
            refuse(response, 401);
        } else if (isTooMuch(limit.count(String.valueOf(user.get())))) {
            refuse(response, 429);
        } else {
            request.setAttribute(USER, user.get());
            chain.doFilter(request, response);
        }
    }

    /** Where no test has set a limit there is none. */
    private static boolean isTooMuch(CallLimit.State calls) {
        return calls.exceeded() && calls.limit() > 0;
    }

    public static void refuse(HttpServletResponse response, int status) throws IOException {
        String message = status == 401 ? "Invalid username or password." : "Too many requests.";
        if (status == 401) response.setHeader("WWW-Authenticate", "Basic realm=\"TrackingTime\"");
        Envelope.write(response, status, Envelope.of(status, message, Json.object()));
    }
}
