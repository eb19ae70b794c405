package dev.devledger.bootstrap.system;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;

/** Slow clients, guesses and forgotten sessions, in the real sizes and times. {@code trials/door} runs it. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class DoorTrial {
    private static final int SLOW = 500;
    private static final int READERS = 50;
    private static final int SESSIONS = 10_000;
    private static final long MINUTE = TimeUnit.MINUTES.toNanos(1);
    private static final TrialTable TABLE = new TrialTable("door-trial.md");

    private static RunningDevledger devledger;
    private static Api api;

    @BeforeAll
    static void start() {
        devledger = SharedDevledger.start(
                SharedDevledger.newFolder(), "devledger.ticktick.mode=off", "devledger.limits.wrong-tokens=20");
        api = devledger.api();
        api.post(201, "/api/projects", "{\"name\": \"The door\"}");
        for (int i = 0; i < 300; i++) {
            api.get(200, "/api/projects");
        }
    }

    @AfterAll
    static void stop() {
        devledger.close();
    }

    private static String head(String request, String... more) {
        return request + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + api.token() + "\r\n"
                + String.join("", more) + "\r\n";
    }

    private static Socket open(String sent) throws IOException {
        Socket socket = new Socket();
        socket.setReceiveBufferSize(4_096);
        socket.connect(new InetSocketAddress(
                InetAddress.getLoopbackAddress(), api.base().getPort()));
        socket.getOutputStream().write(sent.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /** Each of another kind, and each sends a byte each five seconds. How long until it was cut off, in nanoseconds. */
    private static long trickle(int i) throws IOException {
        String json = "Content-Type: application/json\r\n";
        String length = "Content-Length: 100000\r\n";
        String form = "Content-Type: application/x-www-form-urlencoded\r\n";
        List<String> kinds = List.of(
                head("POST /api/projects", json, length) + "{",
                head("POST /mcp", json, length, "Accept: application/json, text/event-stream\r\n") + "{",
                head("POST /api/import", "Content-Type: application/x-ndjson\r\n", length) + "{",
                head("POST /login", form, length).replace(api.token(), "-") + "token=",
                head("PATCH /api/nothing", json, "Transfer-Encoding: chunked\r\n") + "1;",
                "GET /api/projects HTTP/1.1\r\nHost: localhost\r\nX-Slow: ");
        long begun = System.nanoTime();
        try (Socket socket = open(kinds.get(i % kinds.size()))) {
            while (System.nanoTime() - begun < 2 * MINUTE) {
                LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(5));
                socket.getOutputStream().write('x');
            }
        } catch (IOException cutOff) {
            // As it should be.
        }
        return System.nanoTime() - begun;
    }

    @Test
    @Order(1)
    void slow_bodies() throws Exception {
        long[] quiet = answers(200);
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Long>> slow = new ArrayList<>();
            for (int i = 0; i < SLOW; i++) {
                int number = i;
                slow.add(clients.submit(() -> trickle(number)));
            }
            LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(3));
            long[] meanwhile = answers(200);
            TABLE.row("a read, nobody else, p50 / p95", times(quiet), "");
            TABLE.row(
                    "a read, while " + SLOW + " slow bodies come, p50 / p95",
                    times(meanwhile),
                    "all answered",
                    meanwhile.length == 200);
            long longest = 0;
            for (Future<Long> each : slow) {
                longest = Math.max(longest, each.get());
            }
            TABLE.row(
                    "the last of " + SLOW + " slow bodies, forms and heads is cut off",
                    longest / 1_000_000_000 + " s",
                    "60 s",
                    longest < MINUTE);
        }
    }

    private static long[] answers(int many) {
        long[] times = new long[many];
        for (int i = 0; i < many; i++) {
            long begun = System.nanoTime();
            api.get(200, "/api/projects?limit=1");
            times[i] = System.nanoTime() - begun;
        }
        Arrays.sort(times);
        return times;
    }

    private static String times(long[] sorted) {
        return "%.1f / %.1f ms".formatted(sorted[sorted.length / 2] / 1e6, sorted[sorted.length * 95 / 100] / 1e6);
    }

    /** A stream of one who listens is open meanwhile. */
    @Test
    @Order(2)
    void slow_readers() throws Exception {
        StringBuilder large = new StringBuilder();
        for (int i = 0; i < 60; i++) {
            large.append("{\"project\": {\"name\": \"Large ")
                    .append(i)
                    .append("\", \"description\": \"")
                    .append("x".repeat(99_000))
                    .append("\"}}\n");
        }
        api.post(200, "/api/import", large.toString(), "Content-Type", "application/x-ndjson");
        try (EventStreamClient live = EventStreamClient.open(api, "/api/events", "");
                ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Long>> slow = new ArrayList<>();
            for (int i = 0; i < READERS; i++) {
                boolean reads = i % 2 == 0;
                slow.add(clients.submit(() -> read(reads)));
            }
            long longest = 0;
            for (Future<Long> each : slow) {
                longest = Math.max(longest, each.get());
            }
            TABLE.row(
                    "the last of " + READERS + " readers that take 6 MB byte by byte, or nothing, is cut off",
                    longest / 1_000_000_000 + " s",
                    "60 s",
                    longest < MINUTE);
            api.post(201, "/api/projects", "{\"name\": \"Still there\"}");
            TABLE.row("a stream that was open all the time hears of the next write", live.next() != null, "true", true);
        }
    }

    private static long read(boolean reads) throws IOException {
        long begun = System.nanoTime();
        try (Socket socket = open(head("GET /api/projects?limit=200"))) {
            InputStream in = socket.getInputStream();
            while (System.nanoTime() - begun < 2 * MINUTE) {
                LockSupport.parkNanos(TimeUnit.SECONDS.toNanos(1));
                // Sending tells whether the other side is there still.
                socket.getOutputStream().write('x');
                if (reads && in.read() < 0) {
                    break;
                }
            }
        } catch (IOException cutOff) {
            // As it should be.
        }
        return System.nanoTime() - begun;
    }

    @Test
    @Order(3)
    void sessions_that_are_forgotten() {
        Runtime memory = Runtime.getRuntime();
        System.gc();
        long before = memory.totalMemory() - memory.freeMemory();
        Mcp first = Mcp.connect(api);
        long begun = System.nanoTime();
        for (int i = 0; i < SESSIONS; i++) {
            Mcp.connect(api);
        }
        long seconds = (System.nanoTime() - begun) / 1_000_000_000;
        System.gc();
        long after = memory.totalMemory() - memory.freeMemory();
        TABLE.row(SESSIONS + " sessions opened and forgotten", "all opened, in " + seconds + " s", "all", true);
        TABLE.row("memory more than before", (after - before) / (1024 * 1024) + " MB", "");
        TABLE.row(
                "the first of them",
                first.post("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}").status(),
                "404",
                first.post("{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"ping\"}").status() == 404);
    }

    /** Guessers on twenty connections for ten seconds; whoever has the token asks meanwhile. */
    @Test
    @Order(4)
    void guesses() throws Exception {
        AtomicInteger guesses = new AtomicInteger();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        try (ExecutorService clients = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 20; i++) {
                clients.execute(() -> {
                    Api guesser = api.as("dlo_" + "B".repeat(43));
                    while (System.nanoTime() < end) {
                        guesser.get("/api/projects");
                        guesses.incrementAndGet();
                    }
                });
            }
            long[] owner = answers(200);
            TABLE.row("a read of the owner, while twenty guess from the same address, p50 / p95", times(owner), "");
        }
        TABLE.row("guesses of twenty in ten seconds", guesses, "at most 250", guesses.get() <= 250);
    }
}
