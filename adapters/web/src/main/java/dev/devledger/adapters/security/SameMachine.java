package dev.devledger.adapters.security;

import jakarta.servlet.http.HttpServletRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;

/** Whether a request comes from a program of this machine, and not through a proxy on it or a name that leads here. */
final class SameMachine {
    private static final Pattern LOCAL_HOST =
            Pattern.compile("(?i:localhost)(:\\d+)?|127(\\.\\d{1,3}){3}(:\\d+)?|\\[::1](:\\d+)?");

    /** What is looked up nowhere. Behind a proxy this is what a header says, which can be a name. */
    private static final Pattern ADDRESS = Pattern.compile("[0-9.]+|[0-9a-fA-F.]*:[0-9a-fA-F:.]*(%[a-z0-9]+)?");

    private static final List<String> OF_PROXIES =
            List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Via");

    private SameMachine() {}

    static boolean sent(HttpServletRequest request) {
        return isLoopback(request.getRemoteAddr())
                && LOCAL_HOST
                        .matcher(Objects.requireNonNullElse(request.getHeader("Host"), ""))
                        .matches()
                && OF_PROXIES.stream().allMatch(header -> request.getHeader(header) == null);
    }

    private static boolean isLoopback(String address) {
        try {
            return ADDRESS.matcher(address).matches()
                    && InetAddress.getByName(address).isLoopbackAddress();
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
