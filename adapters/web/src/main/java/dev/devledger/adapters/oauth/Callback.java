package dev.devledger.adapters.oauth;

import dev.devledger.adapters.oauth.ConnectPages.ConnectResultPage;
import dev.devledger.application.connection.Connecting;
import dev.devledger.application.connection.Connecting.ConnectionOutcome;
import dev.devledger.application.connection.OAuthService;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/** Handles the browser's return from a service to this server, or to a separate port that is open until then. */
final class Callback implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Callback.class);

    private final Connecting connecting;
    private final OAuthService service;
    private final @Nullable RedirectUrl chosen;
    private final Function<String, String> server;
    private final ZoneId zone;
    private final Duration time;
    private @Nullable LoopbackListener listener;

    /**
     * @param server maps a path to its address on this server; works once the server listens
     * @param time the time that a separate port stays open
     */
    Callback(Connecting connecting, Function<String, String> server, ZoneId zone, Duration time) {
        this.connecting = connecting;
        this.service = connecting.service();
        URI redirect = service.application().redirectUrl();
        this.chosen = redirect == null ? null : new RedirectUrl(redirect);
        this.server = server;
        this.zone = zone;
        this.time = time;
    }

    Connecting connecting() {
        return connecting;
    }

    /** Returns the path of the callback page on this server. */
    String path() {
        return service.path("callback");
    }

    RedirectUrl url() {
        return chosen == null ? new RedirectUrl(URI.create(server.apply(path()))) : chosen;
    }

    /** Returns another path of this server, if the redirect URL has one. */
    Optional<String> alias() {
        return chosen != null && chosen.isAt(serverPort()) && !chosen.path().equals(path())
                ? Optional.of(chosen.path())
                : Optional.empty();
    }

    private int serverPort() {
        return URI.create(server.apply("/")).getPort();
    }

    /**
     * Opens the port to which the browser returns, if the redirect URL needs one. Returns an error if the port cannot
     * be opened.
     */
    synchronized Optional<String> open() {
        RedirectUrl url = url();
        if (!url.needsListener(serverPort())) {
            return Optional.empty();
        }
        close();
        try {
            listener = LoopbackListener.open(url, time, server.apply(""), this::answer);
            return Optional.empty();
        } catch (IOException e) {
            LOG.warn("Devledger cannot listen at {}: {}", url.url(), e.getMessage());
            return Optional.of("Devledger cannot listen at " + url.url() + ", the address to which " + service.title()
                    + " sends you back: "
                    + e.getMessage()
                    + ". Stop what uses that port, or register another address at " + service.title()
                    + " and set " + service.setting("redirect-url") + " to it.");
        }
    }

    ConnectResultPage answer(Connecting.CallbackParameters back) {
        ConnectionOutcome end = connecting.finish(back);
        if (end instanceof ConnectionOutcome.Stale) { // any client can send a request to this path
            LOG.debug("A browser returned to a connection that is not in progress");
        } else {
            closeSoon();
            LOG.atLevel(end instanceof ConnectionOutcome.Connected ? Level.DEBUG : Level.WARN)
                    .log("Connecting to {} ended: {}", service.title(), end);
        }
        return ConnectResultPage.of(end, service, server.apply(""), zone);
    }

    ConnectResultPage impossible(String whyNot) {
        return ConnectResultPage.impossible(whyNot, service, server.apply(""));
    }

    /** Closes the port after the current answer is sent. */
    private synchronized void closeSoon() {
        if (listener != null) {
            listener.closeSoon();
            listener = null;
        }
    }

    @Override
    public synchronized void close() {
        if (listener != null) {
            listener.close();
            listener = null;
        }
    }

    /** The callbacks of all services that can be connected. */
    record Callbacks(List<Callback> all) implements AutoCloseable {

        Optional<Callback> of(String service) {
            return all.stream()
                    .filter(each -> each.connecting().service().name().equals(service))
                    .findFirst();
        }

        /** Returns the callback that a user's setting has moved to the path of this server. */
        Optional<Callback> at(String path) {
            return all.stream()
                    .filter(each -> each.alias().filter(path::equals).isPresent())
                    .findFirst();
        }

        @Override
        public void close() {
            all.forEach(Callback::close);
        }
    }
}
