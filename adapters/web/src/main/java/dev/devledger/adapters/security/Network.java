package dev.devledger.adapters.security;

import jakarta.servlet.http.HttpServletRequest;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What an address of a request says. The container gives an address and never a name; behind a proxy it is what a header
 * says, which can be anything, and is looked up nowhere.
 */
final class Network {
    private static final Pattern LITERAL = Pattern.compile("[0-9.]{7,15}|[0-9a-fA-F.]*:[0-9a-fA-F:.]*(%[a-z0-9]+)?");
    private static final int LONGEST = 45;

    /** Of an IPv6 address the half that a provider gives to a household, which has all the other halves. */
    private static final int HALF = 8;

    private Network() {}

    static boolean isLoopback(String address) {
        InetAddress read = literal(address);
        return read != null && read.isLoopbackAddress();
    }

    /** Who counts as one. */
    static String of(String address) {
        if (literal(address) instanceof Inet6Address six) {
            return HexFormat.ofDelimiter(":").formatHex(six.getAddress(), 0, HALF) + "::/64";
        }
        return address.substring(0, Math.min(LONGEST, address.length()));
    }

    private static @Nullable InetAddress literal(String address) {
        try {
            return LITERAL.matcher(address).matches() ? InetAddress.getByName(address) : null;
        } catch (UnknownHostException e) {
            return null;
        }
    }

    /** Whether a request comes from a program of this machine, and not through a proxy on it or a name that leads here. */
    static final class SameMachine {
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
}
