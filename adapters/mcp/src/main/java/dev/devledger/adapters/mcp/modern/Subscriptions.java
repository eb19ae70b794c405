package dev.devledger.adapters.mcp.modern;

import dev.devledger.adapters.mcp.guard.GuardAnswer.GuardRefusal;
import dev.devledger.adapters.mcp.guard.MessageCheck.Message;
import dev.devledger.adapters.mcp.modern.ModernDoor.ModernRequest;
import dev.devledger.adapters.mcp.modern.ModernDoor.Notifications;
import dev.devledger.adapters.mcp.tool.Resources;
import dev.devledger.adapters.mcp.tool.Resources.Resource;
import dev.devledger.adapters.mcp.tool.Resources.Watch;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import tools.jackson.databind.JsonNode;

/**
 * Tells clients which pages have changed, until they leave. The thread of the request, which is virtual, serves the
 * client. The ledger is looked at once a second, so that writes of other nodes are told too.
 */
public final class Subscriptions implements SmartLifecycle {
    static final String LISTEN = "subscriptions/listen";

    private static final Logger LOG = LoggerFactory.getLogger(Subscriptions.class);

    /** The most pages of one stream; more are left out of the acknowledgment. */
    private static final int MOST = 50;

    private static final Duration LOOK = Duration.ofSeconds(1);

    /** Is short, as only a write shows that a client has left, and each client has a limited number of streams. */
    private static final Duration BEAT = Duration.ofSeconds(5);

    private final Resources resources;
    private volatile CountDownLatch stopped = new CountDownLatch(0);

    public Subscriptions(Resources resources) {
        this.resources = resources;
    }

    /** Begins to watch what the request names, as far as its caller may read it. */
    Listener listener(ModernRequest request) {
        return request.caller()
                .reading(() -> new Listener(
                        resources, request.params(), Map.of(Message.META + "subscriptionId", request.id())));
    }

    /** Returns the result of a stream that the server ends. */
    Map<String, Object> listen(ModernRequest request, Listener listener) {
        if (!request.notifications().isOpen()) {
            throw new GuardRefusal(
                    406, GuardRefusal.INVALID_REQUEST, LISTEN + " answers a stream. Send Accept: text/event-stream.");
        }
        try {
            listener.begin(request.notifications());
            while (!stopped.await(LOOK.toMillis(), TimeUnit.MILLISECONDS)
                    && request.notifications().isOpen()
                    && request.caller().known().lease().holds()) {
                look(request, listener);
                listener.beat(request.notifications());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return Map.of("_meta", listener.meta);
    }

    /** Looks for changes. If the database is away, the next look finds what this one missed. */
    private static void look(ModernRequest request, Listener listener) {
        try {
            request.caller().<@Nullable Void>reading(() -> {
                listener.look(request.notifications());
                return null;
            });
        } catch (RuntimeException away) {
            LOG.debug("A look for changes failed and is repeated", away);
        }
    }

    @Override
    public void start() {
        stopped = new CountDownLatch(1);
    }

    @Override
    public void stop() {
        stopped.countDown();
    }

    @Override
    public boolean isRunning() {
        return stopped.getCount() > 0;
    }

    /** One stream, with what its client asked for and may know. */
    static final class Listener {
        private final Resources resources;
        private final Map<String, Object> meta;
        private final Map<String, Watch> watches = new LinkedHashMap<>();
        private final boolean lists;
        private @Nullable List<Resource> listed;
        private long settled;
        private long sent = System.nanoTime();

        Listener(Resources resources, JsonNode params, Map<String, Object> meta) {
            this.resources = resources;
            this.meta = meta;
            this.settled = resources.settled();
            JsonNode wanted = params.path("notifications");
            this.lists = wanted.path("resourcesListChanged").booleanValue(false);
            this.listed = lists ? resources.current() : null;
            wanted.path("resourceSubscriptions").valueStream().limit(MOST).forEach(uri -> {
                Watch watch = uri.isString() ? resources.watch(uri.stringValue()) : null;
                if (watch != null) {
                    watches.put(uri.stringValue(), watch);
                }
            });
        }

        void begin(Notifications to) {
            Map<String, Object> granted = new LinkedHashMap<>();
            if (lists) {
                granted.put("resourcesListChanged", true);
            }
            if (!watches.isEmpty()) {
                granted.put("resourceSubscriptions", List.copyOf(watches.keySet()));
            }
            tell(to, "notifications/subscriptions/acknowledged", Map.of("notifications", granted));
        }

        void look(Notifications to) {
            long now = resources.settled();
            if (now != settled) {
                watches.forEach((uri, watch) -> {
                    if (watch.hasChanged(now)) {
                        tell(to, "notifications/resources/updated", Map.of("uri", uri));
                    }
                });
                lookAtList(to);
                settled = now;
            }
        }

        void beat(Notifications to) {
            if (System.nanoTime() - sent >= BEAT.toNanos()) {
                to.beat();
                sent = System.nanoTime();
            }
        }

        private void lookAtList(Notifications to) {
            List<Resource> current = lists ? resources.current() : null;
            if (current != null && !current.equals(listed)) {
                listed = current;
                tell(to, "notifications/resources/list_changed", Map.of());
            }
        }

        private void tell(Notifications to, String method, Map<String, ?> params) {
            Map<String, Object> all = new LinkedHashMap<>(params);
            all.put("_meta", meta);
            to.send(method, all);
            sent = System.nanoTime();
        }
    }
}
