package dev.devledger.browser;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;

/** Another server on this machine, with a page of which nobody asks anything: it may do whatever a browser lets it. */
final class StrangersSite implements AutoCloseable {
    private static final byte[] PAGE =
            "<!doctype html><title>Win a prize</title><h1>Win a prize</h1>".getBytes(StandardCharsets.UTF_8);

    private final HttpServer server;

    StrangersSite() {
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.getResponseHeaders().set("Content-Type", "text/html;charset=utf-8");
                exchange.sendResponseHeaders(200, PAGE.length);
                exchange.getResponseBody().write(PAGE);
            }
        });
        server.start();
    }

    /** Under one of the names that lead to this machine. */
    String address(String host) {
        return "http://" + host + ":" + server.getAddress().getPort() + "/";
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
