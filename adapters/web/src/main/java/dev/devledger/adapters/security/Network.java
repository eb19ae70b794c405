package dev.devledger.adapters.security;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HexFormat;
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
}
