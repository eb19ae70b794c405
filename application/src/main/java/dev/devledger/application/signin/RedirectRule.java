package dev.devledger.application.signin;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a browser may be sent with a code. To a site that proves by TLS who it is, or to a program on the browser's own
 * machine; a scheme of its own could be taken by any program there.
 */
public final class RedirectRule {
    static final int LONGEST = 512;

    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");

    private RedirectRule() {}

    /** What is wrong with it; empty where nothing is. */
    static Optional<String> wrong(String redirect) {
        URI address = read(redirect);
        if (address == null || address.getHost() == null || redirect.length() > LONGEST) {
            return Optional.of("must be a whole address of at most " + LONGEST + " characters");
        }
        if (address.getRawFragment() != null || address.getRawUserInfo() != null) {
            return Optional.of("must have neither a fragment nor a user in it");
        }
        String scheme = address.getScheme().toLowerCase(Locale.ROOT);
        return scheme.equals("https") || (scheme.equals("http") && isLoopback(address))
                ? Optional.empty()
                : Optional.of("must begin with https://, or with http://localhost, http://127.0.0.1 or http://[::1] for"
                        + " a program on the person's own machine");
    }

    /**
     * Whether it is one of those that were registered. A program on the own machine takes whatever port is free when it
     * is there, so there the port is left out (RFC 8252, section 7.3).
     */
    public static boolean isAmong(List<String> registered, String asked) {
        return registered.contains(asked)
                || (wrong(asked).isEmpty() && isLoopback(URI.create(asked)) && isAmongBut(registered, asked));
    }

    private static boolean isAmongBut(List<String> registered, String asked) {
        String portless = portless(asked);
        return registered.stream().filter(each -> isLoopback(URI.create(each))).anyMatch(each -> portless(each)
                .equals(portless));
    }

    private static String portless(String redirect) {
        return redirect.replaceFirst("^([a-z]+://(?:\\[[^]]*]|[^/:?]*)):\\d+", "$1");
    }

    /** Whether it leads to a program on the machine where the browser runs. */
    public static boolean isOnThisMachine(String redirect) {
        return isLoopback(URI.create(redirect));
    }

    private static boolean isLoopback(URI address) {
        return address.getHost() != null
                && LOOPBACK.matcher(address.getHost().toLowerCase(Locale.ROOT)).matches();
    }

    /** Such as {@code https://app.example}, or {@code http://localhost:33418}: as browsers tell sites apart. */
    public static String origin(String redirect) {
        URI address = URI.create(redirect);
        return address.getScheme() + "://" + address.getRawAuthority();
    }

    private static @Nullable URI read(String redirect) {
        try {
            URI address = new URI(redirect);
            return address.getScheme() == null || !redirect.equals(address.toASCIIString()) ? null : address;
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
