package dev.devledger.adapters.sandbox.trackingtime.hooks;

import dev.devledger.adapters.sandbox.trackingtime.common.SandboxClock;
import dev.devledger.adapters.sandbox.trackingtime.common.Thing;
import dev.devledger.adapters.sandbox.trackingtime.common.Things;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Brings what is due to its webhook: unsigned, and once, whatever comes of it. */
public final class Deliveries {
    private record Due(long id, long webhook, String body) {}

    private final Things things;
    private final SandboxClock clock;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(2))
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    public Deliveries(Things things, SandboxClock clock) {
        this.things = things;
        this.clock = clock;
    }

    /** Everything that is due by now. Returns how many attempts that took. */
    public synchronized int run() {
        List<Due> due = jdbc().sql(
                        "select id, webhook_id, body from trackingtime_sandbox.delivery where due_at <= ? order by id")
                .param(clock.millis())
                .query((row, number) -> new Due(row.getLong("id"), row.getLong("webhook_id"), row.getString("body")))
                .list();
        int attempts = 0;
        for (Due each : due) {
            Thing webhook = things.find(Hooks.KIND, each.webhook()).orElse(null);
            if (webhook != null) {
                send(webhook.text("url"), each.body());
                attempts++;
            }
            jdbc().sql("delete from trackingtime_sandbox.delivery where id = ?")
                    .param(each.id())
                    .update();
        }
        return attempts;
    }

    private void send(String url, String body) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(url))
                    .timeout(Duration.ofSeconds(7))
                    .header("Content-Type", "application/json")
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            http.send(request, HttpResponse.BodyHandlers.discarding());
        } catch (IOException | IllegalArgumentException unreachable) {
            // What was not heard is lost.
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    public long waiting() {
        return jdbc().sql("select count(*) from trackingtime_sandbox.delivery")
                .query(Long.class)
                .single();
    }

    private JdbcClient jdbc() {
        return things.database().jdbc();
    }
}
