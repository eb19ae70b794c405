package dev.devledger.bootstrap;

import java.net.URI;
import java.util.Optional;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.context.event.EventListener;

/** Where this server listens; known once it does. */
final class ServerAddress {
    private volatile int port;

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
}
