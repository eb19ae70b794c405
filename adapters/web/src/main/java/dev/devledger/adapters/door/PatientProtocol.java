package dev.devledger.adapters.door;

import dev.devledger.adapters.door.Wait.For;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.tomcat.util.net.NioEndpoint.NioSocketWrapper;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * HTTP/1.1 as Tomcat speaks it, which cuts off clients that are slow. Tomcat's own time limits are for each single read and
 * write, so a byte now and then is enough for them (ADR 0136). Tomcat makes it, by its name.
 */
public final class PatientProtocol extends Http11NioProtocol {
    private static final Logger LOG = LoggerFactory.getLogger(PatientProtocol.class);
    private static final int AT_ONCE = 0;

    private final Map<NioSocketWrapper, WatchedProcessor> served = new ConcurrentHashMap<>();
    private final Map<NioSocketWrapper, Wait> waits = new HashMap<>();
    private Patience patience = Patience.STANDARD;
    private @Nullable ScheduledFuture<?> looks;

    /** Before it is started. */
    void have(Patience other) {
        patience = other;
    }

    @Override
    protected Processor createProcessor() {
        return new WatchedProcessor(this, served::put);
    }

    @Override
    public void start() throws Exception {
        super.start();
        long pause = patience.pause().toNanos();
        looks = getUtilityExecutor().scheduleWithFixedDelay(this::look, pause, pause, TimeUnit.NANOSECONDS);
    }

    @Override
    public void stop() throws Exception {
        ScheduledFuture<?> running = looks;
        if (running != null) {
            running.cancel(false);
        }
        super.stop();
    }

    /** Whatever goes wrong with one: a failure would be the last look. */
    private void look() {
        served.forEach((client, processor) -> {
            try {
                look(client, processor);
            } catch (RuntimeException unexpected) {
                LOG.warn("A connection could not be looked at", unexpected);
            }
        });
    }

    private void look(NioSocketWrapper client, WatchedProcessor processor) {
        if (client.isClosed()) {
            served.remove(client);
            waits.remove(client);
            return;
        }
        long now = System.nanoTime();
        Wait wait = Wait.after(waits.get(client), processor.look(client), now, patience);
        waits.put(client, wait);
        if (wait.isTooLong(now, patience)) {
            waits.remove(client);
            cut(client, wait.seen().what());
        }
    }

    /**
     * Who brings too little reads the answer that comes of it. Who takes too little gets no more, and what was sent already
     * is not kept for them: they may never read it.
     */
    private static void cut(NioSocketWrapper client, For waited) {
        LOG.info(
                "The client at {} is cut off: it is too slow to {}",
                client.getRemoteAddr(),
                waited == For.REQUEST ? "send its request" : "take its answer");
        SocketChannel channel = client.getSocket().getIOChannel();
        try {
            channel.shutdownInput();
            if (waited == For.ANSWER) {
                channel.setOption(StandardSocketOptions.SO_LINGER, AT_ONCE);
                channel.shutdownOutput();
            }
        } catch (IOException gone) {
            LOG.debug("The client has left by itself", gone);
        }
    }
}
