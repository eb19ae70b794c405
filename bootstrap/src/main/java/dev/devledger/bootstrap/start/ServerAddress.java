package dev.devledger.bootstrap.start;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;

/** The address of this server; its port is known once the server listens. */
public final class ServerAddress {
    private final @Nullable InetAddress address;
    private final String scheme;
    private volatile int port;

    public ServerAddress(@Nullable InetAddress address, boolean tls) {
        this.address = address;
        this.scheme = tls ? "https://" : "http://";
    }

    @EventListener
    void on(WebServerInitializedEvent event) {
        if (event.getApplicationContext().getServerNamespace() == null) { // not the management server's
            port = event.getWebServer().getPort();
        }
    }

    public Optional<URI> loopback(String path) {
        String host = address == null || address.isAnyLocalAddress() ? "127.0.0.1" : literal(address);
        return port == 0 ? Optional.empty() : Optional.of(URI.create(scheme + host + ":" + port + path));
    }

    public String url(String path) {
        return isLocal() && !isStandard() ? shown(path) : scheme + "localhost:" + port + path;
    }

    /** Returns the address for a user on this machine. */
    String shown(String path) {
        return isStandard() ? url(path) : scheme + literal(address) + ":" + port + path;
    }

    /**
     * True if the server can be reached by {@code localhost}, which is not so for loopback addresses other than the
     * usual one.
     */
    private boolean isStandard() {
        return address == null
                || address.isAnyLocalAddress()
                || address.getHostAddress().equals("127.0.0.1")
                || (address instanceof Inet6Address && address.isLoopbackAddress());
    }

    /** True if a browser on this machine can reach the server by a loopback address. */
    boolean isLocal() {
        return address == null || address.isLoopbackAddress() || address.isAnyLocalAddress();
    }

    private static String literal(@Nullable InetAddress address) {
        String digits = address == null ? "localhost" : address.getHostAddress();
        return address instanceof Inet6Address ? "[" + digits + "]" : digits;
    }
}
