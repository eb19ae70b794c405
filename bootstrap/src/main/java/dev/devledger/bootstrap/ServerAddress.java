package dev.devledger.bootstrap;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;

/** Where this server listens; known once it does. */
final class ServerAddress {
    private final @Nullable InetAddress address;
    private volatile int port;

    ServerAddress(@Nullable InetAddress address) {
        this.address = address;
    }

    @EventListener
    void on(WebServerInitializedEvent event) {
        if (event.getApplicationContext().getServerNamespace() == null) { // not the management server's
            port = event.getWebServer().getPort();
        }
    }

    Optional<URI> loopback(String path) {
        return port == 0 ? Optional.empty() : Optional.of(URI.create("http://127.0.0.1:" + port + path));
    }

    String url(String path) {
        return "http://localhost:" + port + path;
    }

    /** As a person on this machine reaches it. */
    String shown(String path) {
        return isLocal() ? url(path) : "http://" + literal(address) + ":" + port + path;
    }

    /** Whether this machine reaches it under {@code localhost}. */
    boolean isLocal() {
        return address == null || address.isLoopbackAddress() || address.isAnyLocalAddress();
    }

    private static String literal(@Nullable InetAddress address) {
        String digits = address == null ? "localhost" : address.getHostAddress();
        return address instanceof Inet6Address ? "[" + digits + "]" : digits;
    }
}
