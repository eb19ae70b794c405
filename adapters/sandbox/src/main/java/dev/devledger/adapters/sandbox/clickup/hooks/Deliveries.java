package dev.devledger.adapters.sandbox.clickup.hooks;

import dev.devledger.adapters.sandbox.clickup.common.Circumstances;
import dev.devledger.adapters.sandbox.clickup.common.ClickUpHabit;
import dev.devledger.adapters.sandbox.clickup.common.SandboxClock;
import dev.devledger.adapters.sandbox.clickup.common.Thing;
import dev.devledger.adapters.sandbox.clickup.common.Things;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.node.ObjectNode;

/** Brings what is due to its webhook. What fails five times is lost; who fails too often, or says so, is suspended. */
public final class Deliveries {
    static final int ATTEMPTS = 5;
    static final int FAILURES = 100;
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final List<Integer> UNWANTED = List.of(401, 410);

    private record Due(long id, String webhook, String body, int attempts) {}

    private final Things things;
    private final Circumstances circumstances;
    private final SandboxClock clock;
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(2))
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    public Deliveries(Things things, Circumstances circumstances, SandboxClock clock) {
        this.things = things;
        this.circumstances = circumstances;
        this.clock = clock;
    }

    /** Everything that is due by now. Returns how many attempts that took. */
    public synchronized int run() {
        int attempts = 0;
        List<Due> due = jdbc().sql(
                        "select id, webhook_id, body, attempts from clickup_sandbox.delivery where due_at <= ?"
                                + " order by due_at, id")
                .param(clock.millis())
                .query((row, number) -> new Due(
                        row.getLong("id"), row.getString("webhook_id"), row.getString("body"), row.getInt("attempts")))
                .list();
        if (circumstances.has(ClickUpHabit.DELIVERIES_REVERSED)) Collections.reverse(due);
        for (Due each : due) if (attempt(each)) attempts++;
        return attempts;
    }

    private boolean attempt(Due due) {
        Thing webhook = things.present(Hooks.KIND, due.webhook()).orElse(null);
        if (webhook == null || isSuspended(webhook)) {
            drop(due);
            return false;
        }
        int status = send(webhook, due.body());
        things.database().change(() -> {
            settle(due, status);
            return true;
        });
        return true;
    }

    private void settle(Due due, int status) {
        Thing webhook = things.present(Hooks.KIND, due.webhook()).orElse(null);
        if (webhook == null) {
            drop(due);
            return;
        }
        ObjectNode health = webhook.body().withObject("health");
        if (status >= 200 && status < 300) {
            health.put("status", "active").put("fail_count", 0);
            drop(due);
        } else if (UNWANTED.contains(status)) {
            health.put("status", "suspended")
                    .put("fail_count", health.path("fail_count").asInt(0) + 1);
            drop(due);
        } else if (due.attempts() + 1 < ATTEMPTS) {
            jdbc().sql("update clickup_sandbox.delivery set attempts = attempts + 1, due_at = ? where id = ?")
                    .params(
                            clock.millis()
                                    + PAUSE.multipliedBy(due.attempts() + 1).toMillis(),
                            due.id())
                    .update();
            return;
        } else {
            int failures = health.path("fail_count").asInt(0) + 1;
            health.put("fail_count", failures).put("status", failures >= FAILURES ? "suspended" : "failing");
            drop(due);
        }
        things.save(webhook);
    }

    private static boolean isSuspended(Thing webhook) {
        return webhook.body().path("health").path("status").asString("").equals("suspended");
    }

    private void drop(Due due) {
        jdbc().sql("delete from clickup_sandbox.delivery where id = ?")
                .param(due.id())
                .update();
    }

    private int send(Thing webhook, String body) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(webhook.text("endpoint")))
                    .timeout(Duration.ofMillis(circumstances.webhookMillis()))
                    .header("Content-Type", "application/json")
                    .header("X-Signature", signature(webhook.text("secret"), body))
                    .POST(HttpRequest.BodyPublishers.ofString(body))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        } catch (IOException | IllegalArgumentException unreachable) {
            return 0;
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private static String signature(String secret, String body) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(body.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("Every Java has HmacSHA256", missing);
        }
    }

    public long waiting() {
        return jdbc().sql("select count(*) from clickup_sandbox.delivery")
                .query(Long.class)
                .single();
    }

    private JdbcClient jdbc() {
        return things.database().jdbc();
    }
}
