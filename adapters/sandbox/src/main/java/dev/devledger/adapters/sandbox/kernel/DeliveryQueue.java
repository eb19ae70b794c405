package dev.devledger.adapters.sandbox.kernel;

import dev.devledger.adapters.sandbox.kernel.SandboxDatabase.SandboxTable;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.NestedRuntimeException;

/**
 * Delivers events to webhooks. An event is stored together with its change, and delivered afterwards: when {@link
 * #ring} is called, else within a second.
 */
public abstract class DeliveryQueue implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryQueue.class);

    /** @param attempts the number of failed attempts */
    public record Due(long id, String webhook, String body, int attempts) {}

    private final SandboxClock clock;
    private final SandboxTable<Due> table;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(2))
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    /** The lock of deliveries. The monitor of this object is not used, so that a stop does not wait for a delivery. */
    private final Object delivering = new Object();

    private final LinkedBlockingQueue<Boolean> bell = new LinkedBlockingQueue<>(1);
    private volatile boolean running;
    private Thread thread = new Thread(() -> {});

    protected DeliveryQueue(SandboxDatabase database, SandboxClock clock) {
        this.clock = clock;
        this.table = database.table(
                "delivery",
                (row, number) -> new Due(
                        row.getLong("id"), row.getString("webhook_id"), row.getString("body"), row.getInt("attempts")));
    }

    public void enqueue(String webhook, String body) {
        table.insert("webhook_id, body, due_at", webhook, body, clock.millis());
    }

    /** Delivers all that is due now. Returns the number of attempts. */
    public int run() {
        synchronized (delivering) {
            List<Due> due = table.where("due_at <= ? order by due_at, id", clock.millis());
            int attempts = 0;
            for (Due each : inOrder(due)) if (attempt(each)) attempts++;
            return attempts;
        }
    }

    protected List<Due> inOrder(List<Due> due) {
        return due;
    }

    /** Delivers to the webhook, and makes {@code due} no longer due. False if the webhook does not exist. */
    protected abstract boolean attempt(Due due);

    protected final void drop(Due due) {
        table.delete("id = ?", due.id());
    }

    protected final void tryAgain(Due due, Duration pause) {
        long next = clock.millis() + pause.toMillis();
        table.set("attempts = attempts + 1, due_at = ? where id = ?", next, due.id());
    }

    public long waiting() {
        return table.count("true");
    }

    /**
     * Returns the status of the answer; 0 if there was no answer.
     *
     * @param more names of headers, each followed by its value
     */
    protected final int post(String url, String body, Duration patience, String... more) {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                    .timeout(patience)
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body));
            for (int i = 0; i < more.length; i += 2) request.header(more[i], more[i + 1]);
            return http.send(request.build(), HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException | IllegalArgumentException unreachable) {
            return 0;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    public void ring() {
        bell.offer(true);
    }

    @Override
    public synchronized void start() {
        running = true;
        thread = Thread.ofPlatform().name(table.name()).daemon().start(this::work);
    }

    private void work() {
        while (running) {
            try {
                bell.poll(1, TimeUnit.SECONDS);
                if (running) run();
            } catch (InterruptedException stopping) {
                return;
            } catch (NestedRuntimeException away) {
                LOG.debug("A sandbox could not deliver what is in {}", table.name(), away);
            }
        }
    }

    @Override
    public synchronized void stop() {
        running = false;
        thread.interrupt();
        try {
            thread.join(TimeUnit.SECONDS.toMillis(5));
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
