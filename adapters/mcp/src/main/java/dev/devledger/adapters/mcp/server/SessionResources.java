package dev.devledger.adapters.mcp.server;

import dev.devledger.adapters.mcp.guard.GuardAnswer.GuardRefusal;
import dev.devledger.adapters.mcp.guard.MessageCheck.Message;
import dev.devledger.adapters.mcp.guard.SessionCheck;
import dev.devledger.adapters.mcp.guard.SessionCheck.OpenSessions;
import dev.devledger.adapters.mcp.server.CallerContext.ProtocolErrors;
import dev.devledger.adapters.mcp.tool.Resources;
import dev.devledger.adapters.mcp.tool.Resources.Resource;
import dev.devledger.adapters.mcp.tool.Resources.Watch;
import dev.devledger.adapters.mcp.tool.Tool.Caller;
import dev.devledger.adapters.mcp.tool.ToolJson;
import dev.devledger.application.access.Access.Scope;
import io.modelcontextprotocol.json.McpJsonDefaults;
import io.modelcontextprotocol.json.McpJsonMapper;
import io.modelcontextprotocol.json.TypeRef;
import io.modelcontextprotocol.server.McpSyncServer;
import io.modelcontextprotocol.spec.McpError;
import io.modelcontextprotocol.spec.McpSchema.JSONRPCResponse.JSONRPCError;
import io.modelcontextprotocol.spec.McpSchema.ResourcesUpdatedNotification;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.http.MediaType;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * The resources of clients with a session. The SDK has one list for all callers, and knows of no change: so this lists
 * the active projects too, and looks once a second for what sessions are to be told.
 */
final class SessionResources extends OncePerRequestFilter implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(SessionResources.class);
    private static final Duration LOOK = Duration.ofSeconds(1);
    private static final McpJsonMapper SDK = McpJsonDefaults.getMapper();
    private static final TypeRef<Map<String, Object>> MAP = new TypeRef<>() {};

    /** The addresses of the ledger, which must exist for a subscription. */
    private static final String OWN = "devledger://";

    /** The most pages that are watched for all sessions. */
    private static final int MOST = 500;

    private final McpSyncServer server;
    private final Resources resources;
    private final OpenSessions sessions;
    private final ProtocolErrors failing;
    private final Map<String, Watched> watched = new ConcurrentHashMap<>();
    private volatile CountDownLatch stopped = new CountDownLatch(0);

    private record Watched(Watch watch, Set<String> sessions) {}

    SessionResources(McpSyncServer server, Resources resources, OpenSessions sessions, ProtocolErrors failing) {
        this.failing = failing;
        this.server = server;
        this.resources = resources;
        this.sessions = sessions;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        Message message = Message.of(request);
        String method = message == null || !message.isRequest() ? null : message.method();
        if (message != null && "resources/list".equals(method)) {
            list(message, caller(request), response);
            return;
        }
        String uri = message == null ? "" : message.params().path("uri").asString("");
        String session = request.getHeader(SessionCheck.SESSION);
        if ("resources/subscribe".equals(method) && uri.startsWith(OWN)) {
            subscribe(uri, session, caller(request));
        } else if ("resources/unsubscribe".equals(method)) {
            forget(uri, session::equals);
        }
        chain.doFilter(request, response);
    }

    private static Caller caller(HttpServletRequest request) {
        return Caller.of(SessionCheck.known(request), null, CallerContext.requestId());
    }

    private void list(Message message, Caller caller, HttpServletResponse response) throws IOException {
        List<Resource> current = caller.known().access().may(Scope.READ)
                ? plainly("list of resources", () -> caller.reading(resources::current))
                : List.of();
        List<Map<String, Object>> all = Stream.concat(
                        server.listResources().stream().map(each -> SDK.convertValue(each, MAP)),
                        current.stream().map(Resource::listed))
                .toList();
        byte[] answer = ToolJson.text(Map.of("jsonrpc", "2.0", "id", message.id(), "result", Map.of("resources", all)))
                .getBytes(StandardCharsets.UTF_8);
        response.setContentType(MediaType.APPLICATION_JSON_VALUE);
        response.setContentLength(answer.length);
        response.getOutputStream().write(answer);
    }

    private void subscribe(String uri, String session, Caller caller) {
        Watch watch = plainly("resource " + uri, () -> caller.<@Nullable Watch>reading(() -> resources.watch(uri)));
        if (watch == null) {
            throw refusal(McpError.RESOURCE_NOT_FOUND.apply(uri));
        }
        if (watched.size() >= MOST && !watched.containsKey(uri)) {
            throw new GuardRefusal(
                    200,
                    GuardRefusal.INVALID_REQUEST,
                    "Too many resources are watched: at most " + MOST + ". Unsubscribe from one.");
        }
        watched.compute(uri, (any, of) -> {
            Watched all = of == null ? new Watched(watch, ConcurrentHashMap.newKeySet()) : of;
            all.sessions().add(session);
            return all;
        });
    }

    private <T extends @Nullable Object> T plainly(String what, Supplier<T> answer) {
        try {
            return failing.plainly(what, answer);
        } catch (McpError error) {
            throw refusal(error);
        }
    }

    private static GuardRefusal refusal(McpError error) {
        JSONRPCError json = error.getJsonRpcError();
        return new GuardRefusal(200, json.code(), json.message());
    }

    /** Forgets the sessions of a page, and the page with its last one: at once, as another may subscribe meanwhile. */
    private void forget(String uri, Predicate<String> sessions) {
        watched.computeIfPresent(uri, (any, of) -> {
            of.sessions().removeIf(sessions);
            return of.sessions().isEmpty() ? null : of;
        });
    }

    /**
     * Runs on a thread of its own, as a client that reads slowly holds it up. The first look tells a changed list in any
     * case: a session may have listed before it.
     */
    private void follow(CountDownLatch until) {
        long seen = -1;
        @Nullable List<Resource> listed = null;
        try {
            while (!until.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)) {
                try {
                    long now = sessions.any() ? resources.settled() : seen;
                    if (now != seen) {
                        List<Resource> current = resources.current();
                        tell(now, !current.equals(listed));
                        listed = current;
                        seen = now;
                    }
                } catch (RuntimeException away) {
                    LOG.debug("A look for changes failed and is repeated", away);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell(long now, boolean listChanged) {
        watched.keySet().forEach(uri -> forget(uri, session -> !sessions.isOpen(session)));
        watched.forEach((uri, each) -> {
            if (each.watch().hasChanged(now)) {
                server.notifyResourcesUpdated(new ResourcesUpdatedNotification(uri));
            }
        });
        if (listChanged) {
            server.notifyResourcesListChanged();
        }
    }

    @Override
    public void start() {
        CountDownLatch until = new CountDownLatch(1);
        stopped = until;
        Thread.ofVirtual().name("mcp-resources").start(() -> follow(until));
    }

    @Override
    public void stop() {
        stopped.countDown();
    }

    @Override
    public boolean isRunning() {
        return stopped.getCount() > 0;
    }
}
