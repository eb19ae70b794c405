package dev.devledger.adapters.sandbox.kernel;

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
 * What webhooks have still to be told: it is written down together with what happened, and delivered afterwards, as soon as
 * somebody rings, and else every second.
 */
public abstract class DeliveryQueue implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryQueue.class);

    /** @param attempts that have failed */
    public record Due(long id, String webhook, String body, int attempts) {}

    private final SandboxDatabase database;
    private final SandboxClock clock;
    private final String table;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(2))
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    /** Not this object: a stop does not wait for a delivery. */
    private final Object delivering = new Object();

    private final LinkedBlockingQueue<Boolean> bell = new LinkedBlockingQueue<>(1);
    private volatile boolean running;
    private Thread thread = new Thread(() -> {});

    protected DeliveryQueue(SandboxDatabase database, SandboxClock clock) {
        this.database = database;
        this.clock = clock;
        this.table = database.table("delivery");
    }

    public void enqueue(String webhook, String body) {
        database.jdbc()
                .sql("insert into " + table + " (webhook_id, body, due_at) values (?, ?, ?)")
                .params(webhook, body, clock.millis())
                .update();
    }

    /** Everything that is due by now. Returns how many attempts that took. */
    public int run() {
        synchronized (delivering) {
            List<Due> due = database.jdbc()
                    .sql("select id, webhook_id as webhook, body, attempts from " + table
                            + " where due_at <= ? order by due_at, id")
                    .param(clock.millis())
                    .query(Due.class)
                    .list();
            int attempts = 0;
            for (Due each : inOrder(due)) if (attempt(each)) attempts++;
            return attempts;
        }
    }

    protected List<Due> inOrder(List<Due> due) {
        return due;
    }

    /** Tells the webhook, and sees to it that this is not due any more. False where there is no such webhook. */
    protected abstract boolean attempt(Due due);

    protected final void drop(Due due) {
        database.jdbc()
                .sql("delete from " + table + " where id = ?")
                .param(due.id())
                .update();
    }

    protected final void tryAgain(Due due, Duration pause) {
        database.jdbc()
                .sql("update " + table + " set attempts = attempts + 1, due_at = ? where id = ?")
                .params(clock.millis() + pause.toMillis(), due.id())
                .update();
    }

    public long waiting() {
        return database.jdbc()
                .sql("select count(*) from " + table)
                .query(Long.class)
                .single();
    }

    /**
     * The status of the answer; 0 where there is none.
     *
     * @param more headers, names and values in turn
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
        thread = Thread.ofPlatform().name(table).daemon().start(this::work);
    }

    private void work() {
        while (running) {
            try {
                bell.poll(1, TimeUnit.SECONDS);
                if (running) run();
            } catch (InterruptedException stopping) {
                return;
            } catch (NestedRuntimeException away) {
                LOG.debug("A sandbox could not deliver what is in {}", table, away);
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
