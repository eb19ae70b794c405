package dev.devledger.application.signin;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The rule for the addresses to which a browser may be sent with a code: either a site that proves by TLS who it is, or
 * a program on the browser's own machine, which listens on a port or has its own URL scheme (RFC 8252, section 7.1).
 * Another program on that machine may register the same scheme; it would get the code, but does not have the verifier
 * for it.
 */
public final class RedirectRule {
    static final int LONGEST = 512;

    private static final Pattern LOOPBACK = Pattern.compile("localhost|127(\\.\\d{1,3}){3}|\\[::1]");

    /** URL schemes in the form of reverse domain names: browsers and systems never handle such a scheme themselves. */
    private static final Pattern OWN_SCHEME = Pattern.compile("[a-z]{2,}(\\.[a-z0-9][a-z0-9-]*)+");

    /** The schemes of known programs that do not have this form. */
    private static final List<String> KNOWN_SCHEMES =
            List.of("claude", "cursor", "vscode", "vscode-insiders", "vscodium", "windsurf");

    private RedirectRule() {}

    /** Returns the fault of an address; empty if there is none. */
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
     * True if the address is registered. A program on the browser's machine uses any free port, so the port is not
     * compared (RFC 8252, section 7.3).
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

    /** True if the address leads to a program on the machine where the browser runs. */
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
     * Returns the origin, such as {@code https://app.example}, {@code http://localhost:33418} or {@code cursor:}, by
     * which browsers tell targets apart.
     */
    public static String origin(String redirect) {
        URI address = URI.create(redirect);
        return isOwnScheme(address) ? scheme(address) + ":" : address.getScheme() + "://" + address.getRawAuthority();
    }

    /**
     * Returns the address as people see it: the origin, such as {@code https://app.example}, or the whole address if it
     * has a program's scheme, which several programs may use.
     */
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
