package dev.devledger.bootstrap.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The door with clients that are not ours: both generations of the TypeScript SDK, in {@code src/test/mcp-client}. Skipped
 * where Node.js or the packages cannot be had, which {@code -Ddevledger.test.node=required} makes a failure.
 */
@Tag("long")
class McpClientIT {
    private static final Logger LOG = LoggerFactory.getLogger(McpClientIT.class);
    private static final boolean REQUIRED = "required".equals(System.getProperty("devledger.test.node"));
    private static final int NODE = 20;
    private static final Path FOLDER = SharedDevledger.newFolder();

    private static String missing;
    private static NodeProject clients;
    private static RunningDevledger running;
    private static HttpServer control;

    @BeforeAll
    static void start() throws IOException {
        missing = NodeProject.missing(NODE);
        if (missing.isEmpty()) {
            clients = NodeProject.copy(Path.of("src", "test", "mcp-client"), "mcp-client");
            missing = clients.install();
        }
        if (!missing.isEmpty()) {
            LOG.warn("The tests with MCP clients are {}: {}", REQUIRED ? "required" : "skipped", missing);
            return;
        }
        running = start("0");
        control = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        control.createContext("/restart", McpClientIT::restart);
        control.start();
    }

    /** For each test, so that each is reported as skipped. */
    @BeforeEach
    void requireNothing() {
        assumeTrue(missing.isEmpty() || REQUIRED, missing);
        assertThat(missing).isEmpty();
    }

    private static RunningDevledger start(String port) {
        return SharedDevledger.start(FOLDER, "server.port=" + port, "devledger.ticktick.poll-interval=1h");
    }

    @AfterAll
    static void stop() {
        if (running != null) {
            running.close();
        }
        if (control != null) {
            control.stop(0);
        }
    }

    /** A client asks for it in the middle of its story, and is answered when the same ledger is up again. */
    private static void restart(HttpExchange exchange) {
        try (exchange) {
            try {
                int port = running.api().base().getPort();
                running.close();
                running = start(Integer.toString(port));
                exchange.sendResponseHeaders(204, -1);
            } catch (RuntimeException e) {
                byte[] reason = e.toString().getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(500, reason.length);
                exchange.getResponseBody().write(reason);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"first-generation.mjs", "second-generation.mjs"})
    void a_client_tells_its_whole_story(String script) {
        Api api = running.api();
        NodeProject.Ended ended = clients.node(
                Map.of(
                        "DEVLEDGER_URL", api.base() + "/mcp",
                        "DEVLEDGER_TOKEN", api.token(),
                        "DEVLEDGER_RESTART",
                                "http://127.0.0.1:" + control.getAddress().getPort() + "/restart"),
                "--test-reporter=spec",
                script);
        assertThat(ended.code()).as(ended.output()).isZero();
    }
}
