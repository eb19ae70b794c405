package dev.devledger.adapters.sandbox.trackingtime.hooks;

import dev.devledger.adapters.sandbox.kernel.DeliveryQueue;
import dev.devledger.adapters.sandbox.kernel.SandboxClock;
import dev.devledger.adapters.sandbox.trackingtime.common.Thing;
import dev.devledger.adapters.sandbox.trackingtime.common.Things;
import java.time.Duration;
import java.util.Optional;

/** Brings what is due to its webhook: unsigned, and once, whatever comes of it. */
public final class Deliveries extends DeliveryQueue {
    private static final Duration PATIENCE = Duration.ofSeconds(7);

    private final Things things;

    public Deliveries(Things things, SandboxClock clock) {
        super(things.database(), clock);
        this.things = things;
    }

    @Override
    protected boolean attempt(Due due) {
        Optional<Thing> webhook = things.find(Hooks.KIND, Long.parseLong(due.webhook()));
        webhook.ifPresent(found -> post(found.text("url"), due.body(), PATIENCE));
        drop(due);
        return webhook.isPresent();
    }
}
