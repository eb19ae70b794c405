package dev.devledger.adapters.oauth;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.devledger.adapters.html.Templates;
import dev.devledger.adapters.oauth.ConnectPages.ConnectResultPage;
import dev.devledger.application.connection.Connecting;
import dev.devledger.application.connection.Connecting.CallbackParameters;
import dev.devledger.application.connection.Connecting.ConnectionOutcome;
import dev.devledger.application.connection.OAuthService;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;

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

    /**
     * Listens on the redirect URL's own port, only at the loopback address, until the browser has returned or the time is
     * over. Serves only the redirect URL's path.
     */
    static final class LoopbackListener implements AutoCloseable {
        private static final int LAST_ANSWER_SECONDS = 2;

        private final HttpServer server;
        private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
        private final String path;
        private final String home;
        private final Function<CallbackParameters, ConnectResultPage> answer;
        private final Thread end;

        private LoopbackListener(
                HttpServer server,
                String path,
                Duration time,
                String home,
                Function<CallbackParameters, ConnectResultPage> answer) {
            this.server = server;
            this.path = path;
            this.home = home;
            this.answer = answer;
            this.end = Thread.ofVirtual().name("oauth-callback-end").unstarted(() -> {
                try {
                    Thread.sleep(time);
                    close();
                } catch (InterruptedException closed) {
                    Thread.currentThread().interrupt();
                }
            });
        }

        /**
         * @param home the address of Devledger's own pages
         * @throws IOException if the port is not available
         */
        static LoopbackListener open(
                RedirectUrl url, Duration time, String home, Function<CallbackParameters, ConnectResultPage> answer)
                throws IOException {
            InetAddress loopback = InetAddress.getByName(url.host().equals("[::1]") ? "::1" : "127.0.0.1");
            HttpServer server = HttpServer.create(new InetSocketAddress(loopback, url.port()), 0);
            LoopbackListener listener = new LoopbackListener(server, url.path(), time, home, answer);
            server.setExecutor(listener.threads);
            server.createContext("/", listener::serve);
            server.start();
            listener.end.start();
            return listener;
        }

        private void serve(HttpExchange exchange) throws IOException {
            try (exchange) {
                if (!exchange.getRequestURI().getPath().equals(path)) {
                    exchange.sendResponseHeaders(404, -1);
                } else if (!exchange.getRequestMethod().equals("GET")) {
                    exchange.sendResponseHeaders(405, -1);
                } else {
                    write(exchange, answer.apply(read(exchange)));
                }
            }
        }

        private static CallbackParameters read(HttpExchange exchange) {
            MultiValueMap<String, String> query = UriComponentsBuilder.fromUri(exchange.getRequestURI())
                    .build()
                    .getQueryParams();
            return new CallbackParameters(
                    decoded(query.getFirst("state")),
                    decoded(query.getFirst("code")),
                    decoded(query.getFirst("error")),
                    cookies(exchange.getRequestHeaders().getOrDefault("Cookie", List.of())));
        }

        private static @Nullable String decoded(@Nullable String value) {
            try {
                return value == null ? null : URLDecoder.decode(value, StandardCharsets.UTF_8);
            } catch (IllegalArgumentException malformed) {
                return value;
            }
        }

        private static Set<String> cookies(List<String> headers) {
            return headers.stream()
                    .flatMap(header -> Arrays.stream(header.split(";", -1)))
                    .map(pair -> pair.substring(pair.indexOf('=') + 1).strip())
                    .collect(Collectors.toSet());
        }

        private void write(HttpExchange exchange, ConnectResultPage page) throws IOException {
            byte[] html = page.withHome(home).html();
            Headers headers = exchange.getResponseHeaders();
            headers.set("Content-Type", Templates.TYPE);
            headers.set(
                    "Content-Security-Policy",
                    "default-src 'none'; style-src " + home + "; img-src " + home
                            + "; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
            headers.set("Cache-Control", "no-store");
            headers.set("X-Content-Type-Options", "nosniff");
            headers.set("Referrer-Policy", "no-referrer");
            headers.set("Connection", "close");
            exchange.sendResponseHeaders(page.status(), html.length);
            exchange.getResponseBody().write(html);
        }

        /** Closes the port after the current answer. */
        void closeSoon() {
            end.interrupt();
            Thread.ofVirtual().name("oauth-callback-close").start(() -> {
                server.stop(LAST_ANSWER_SECONDS);
                threads.shutdown();
            });
        }

        @Override
        public void close() {
            server.stop(0);
            threads.shutdown();
            end.interrupt();
        }
    }
}
