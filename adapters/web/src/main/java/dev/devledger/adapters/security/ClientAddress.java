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
 * Reads the address of a request. The container gives an address and never a name. Behind a proxy, the address comes
 * from a header, which may contain any text and is never resolved.
 */
final class ClientAddress {
    private static final Pattern LITERAL = Pattern.compile("[0-9.]{7,15}|[0-9a-fA-F.]*:[0-9a-fA-F:.]*(%[a-z0-9]+)?");
    private static final int LONGEST = 45;

    /**
     * The number of bytes in an IPv6 prefix that a provider gives to a household, which can use all addresses with this
     * prefix.
     */
    private static final int HALF = 8;

    private ClientAddress() {}

    static boolean isLoopback(String address) {
        InetAddress read = literal(address);
        return read != null && read.isLoopbackAddress();
    }

    /** Returns the key under which addresses of one household count as one. */
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

    /**
     * Finds requests of programs on this machine that are sent neither through a proxy on this machine nor by a name
     * that resolves to this machine.
     */
    static final class SameMachine {
        private static final Pattern LOCAL_HOST =
                Pattern.compile("(?i:localhost)(:\\d+)?|127(\\.\\d{1,3}){3}(:\\d+)?|\\[::1](:\\d+)?");

        private static final List<String> OF_PROXIES =
                List.of("Forwarded", "X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Via");

        private SameMachine() {}

        static boolean sent(HttpServletRequest request) {
            return ClientAddress.isLoopback(request.getRemoteAddr())
                    && isNamedBy(request)
                    && OF_PROXIES.stream().allMatch(header -> request.getHeader(header) == null);
        }

        /** True if the request's host is a loopback name or address. */
        static boolean isNamedBy(HttpServletRequest request) {
            return LOCAL_HOST
                    .matcher(Objects.requireNonNullElse(request.getHeader("Host"), ""))
                    .matches();
        }
    }
}
