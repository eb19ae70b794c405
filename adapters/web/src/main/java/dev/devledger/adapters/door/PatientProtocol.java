package dev.devledger.adapters.door;

import dev.devledger.adapters.door.PatientProtocol.Wait.For;
import dev.devledger.adapters.door.PatientProtocol.Wait.Seen;
import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.apache.coyote.Processor;
import org.apache.coyote.http11.Http11NioProtocol;
import org.apache.coyote.http11.Http11Processor;
import org.apache.tomcat.util.net.AbstractEndpoint.Handler.SocketState;
import org.apache.tomcat.util.net.NioEndpoint.NioSocketWrapper;
import org.apache.tomcat.util.net.SocketWrapperBase;
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

    /**
     * For how long a client may keep Devledger waiting: in each window it has to bring, or to take, so many bytes, or to come
     * to the end.
     */
    public record Patience(Duration window, long bytes) {
        /** 16 KiB a second, so that a body of a mebibyte is there within about a minute. */
        public static final Patience STANDARD = new Patience(Duration.ofSeconds(20), 20 * 16 * 1024);

        /** How often one has to look, so that a client is cut off soon after its window. */
        Duration pause() {
            return window.dividedBy(10);
        }
    }

    /**
     * A wait for one client, as it is seen from time to time.
     *
     * @param seen how it was when this window began
     * @param since when that was, in nanoseconds
     */
    record Wait(Seen seen, long since) {

        /** What is waited for. */
        enum For {
            NOTHING,
            /** More of a request: of its head, or of its body. */
            REQUEST,
            /** That the client takes more of the answer. */
            ANSWER
        }

        /**
         * A connection at one moment.
         *
         * @param request which request it is, as one connection has many
         * @param bytes how many have come, or gone, of that
         */
        record Seen(For what, long request, long bytes) {
            static final Seen IDLE = new Seen(For.NOTHING, 0, 0);

            private boolean goesOn(Seen before) {
                return what == before.what && request == before.request;
            }
        }

        /** This wait, or the next one where it is another, or where the client has done enough in this window. */
        static Wait after(@Nullable Wait before, Seen now, long nanos, Patience patience) {
            if (before != null && now.goesOn(before.seen) && now.bytes - before.seen.bytes < patience.bytes()) {
                return before;
            }
            return new Wait(now, nanos);
        }

        boolean isTooLong(long nanos, Patience patience) {
            return seen.what != For.NOTHING
                    && nanos - since >= patience.window().toNanos();
        }
    }

    /**
     * Tomcat's own, which also says what it waits for. Somebody else looks at it while it works, without a lock: a look can be
     * a little late, and one alone decides nothing.
     */
    static final class WatchedProcessor extends Http11Processor {
        private final BiConsumer<NioSocketWrapper, WatchedProcessor> begun;

        WatchedProcessor(PatientProtocol protocol, BiConsumer<NioSocketWrapper, WatchedProcessor> begun) {
            super(protocol, protocol.getAdapter());
            this.begun = begun;
        }

        @Override
        public SocketState service(SocketWrapperBase<?> connection) throws IOException {
            if (connection instanceof NioSocketWrapper client) {
                begun.accept(client, this);
            }
            return super.service(connection);
        }

        /** Between two requests a connection has no processor, and this one may work for another. */
        @SuppressWarnings("ReferenceEquality") // a connection is what it is, whatever another says of itself
        Seen look(NioSocketWrapper client) {
            if (getSocketWrapper() != client) {
                return Seen.IDLE;
            }
            long started = request.getStartTimeNanos();
            if (client.interestOpsHas(SelectionKey.OP_WRITE)) {
                return new Seen(For.ANSWER, started, response.getBytesWritten(false));
            }
            return client.interestOpsHas(SelectionKey.OP_READ) && !isAsync()
                    ? new Seen(For.REQUEST, started, request.getBytesRead())
                    : Seen.IDLE;
        }
    }
}
