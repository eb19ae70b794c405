package dev.devledger.bootstrap.start;

import java.net.InetAddress;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Other machines reach this one by TLS or not at all: the owner token goes with each request, and whoever sees one has all.
 * The actuator can have a port of its own, which is such a door as well.
 */
@Order(Ordered.LOWEST_PRECEDENCE - 3)
final class OpenDoorCheck implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    private static final int NONE = -1;

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        if (context instanceof WebServerApplicationContext) {
            check(Binder.get(context.getEnvironment()));
        }
    }

    static void check(Binder settings) {
        boolean behindProxy = ForwardedHeaders.isBehindProxy(settings);
        ForwardedHeaders.requireOurs(settings, behindProxy);
        if (behindProxy) {
            return;
        }
        require("server", settings);
        int own = settings.bind("management.server.port", Integer.class).orElse(NONE);
        int port = settings.bind("server.port", Integer.class).orElse(NONE);
        if (own != NONE && own != port) {
            require("management.server", settings);
        }
    }

    private static void require(String server, Binder settings) {
        InetAddress address =
                settings.bind(server + ".address", InetAddress.class).orElse(null);
        boolean tls = Ssl.isEnabled(settings.bind(server + ".ssl", Ssl.class).orElse(null));
        if (!isLoopback(address) && !tls) {
            throw new CannotListen(
                    server + ".address is " + shown(address) + ", which other machines can reach, and there is no TLS:"
                            + " everybody on the way could read the owner token and all that goes in and out.",
                    remedy(server),
                    null);
        }
    }

    private static String remedy(String server) {
        return """
            Leave %1$s.address out, or set it to 127.0.0.1: then only this machine reaches it. For other machines, give it a \
            certificate: %1$s.ssl.certificate=FILE and %1$s.ssl.certificate-private-key=FILE. Or put a proxy with TLS in \
            front, see to it that nobody else reaches this port, and set devledger.behind-proxy=true. \
            docs/operating.md has an example.""".formatted(server);
    }

    /** Without an address a server listens on all that the machine has. */
    private static boolean isLoopback(@Nullable InetAddress address) {
        return address != null && address.isLoopbackAddress();
    }

    private static String shown(@Nullable InetAddress address) {
        return Objects.isNull(address) ? "not set" : address.getHostAddress();
    }
}
