package dev.devledger.adapters.sandbox.trackingtime.hooks;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.core.NestedRuntimeException;

/** Delivers what is due, as soon as somebody rings, and else every second. */
public final class DeliveryThread implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(DeliveryThread.class);

    private final Deliveries deliveries;
    private final LinkedBlockingQueue<Boolean> bell = new LinkedBlockingQueue<>(1);
    private volatile boolean running;
    private Thread thread = new Thread(() -> {});

    public DeliveryThread(Deliveries deliveries) {
        this.deliveries = deliveries;
    }

    public void ring() {
        bell.offer(true);
    }

    @Override
    public synchronized void start() {
        running = true;
        thread = Thread.ofPlatform()
                .name("trackingtime-sandbox-webhooks")
                .daemon()
                .start(this::work);
    }

    private void work() {
        while (running) {
            try {
                bell.poll(1, TimeUnit.SECONDS);
                if (running) deliveries.run();
            } catch (InterruptedException stopping) {
                return;
            } catch (NestedRuntimeException away) {
                LOG.debug("The TrackingTime sandbox could not deliver its webhooks", away);
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
