package dev.devledger.browser;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A host of MCP Apps, as small as one can be: it shows the page of the tool {@code show} in a frame, under the policy
 * that hosts have, calls the tools that it asks for in a real ledger, or answers what it was told to, and remembers it.
 */
final class AppHost implements AutoCloseable {
    private static final String POLICY = "default-src 'none'; script-src 'self' 'unsafe-inline'; "
            + "style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'none'";

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpServer server;
    private final Agent agent;
    private final String app;

    AppHost(Api api) {
        agent = Agent.connect(api, "stub");
        app = agent.read("ui://devledger/show");
        byte[] page = read("/apps/host.html");
        try {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        server.createContext("/", exchange -> {
            try (exchange) {
                exchange.getResponseHeaders().set("Content-Type", "text/html;charset=utf-8");
                exchange.getResponseHeaders().set("Content-Security-Policy", POLICY);
                exchange.sendResponseHeaders(200, page.length);
                exchange.getResponseBody().write(page);
            }
        });
        server.start();
    }

    private static byte[] read(String resource) {
        try (InputStream in = AppHost.class.getResourceAsStream(resource)) {
            return in.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its length in bytes. */
    int length() {
        return app.getBytes(StandardCharsets.UTF_8).length;
    }

    /** What a host can do that runs tools and tells the model. */
    static Map<String, Object> all() {
        return Map.of("serverTools", Map.of(), "updateModelContext", Map.of("text", Map.of()));
    }

    static Map<String, Object> context(String theme) {
        return Map.of("theme", theme, "locale", "en-GB", "timeZone", "Europe/Berlin");
    }

    /** What the tool {@code show} answers. */
    JsonNode result(Map<String, ?> arguments) {
        JsonNode result = agent.result("show", arguments);
        assertThat(result.at("/_meta/dev.devledger~1show/html").asString()).isNotBlank();
        return result;
    }

    Shown show(Look look, JsonNode result) {
        return show(look, result, all(), context("light"));
    }

    Shown show(Look look, JsonNode result, Map<String, ?> capabilities, Map<String, ?> context) {
        URI base = URI.create("http://127.0.0.1:" + server.getAddress().getPort());
        Shown shown = new Shown(Window.of(base, look));
        shown.window().page().exposeFunction("callTool", given -> agent.result(
                        (String) given[0], JSON.readTree((String) given[1]))
                .toString());
        shown.window().open("/");
        shown.run("start", Map.of("page", app, "result", result, "capabilities", capabilities, "context", context));
        return shown;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    /** The page in its host. */
    record Shown(Window window) implements AutoCloseable {
        FrameLocator frame() {
            return window.page().frameLocator("iframe");
        }

        Locator find(String selector) {
            return frame().locator(selector);
        }

        Locator button(String name) {
            return find("button:visible")
                    .and(frame().getByRole(
                                    AriaRole.BUTTON,
                                    new FrameLocator.GetByRoleOptions()
                                            .setName(name)
                                            .setExact(true)));
        }

        /** Calls a function of the host. */
        void run(String function, Object argument) {
            window.page()
                    .evaluate("text => { " + function + "(JSON.parse(text)); }", JSON.writeValueAsString(argument));
        }

        /** What the tools answer, one call after the other. */
        Shown answering(Object... answers) {
            List.of(answers).forEach(each -> run("answers.push", each));
            return this;
        }

        /** As when the agent calls {@code show} again. */
        void result(JsonNode result) {
            run("(given => notify('tool-result', given))", result);
        }

        List<JsonNode> heard(String method) {
            JsonNode all = JSON.readTree((String) window.page().evaluate("() => JSON.stringify(heard)"));
            return StreamSupport.stream(all.spliterator(), false)
                    .filter(each -> each.path("method").asString("").equals(method))
                    .map(each -> each.path("params"))
                    .toList();
        }

        /** The calls of tools, once there are so many. */
        List<JsonNode> calls(int count) {
            window.until(() -> heard("tools/call").size() >= count);
            return heard("tools/call");
        }

        double height() {
            return Window.box(window.find("iframe")).height;
        }

        @Override
        public void close() {
            window.close();
        }
    }
}
