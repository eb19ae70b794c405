package dev.devledger.bootstrap.start;

import dev.devledger.bootstrap.start.PortCheck.CannotListen;
import java.net.InetAddress;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.EnvironmentPostProcessor;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.web.server.Ssl;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.MapPropertySource;

/**
 * Lets other machines connect only by TLS, as each request has the owner token, and whoever reads it can do everything.
 * The actuator's port is checked, too, if it has its own.
 */
@Order(Ordered.LOWEST_PRECEDENCE - 3)
final class TlsRequirementCheck implements ApplicationContextInitializer<ConfigurableApplicationContext> {
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

    /** True if only this machine can connect. A server without a configured address listens on all addresses. */
    private static boolean isLoopback(@Nullable InetAddress address) {
        return address != null && address.isLoopbackAddress();
    }

    private static String shown(@Nullable InetAddress address) {
        return Objects.isNull(address) ? "not set" : address.getHostAddress();
    }

    /**
     * Trusts a proxy's headers about the sender of a request only with {@code devledger.behind-proxy=true}, as any
     * client can send such headers. By itself, Spring Boot would trust them on some platforms, such as Kubernetes.
     */
    static final class ForwardedHeaders implements EnvironmentPostProcessor {
        private static final String BEHIND_PROXY = "devledger.behind-proxy";
        private static final String STRATEGY = "server.forward-headers-strategy";
        private static final String BELIEVED = "native";
        private static final String IGNORED = "none";

        @Override
        public void postProcessEnvironment(ConfigurableEnvironment environment, SpringApplication application) {
            Map<String, Object> all = Map.of(
                    STRATEGY,
                    strategy(isBehindProxy(Binder.get(environment))),
                    // Proxies pass these two headers on as a client has sent them, and Devledger needs neither.
                    "server.tomcat.remoteip.host-header",
                    "",
                    "server.tomcat.remoteip.port-header",
                    "");
            environment.getPropertySources().addLast(new MapPropertySource("headers of a proxy", all));
        }

        /** True if a proxy is configured; an invalid value is reported later, by the check of the settings. */
        static boolean isBehindProxy(Binder settings) {
            try {
                return settings.bind(BEHIND_PROXY, Boolean.class).orElse(false);
            } catch (BindException unreadable) {
                return false;
            }
        }

        static void requireOurs(Binder settings, boolean behindProxy) {
            String ours = strategy(behindProxy);
            String given = settings.bind(STRATEGY, String.class).orElse(ours);
            if (!given.equalsIgnoreCase(ours)) {
                throw new CannotListen(
                        STRATEGY + " is " + given + ", but " + BEHIND_PROXY + " is " + behindProxy
                                + ", and that alone says whether the headers of a proxy are believed.",
                        "Leave " + STRATEGY + " out, and set " + BEHIND_PROXY
                                + "=true where all requests come through a proxy.",
                        null);
            }
        }

        private static String strategy(boolean behindProxy) {
            return behindProxy ? BELIEVED : IGNORED;
        }
    }
}
