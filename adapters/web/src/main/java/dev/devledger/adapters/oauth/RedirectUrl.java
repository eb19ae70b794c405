package dev.devledger.adapters.oauth;

import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * The address to which a service sends the browser back. The address has to equal the address registered at the
 * service.
 */
public record RedirectUrl(URI url) {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final int HTTP = 80;

    /** @throws IllegalArgumentException if a browser cannot be sent to the address */
    public RedirectUrl {
        String scheme = Objects.requireNonNullElse(url.getScheme(), "").toLowerCase(Locale.ROOT);
        if (!Set.of("http", "https").contains(scheme) || url.getHost() == null || url.getFragment() != null) {
            throw new IllegalArgumentException(url + " is not a complete URL such as http://localhost:8080/callback");
        }
    }

    String host() {
        return url.getHost().toLowerCase(Locale.ROOT);
    }

    int port() {
        return url.getPort() < 0 ? HTTP : url.getPort();
    }

    String path() {
        return url.getPath().isEmpty() ? "/" : url.getPath();
    }

    /**
     * True if the browser reaches Devledger directly. An address with a proxy or TLS is handled outside of Devledger.
     */
    boolean isLoopback() {
        return url.getScheme().equalsIgnoreCase("http") && LOOPBACK.contains(host());
    }

    /** True if the address is on this server, possibly with another path. */
    boolean isAt(int serverPort) {
        return isLoopback() && port() == serverPort;
    }

    boolean needsListener(int serverPort) {
        return isLoopback() && port() != serverPort;
    }
}
