package dev.devledger.bootstrap.system;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.devledger.bootstrap.system.KillPlan.Step;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A sandbox as its service to another process, which may not live to see the answer to its request. */
final class FatalFront implements AutoCloseable {
    /** They are sent with POST and change nothing. */
    private static final Set<String> QUERIES = Set.of("POST /task/completed", "POST /task/filter");

    private final Api behind;
    private final String page;
    private final String path;
    private final HttpClient http = HttpClient.newHttpClient();
    private final HttpServer server;
    private final AtomicInteger writes = new AtomicInteger();
    private final Object gate = new Object();
    private boolean closed;
    private volatile KillPlan plan = KillPlan.none();

    /** As TickTick. */
    FatalFront(Api behind) {
        this(behind, "/sandbox/ticktick", "/open/v1");
    }

    /** Below its address are {@code /v2} and {@code /v3}. */
    static FatalFront ofClickUp(Api behind) {
        return new FatalFront(behind, "/sandbox/clickup", "/api");
    }

    /** @param page of the sandbox, below which it has the same paths */
    private FatalFront(Api behind, String page, String path) {
        this.behind = behind;
        this.page = page;
        this.path = path;
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext(path, this::answer);
        server.start();
    }

    String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    void follow(KillPlan next) {
        plan = next;
    }

    /** How many requests have changed something. */
    int writes() {
        return writes.get();
    }

    /** Whoever asks for something waits until {@link #open}. */
    void shut() {
        synchronized (gate) {
            closed = true;
        }
    }

    void open() {
        synchronized (gate) {
            closed = false;
            gate.notifyAll();
        }
    }

    private void pass() throws InterruptedException {
        synchronized (gate) {
            while (closed) {
                gate.wait();
            }
        }
    }

    private void answer(HttpExchange exchange) throws IOException {
        KillPlan now = plan;
        int lives = now.killed();
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            pass();
            String call = exchange.getRequestMethod() + " "
                    + exchange.getRequestURI().toString().substring(path.length());
            boolean died = now != plan || now.killed() != lives; // while it waited
            if (died || now.kills(Step.REQUEST, call)) {
                return;
            }
            HttpResponse<byte[]> response = forward(exchange, body);
            if (!isRead(call)) {
                writes.incrementAndGet();
                if (now.kills(Step.EFFECT, call)) {
                    return;
                }
            }
            response.headers().firstValue("Content-Type").ifPresent(type -> exchange.getResponseHeaders()
                    .set("Content-Type", type));
            exchange.sendResponseHeaders(
                    response.statusCode(), response.body().length == 0 ? -1 : response.body().length);
            exchange.getResponseBody().write(response.body());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isRead(String call) {
        return call.startsWith("GET ") || QUERIES.contains(call);
    }

    private HttpResponse<byte[]> forward(HttpExchange exchange, byte[] body) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(behind.base().resolve(page + exchange.getRequestURI()))
                .header("Authorization", "Bearer " + behind.token())
                .header("Content-Type", "application/json")
                .method(exchange.getRequestMethod(), HttpRequest.BodyPublishers.ofByteArray(body));
        return http.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    @Override
    public void close() {
        open();
        server.stop(0);
    }
}
