package dev.devledger.bench.measure;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The process that sends the requests. It lives as long as the benchmark, and so it is warm when the server is. */
public final class Load implements AutoCloseable {
    private static final JsonMapper JSON = new JsonMapper();

    private final Process process;
    private final BufferedWriter orders;
    private final BufferedReader results;

    private Load(Process process) {
        this.process = process;
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        this.orders = process.outputWriter(StandardCharsets.UTF_8);
        this.results = process.inputReader(StandardCharsets.UTF_8);
    }

    public static Load start() {
        Path target = Path.of("bench", "load", "target");
        try {
            String libraries = Files.readString(target.resolve("classpath.txt")).strip();
            return new Load(new ProcessBuilder(
                            Server.java(),
                            "-Xmx512m",
                            "--enable-native-access=ALL-UNNAMED",
                            "-cp",
                            target.resolve("classes") + File.pathSeparator + libraries,
                            "dev.devledger.bench.load.LoadProcess")
                    .redirectError(Path.of("bench", "target", "load.log").toFile())
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Fails where one request was not answered with success. */
    public Sample run(Server server, Request request, int connections, Duration window) {
        Meter meter = new Meter(server, process.pid());
        JsonNode result = ask(order(server, request, connections, window));
        long answers = result.path("answers").longValue();
        String failed = result.path("failed").stringValue();
        if (!failed.isEmpty() || answers == 0) {
            throw new IllegalStateException("%s at %d connections: %s".formatted(request.name(), connections, failed));
        }
        return new Sample(
                answers,
                answers * 1e3 / window.toMillis(),
                result.path("p50").longValue() / 1e6,
                result.path("p95").longValue() / 1e6,
                result.path("p99").longValue() / 1e6,
                meter.cost());
    }

    private static Map<String, @Nullable Object> order(
            Server server, Request request, int connections, Duration window) {
        URI address = server.address();
        Map<String, @Nullable Object> order = new HashMap<>();
        order.put("name", request.name());
        order.put("host", address.getHost());
        order.put("port", address.getPort());
        order.put("token", server.token());
        order.put("method", request.method());
        order.put("path", request.path());
        order.put("body", request.body());
        order.put("key", request.key());
        order.put("picks", request.picks());
        order.put("connections", connections);
        order.put("millis", window.toMillis());
        return order;
    }

    private JsonNode ask(Map<String, @Nullable Object> order) {
        try {
            orders.write(JSON.writeValueAsString(order));
            orders.newLine();
            orders.flush();
            String result = results.readLine();
            if (result == null) {
                throw new IllegalStateException("The load process has ended; see bench/target/load.log");
            }
            return JSON.readTree(result);
        } catch (IOException e) {
            throw new UncheckedIOException("The load process has ended; see bench/target/load.log", e);
        }
    }

    @Override
    public void close() {
        process.destroy();
    }

    /**
     * A kind of request, with the words in it that the load process fills in, from {@code picks} where it says pick.
     *
     * @param key of its Idempotency-Key, null for none
     */
    public record Request(
            String name,
            String method,
            String path,
            @Nullable String body,
            List<String> picks,
            @Nullable String key) {

        public Request(String name, String method, String path, @Nullable String body, List<String> picks) {
            this(name, method, path, body, picks, null);
        }

        public Request keyed(String name, String key) {
            return new Request(name, method, path, body, picks, key);
        }
    }
}
