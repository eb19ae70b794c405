package dev.devledger.adapters.sandbox.clickup.hooks;

import dev.devledger.adapters.sandbox.clickup.common.Circumstances;
import dev.devledger.adapters.sandbox.clickup.common.ClickUpHabit;
import dev.devledger.adapters.sandbox.clickup.common.Thing;
import dev.devledger.adapters.sandbox.clickup.common.Things;
import dev.devledger.adapters.sandbox.kernel.DeliveryQueue;
import dev.devledger.adapters.sandbox.kernel.SandboxClock;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import tools.jackson.databind.node.ObjectNode;

/** Brings what is due to its webhook. What fails five times is lost; who fails too often, or says so, is suspended. */
public final class Deliveries extends DeliveryQueue {
    private static final int ATTEMPTS = 5;
    private static final int FAILURES = 100;
    private static final Duration PAUSE = Duration.ofSeconds(10);
    private static final List<Integer> UNWANTED = List.of(401, 410);

    private final Things things;
    private final Circumstances circumstances;

    public Deliveries(Things things, Circumstances circumstances, SandboxClock clock) {
        super(things.database(), clock);
        this.things = things;
        this.circumstances = circumstances;
    }

    @Override
    protected List<Due> inOrder(List<Due> due) {
        return circumstances.has(ClickUpHabit.DELIVERIES_REVERSED) ? due.reversed() : due;
    }

    @Override
    protected boolean attempt(Due due) {
        Thing webhook = things.present(Hooks.KIND, due.webhook()).orElse(null);
        if (webhook == null || isSuspended(webhook)) {
            drop(due);
            return false;
        }
        int status = post(
                webhook.text("endpoint"),
                due.body(),
                circumstances.patience(),
                "X-Signature",
                signature(webhook.text("secret"), due.body()));
        things.database().change(() -> settle(due, status));
        return true;
    }

    private void settle(Due due, int status) {
        Thing webhook = things.present(Hooks.KIND, due.webhook()).orElse(null);
        if (webhook == null) {
            drop(due);
            return;
        }
        ObjectNode health = webhook.body().withObject("health");
        int failures = health.path("fail_count").asInt(0) + 1;
        if (status >= 200 && status < 300) {
            health.put("status", "active").put("fail_count", 0);
        } else if (UNWANTED.contains(status)) {
            health.put("status", "suspended").put("fail_count", failures);
        } else if (due.attempts() + 1 < ATTEMPTS) {
            tryAgain(due, PAUSE.multipliedBy(due.attempts() + 1));
            return;
        } else {
            health.put("fail_count", failures).put("status", failures >= FAILURES ? "suspended" : "failing");
        }
        drop(due);
        things.save(webhook);
    }

    private static boolean isSuspended(Thing webhook) {
        return webhook.body().path("health").path("status").asString("").equals("suspended");
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
}
