package dev.devledger.adapters.oauth;

import com.sun.net.httpserver.Headers;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.devledger.adapters.html.Templates;
import dev.devledger.adapters.oauth.ConnectPages.ConnectResultPage;
import dev.devledger.application.connection.Connecting.CallbackParameters;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Listens on the redirect URL's own port, only at the loopback address, until the browser has returned or the time is
 * over. Serves only the redirect URL's path.
 */
final class LoopbackListener implements AutoCloseable {
    private static final int LAST_ANSWER_SECONDS = 2;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final String path;
    private final String home;
    private final Function<CallbackParameters, ConnectResultPage> answer;
    private final Thread end;

    private LoopbackListener(
            HttpServer server, String path, Duration time, String home, Function<CallbackParameters, ConnectResultPage> answer) {
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
        MultiValueMap<String, String> query =
                UriComponentsBuilder.fromUri(exchange.getRequestURI()).build().getQueryParams();
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
