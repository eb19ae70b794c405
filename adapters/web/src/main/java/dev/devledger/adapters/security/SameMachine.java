package dev.devledger.adapters.security;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/** Whether a request comes from a program of this machine, and not through a proxy on it or a name that leads here. */
final class SameMachine {
    private static final Pattern LOCAL_HOST =
            Pattern.compile("(?i:localhost)(:\\d+)?|127(\\.\\d{1,3}){3}(:\\d+)?|\\[::1](:\\d+)?");

    private static final List<String> OF_PROXIES =
            List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Via");

    private SameMachine() {}

    static boolean sent(HttpServletRequest request) {
        return Network.isLoopback(request.getRemoteAddr())
                && isNamedBy(request)
                && OF_PROXIES.stream().allMatch(header -> request.getHeader(header) == null);
    }

    /** Whether the request came to a name that is this machine's for itself. */
    static boolean isNamedBy(HttpServletRequest request) {
        return LOCAL_HOST
                .matcher(Objects.requireNonNullElse(request.getHeader("Host"), ""))
                .matches();
    }
}
