package dev.devledger.adapters.mcp.guard;

import dev.devledger.application.access.TokenCheck.AuthenticatedCaller;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.AsyncEvent;
import jakarta.servlet.AsyncListener;
import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/**
 * The open streams of events. Regular writes detect clients that have left without a word, as most do: otherwise their
 * sessions would never be idle. When the server stops, the streams are closed first, as open streams would delay the
 * stop.
 */
final class Streams implements SmartLifecycle {
    private static final Logger LOG = LoggerFactory.getLogger(Streams.class);

    /**
     * The interval of token checks: the stream of a revoked token ends within this interval plus the time of a check.
     */
    private static final Duration LOOK = Duration.ofMillis(500);

    private final Duration beat;
    private final Set<AsyncContext> open = ConcurrentHashMap.newKeySet();
    private volatile boolean running;

    Streams(Duration beat) {
        this.beat = beat;
    }

    /**
     * @param lease the right to the stream, which ends when the lease no longer holds
     * @param ended runs once when the stream has ended for any reason
     */
    void keep(AsyncContext context, EventStream stream, AuthenticatedCaller.RightsCheck lease, Runnable ended) {
        CountDownLatch end = new CountDownLatch(1);
        open.add(context);
        context.addListener(new End(stream, () -> {
            open.remove(context);
            ended.run();
            end.countDown();
        }));
        if (!running) {
            close(context);
        } else if (beats(stream)) { // the first write, before any other code; it sends the headers
            Thread.ofVirtual().name("mcp-stream").start(() -> beat(new Watched(context, stream, lease), end));
        }
    }

    private record Watched(AsyncContext context, EventStream stream, AuthenticatedCaller.RightsCheck lease) {}

    /** Writes to the stream at intervals. Checks the lease more often than it writes. */
    private void beat(Watched watched, CountDownLatch end) {
        try {
            long written = System.nanoTime();
            boolean alive = true;
            while (alive && !end.await(Math.min(beat.toMillis(), LOOK.toMillis()), TimeUnit.MILLISECONDS)) {
                if (!watched.lease().holds()) {
                    close(watched.context());
                    return;
                }
                if (System.nanoTime() - written >= beat.toNanos()) {
                    alive = beats(watched.stream());
                    written = System.nanoTime();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Writes to the stream. False if the write fails; the server then ends the request by itself. */
    private static boolean beats(EventStream stream) {
        try {
            stream.beat();
            return true;
        } catch (IOException | IllegalStateException gone) {
            LOG.debug("The client has left its stream", gone);
            return false;
        }
    }

    int open() {
        return open.size();
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        open.forEach(Streams::close);
    }

    private static void close(AsyncContext context) {
        try {
            context.complete();
        } catch (IllegalStateException over) {
            LOG.debug("The stream has ended by itself", over);
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private record End(EventStream stream, Runnable ended) implements AsyncListener {
        @Override
        public void onComplete(AsyncEvent event) {
            stream.end();
            ended.run();
        }

        @Override
        public void onTimeout(AsyncEvent event) {
            stream.end();
        }

        @Override
        public void onError(AsyncEvent event) {
            stream.end();
        }

        @Override
        public void onStartAsync(AsyncEvent event) {}
    }

    /** A stream of events, with comments between the events. Each event is written as one piece. */
    static final class EventStream extends HttpServletResponseWrapper {
        private static final byte[] COMMENT = ":\n\n".getBytes(StandardCharsets.US_ASCII);

        private final ReentrantLock lock = new ReentrantLock();
        private boolean ended;

        EventStream(HttpServletResponse response) {
            super(response);
        }

        /** Sends a comment, which clients ignore. Fails if the client has left. */
        void beat() throws IOException {
            lock.lock();
            try {
                if (ended) {
                    throw new IOException("The stream has ended.");
                }
                super.getOutputStream().write(COMMENT);
                super.flushBuffer();
            } finally {
                lock.unlock();
            }
        }

        /**
         * Waits for a running {@link #beat}, and prevents later ones. Afterwards the server reuses the response's
         * internals for another request, which a late comment, or its failure, would affect.
         */
        void end() {
            lock.lock();
            try {
                ended = true;
            } finally {
                lock.unlock();
            }
        }

        @Override
        public ServletOutputStream getOutputStream() throws IOException {
            ServletOutputStream out = super.getOutputStream();
            return new ServletOutputStream() {
                @Override
                public void write(int one) throws IOException {
                    write(new byte[] {(byte) one}, 0, 1);
                }

                @Override
                public void write(byte[] bytes, int from, int many) throws IOException {
                    lock.lock();
                    try {
                        out.write(bytes, from, many);
                    } finally {
                        lock.unlock();
                    }
                }

                @Override
                public void flush() throws IOException {
                    lock.lock();
                    try {
                        out.flush();
                    } finally {
                        lock.unlock();
                    }
                }

                @Override
                public boolean isReady() {
                    return out.isReady();
                }

                @Override
                public void setWriteListener(WriteListener listener) {
                    out.setWriteListener(listener);
                }
            };
        }

        @Override
        public void flushBuffer() throws IOException {
            lock.lock();
            try {
                super.flushBuffer();
            } finally {
                lock.unlock();
            }
        }
    }
}
