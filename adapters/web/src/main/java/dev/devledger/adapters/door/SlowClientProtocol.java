package dev.devledger.adapters.door;

import dev.devledger.adapters.door.SlowClientProtocol.Wait.Direction;
import dev.devledger.adapters.door.SlowClientProtocol.Wait.TransferProgress;
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
 * Tomcat's HTTP/1.1 protocol, extended to disconnect slow clients. Tomcat's own time limits apply to each single read
 * and write, so a client that sends a byte at intervals never exceeds them (ADR 0136). Tomcat creates the protocol by
 * its class name.
 */
public final class SlowClientProtocol extends Http11NioProtocol {
    private static final Logger LOG = LoggerFactory.getLogger(SlowClientProtocol.class);
    private static final int AT_ONCE = 0;

    private final Map<NioSocketWrapper, WatchedProcessor> served = new ConcurrentHashMap<>();
    private final Map<NioSocketWrapper, Wait> waits = new HashMap<>();
    private SlowClientLimit patience = SlowClientLimit.STANDARD;
    private @Nullable ScheduledFuture<?> looks;

    /** Sets the limit. Called before the server starts. */
    void have(SlowClientLimit other) {
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

    /**
     * Checks all connections. Catches the error of a single connection, as an exception would end the schedule of
     * checks.
     */
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
     * Disconnects a client. A client with a slow request can still read the error. A client with a slow answer gets no
     * more data, and its unsent data is dropped, as it may never read the data.
     */
    private static void cut(NioSocketWrapper client, Direction waited) {
        LOG.info(
                "The client at {} is cut off: it is too slow to {}",
                client.getRemoteAddr(),
                waited == Direction.REQUEST ? "send its request" : "take its answer");
        SocketChannel channel = client.getSocket().getIOChannel();
        try {
            channel.shutdownInput();
            if (waited == Direction.ANSWER) {
                channel.setOption(StandardSocketOptions.SO_LINGER, AT_ONCE);
                channel.shutdownOutput();
            }
        } catch (IOException gone) {
            LOG.debug("The client has left by itself", gone);
        }
    }

    /**
     * The longest time that a client may keep Devledger waiting: in each window, the client has to send or receive at
     * least this number of bytes, or finish.
     */
    public record SlowClientLimit(Duration window, long bytes) {
        /** Requires 16 KiB a second, so that a body of a mebibyte arrives within about a minute. */
        public static final SlowClientLimit STANDARD = new SlowClientLimit(Duration.ofSeconds(20), 20 * 16 * 1024);

        /**
         * Returns the interval between checks, which is short, so that a client is disconnected soon after its window.
         */
        Duration pause() {
            return window.dividedBy(10);
        }
    }

    /**
     * A wait for one client, which is checked at intervals.
     *
     * @param seen the connection's state at the beginning of this window
     * @param since the beginning of this window, in nanoseconds
     */
    record Wait(TransferProgress seen, long since) {

        /** The reasons to wait. */
        enum Direction {
            NOTHING,
            /** The client has to send more of the request's head or body. */
            REQUEST,
            /** The client has to receive more of the answer. */
            ANSWER
        }

        /**
         * The state of a connection at one moment.
         *
         * @param request the request in progress, as a connection has many requests
         * @param bytes the number of the request's bytes received, or of the answer's bytes sent
         */
        record TransferProgress(Direction what, long request, long bytes) {
            static final TransferProgress IDLE = new TransferProgress(Direction.NOTHING, 0, 0);

            private boolean goesOn(TransferProgress before) {
                return what == before.what && request == before.request;
            }
        }

        /**
         * Returns the wait before, or a new wait if the reason to wait has changed, or if the client has sent or
         * received enough in this window.
         */
        static Wait after(@Nullable Wait before, TransferProgress now, long nanos, SlowClientLimit patience) {
            if (before != null && now.goesOn(before.seen) && now.bytes - before.seen.bytes < patience.bytes()) {
                return before;
            }
            return new Wait(now, nanos);
        }

        boolean isTooLong(long nanos, SlowClientLimit patience) {
            return seen.what != Direction.NOTHING
                    && nanos - since >= patience.window().toNanos();
        }
    }

    /**
     * Tomcat's processor, extended to report its reason to wait. Another thread reads the reason without a lock: a
     * value can be slightly old, and a single value decides nothing.
     */
    static final class WatchedProcessor extends Http11Processor {
        private final BiConsumer<NioSocketWrapper, WatchedProcessor> begun;

        WatchedProcessor(SlowClientProtocol protocol, BiConsumer<NioSocketWrapper, WatchedProcessor> begun) {
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

        /**
         * Returns the state of a connection; idle if this processor now works for another connection, as a connection
         * has no processor between two requests.
         */
        @SuppressWarnings("ReferenceEquality") // compares identities, as equals() could be overridden
        TransferProgress look(NioSocketWrapper client) {
            if (getSocketWrapper() != client) {
                return TransferProgress.IDLE;
            }
            long started = request.getStartTimeNanos();
            if (client.interestOpsHas(SelectionKey.OP_WRITE)) {
                return new TransferProgress(Direction.ANSWER, started, response.getBytesWritten(false));
            }
            return client.interestOpsHas(SelectionKey.OP_READ) && !isAsync()
                    ? new TransferProgress(Direction.REQUEST, started, request.getBytesRead())
                    : TransferProgress.IDLE;
        }
    }
}
