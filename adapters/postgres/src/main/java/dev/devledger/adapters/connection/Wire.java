package dev.devledger.adapters.connection;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** A connection as its socket sees it: whether somebody waits in it for an answer, and since when. */
final class Wire {
    /** The driver makes its sockets on a thread of its own, and hands on nothing but a text. */
    private static final Map<String, Wire> CONNECTING = new ConcurrentHashMap<>();

    private final Consumer<Wire> broken;
    private volatile @Nullable Socket socket;
    private volatile @Nullable Backend backend;
    private volatile boolean waits;
    private volatile boolean unheard;
    private volatile long waitsSince;

    /** The session at the other end. Its number is given again when it is over, its begin is not. */
    record Backend(int pid, String begin) {}

    /** @param broken is told when it is closed in the middle of a wait, or after one that was too long */
    Wire(Consumer<Wire> broken) {
        this.broken = broken;
    }

    String announce() {
        String name = UUID.randomUUID().toString();
        CONNECTING.put(name, this);
        return name;
    }

    static Socket socket(@Nullable String name) {
        Wire wire = name == null ? null : CONNECTING.get(name);
        return wire == null ? new Socket() : wire.socket();
    }

    /** A driver that is turned away at first tries another one, which takes its place. */
    private Socket socket() {
        Socket made = new Watched();
        socket = made;
        return made;
    }

    /** Whatever came of it. Sockets that are made later, such as to cancel a statement, are none of its. */
    void connected(String name) {
        CONNECTING.remove(name);
    }

    void leadsTo(Backend session) {
        backend = session;
    }

    @Nullable
    Backend backend() {
        return backend;
    }

    boolean isOpen() {
        Socket mine = socket;
        return mine != null && !mine.isClosed();
    }

    /** Since a moment of {@link System#nanoTime}; null where nobody waits for so long. */
    @Nullable
    Long waitsSince(Duration atLeast) {
        long since = waitsSince;
        return waits && System.nanoTime() - since >= atLeast.toNanos() ? since : null;
    }

    /** Who waits in it hears that it is broken. */
    void cut() {
        Socket mine = socket;
        if (mine != null) {
            try {
                mine.close();
            } catch (IOException e) {
                // It is closed either way.
            }
        }
    }

    private final class Watched extends Socket {
        private @Nullable InputStream answers;

        @Override
        public synchronized InputStream getInputStream() throws IOException {
            InputStream known = answers == null ? new Answers(super.getInputStream()) : answers;
            answers = known;
            return known;
        }

        @Override
        public void close() throws IOException {
            boolean answerless = !isClosed() && (waits || unheard);
            super.close();
            if (answerless && socket == this) {
                broken.accept(Wire.this);
            }
        }
    }

    private final class Answers extends FilterInputStream {
        Answers(InputStream in) {
            super(in);
        }

        @Override
        public int read() throws IOException {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
        }

        @Override
        public int read(byte[] bytes, int offset, int length) throws IOException {
            waitsSince = System.nanoTime();
            waits = true;
            try {
                int read = super.read(bytes, offset, length);
                unheard = false;
                return read;
            } catch (SocketTimeoutException e) {
                unheard = true;
                throw e;
            } finally {
                waits = false;
            }
        }
    }
}
