package dev.devledger.bootstrap.start;

import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.web.server.PortInUseException;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Tries the port before a database is made or started. If another process takes the port afterwards, the web server
 * notices that, and the start fails with the same message.
 */
@Order(Ordered.LOWEST_PRECEDENCE - 2)
final class PortCheck implements ApplicationContextInitializer<ConfigurableApplicationContext> {
    private static final int ANY = 0;
    private static final int FIRST_WITHOUT_RIGHTS = 1024;
    private static final int LAST = 65_535;

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        if (context instanceof WebServerApplicationContext) {
            Binder settings = Binder.get(context.getEnvironment());
            require(
                    settings.bind("server.address", InetAddress.class).orElse(null),
                    settings.bind("server.port", Integer.class).orElse(ANY));
        }
    }

    /** Requires a free port; an invalid port number is reported by the check of the settings. */
    static void require(@Nullable InetAddress address, int port) {
        if (port < ANY || port > LAST) {
            return;
        }
        if (address != null) {
            requireOurs(address);
        }
        try {
            listen(address, port);
        } catch (BindException e) {
            throw port < FIRST_WITHOUT_RIGHTS && String.valueOf(e.getMessage()).contains("ermission")
                    ? new CannotListen(
                            "This user may not listen on port " + port + ": ports below 1024 need special rights.",
                            "Choose a port from 1024 to 65535, such as --server.port=8080.",
                            e)
                    : new PortInUseException(port, e);
        } catch (IOException e) {
            throw new CannotListen(
                    "Devledger cannot listen on port %d: %s.".formatted(port, e.getMessage()),
                    "Choose another port or address with --server.port=… and --server.address=….",
                    e);
        }
    }

    private static void requireOurs(InetAddress address) {
        try {
            listen(address, ANY);
        } catch (IOException e) {
            throw new CannotListen(
                    "Devledger cannot listen on %s: this machine does not have that address."
                            .formatted(address.getHostAddress()),
                    "Set server.address to an address of this machine. 127.0.0.1 is the default, for this machine"
                            + " only; with 0.0.0.0 other machines can connect as well.",
                    e);
        }
    }

    /** Binds the port in the way of Tomcat. */
    private static void listen(@Nullable InetAddress address, int port) throws IOException {
        try (ServerSocketChannel socket = ServerSocketChannel.open()) {
            socket.bind(new InetSocketAddress(address, port));
        }
    }

    /**
     * Thrown if the configured address or port is not available, or not safe; the message is for the user who starts
     * Devledger.
     */
    static final class CannotListen extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String action;

        CannotListen(String message, String action, @Nullable Throwable cause) {
            super(message, cause);
            this.action = action;
        }

        /** Returns what the user can do. */
        String action() {
            return action;
        }
    }

    static class CannotListenFailureAnalyzer extends AbstractFailureAnalyzer<CannotListen> {
        @Override
        protected FailureAnalysis analyze(Throwable rootFailure, CannotListen cause) {
            return new FailureAnalysis(String.valueOf(cause.getMessage()), cause.action(), cause);
        }
    }

    /** Reports a taken port, before Spring's own analyzer, which does not name the setting. */
    @Order(Ordered.HIGHEST_PRECEDENCE)
    static class TakenPortFailureAnalyzer extends AbstractFailureAnalyzer<PortInUseException> {
        @Override
        protected FailureAnalysis analyze(Throwable rootFailure, PortInUseException cause) {
            return new FailureAnalysis(
                    "Port " + cause.getPort()
                            + " was already in use: another program, or another Devledger, listens on it.",
                    "Stop that program, or choose another port, such as --server.port=8081.",
                    cause);
        }
    }
}
