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
 * machine: by a port, or by a scheme that is the program's own (RFC 8252, section 7.1). Another program there may take that
 * scheme too; it would have a code, and not what the code was asked for with.
 */
public final class RedirectRule {
    static final int LONGEST = 512;

    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");

    /** Reverse domain names: nothing that browsers or systems open themselves is called so. */
    private static final Pattern OWN_SCHEME = Pattern.compile("[a-z]{2,}(\\.[a-z0-9][a-z0-9-]*)+");

    /** Of programs that are known, and whose schemes are not called so. */
    private static final List<String> KNOWN_SCHEMES =
            List.of("claude", "cursor", "vscode", "vscode-insiders", "vscodium", "windsurf");

    private RedirectRule() {}

    /** What is wrong with it; empty where nothing is. */
    static Optional<String> wrong(String redirect) {
        URI address = read(redirect);
        if (address == null || address.isOpaque() || redirect.length() > LONGEST) {
            return Optional.of("must be a whole address of at most " + LONGEST + " characters");
        }
        String authority = address.getRawAuthority();
        if (address.getRawFragment() != null || (authority != null && authority.contains("@"))) {
            return Optional.of("must have neither a fragment nor a user in it");
        }
        boolean isSite = scheme(address).equals("https") && address.getHost() != null;
        return isSite || isLoopback(address) || isOwnScheme(address)
                ? Optional.empty()
                : Optional.of("must begin with https://, or lead to a program on the person's own machine: with"
                        + " http://localhost, http://127.0.0.1 or http://[::1], or with a scheme of its own, which is"
                        + " its domain the other way round, such as com.example.app:/, or one of "
                        + String.join("://, ", KNOWN_SCHEMES) + "://");
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
        URI address = URI.create(redirect);
        return isLoopback(address) || isOwnScheme(address);
    }

    private static boolean isLoopback(URI address) {
        return List.of("http", "https").contains(scheme(address))
                && address.getHost() != null
                && LOOPBACK.matcher(address.getHost().toLowerCase(Locale.ROOT)).matches();
    }

    private static boolean isOwnScheme(URI address) {
        String scheme = scheme(address);
        return KNOWN_SCHEMES.contains(scheme) || OWN_SCHEME.matcher(scheme).matches();
    }

    private static String scheme(URI address) {
        return address.getScheme().toLowerCase(Locale.ROOT);
    }

    /**
     * Such as {@code https://app.example}, {@code http://localhost:33418} or {@code cursor:}: as browsers tell apart where
     * they go.
     */
    public static String origin(String redirect) {
        URI address = URI.create(redirect);
        return isOwnScheme(address) ? scheme(address) + ":" : address.getScheme() + "://" + address.getRawAuthority();
    }

    /** Such as {@code https://app.example}, or all of an address of a program, as its scheme alone may be that of many. */
    public static String shown(String redirect) {
        return isOwnScheme(URI.create(redirect)) ? redirect : origin(redirect);
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
