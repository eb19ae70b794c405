package dev.devledger.bootstrap.system;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Pattern;

/**
 * The network between an application and its database, which breaks at the commit of a write: at the next one each time it
 * is told to. Reads the statements as they go by, so the driver must send each as a text, with {@code prepareThreshold=0}.
 */
final class CuttingProxy implements AutoCloseable {
    private static final int QUEUE = 200;

    /** One by one, or many. */
    private static final Pattern EVENT = Pattern.compile("insert into event |copy event ");

    enum Cut {
        NOT,
        /** The server never hears of the commit. */
        BEFORE_COMMIT,
        /** The server has committed, and its answer is lost. */
        BEHIND_COMMIT
    }

    private final ServerSocket listener;
    private final int target;
    private final Set<Line> open = ConcurrentHashMap.newKeySet();
    private final AtomicReference<Cut> next = new AtomicReference<>(Cut.NOT);
    private final AtomicInteger swallowed = new AtomicInteger();
    private volatile boolean swallowing;
    private volatile boolean down;

    CuttingProxy(int target) {
        this.target = target;
        try {
            this.listener = new ServerSocket(0, QUEUE, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Thread.ofVirtual().start(this::accept);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** The next commit of a write. */
    void cut(Cut how) {
        next.set(how);
    }

    /** Whether what was to be cut is cut. */
    boolean hasCut() {
        return next.get() == Cut.NOT;
    }

    /** From now on each connection that stores an event is lost without a word, from that moment on. */
    void swallow(boolean begins) {
        swallowing = begins;
    }

    /** How many are lost so. */
    int swallowed() {
        return swallowed.get();
    }

    /** Nothing comes through, and no connection comes about. */
    void down(boolean goes) {
        down = goes;
        if (goes) {
            open.forEach(Line::close);
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket caller = listener.accept();
                if (down) {
                    caller.close();
                    continue;
                }
                Line line = new Line(caller, new Socket(InetAddress.getLoopbackAddress(), target));
                open.add(line);
                if (down) {
                    line.close(); // it came about while all that was open was closed
                    continue;
                }
                Thread.ofVirtual().start(line::toDatabase);
                Thread.ofVirtual().start(line::toCaller);
            } catch (IOException e) {
                // Closed at the end; or the database is away, of which the caller hears.
            }
        }
    }

    private final class Line {
        private final Socket caller;
        private final Socket database;
        private boolean writes;
        private volatile boolean lost;
        private volatile boolean mute;

        Line(Socket caller, Socket database) {
            this.caller = caller;
            this.database = database;
        }

        void toDatabase() {
            pump(caller, database, true);
        }

        void toCaller() {
            pump(database, caller, false);
        }

        private void pump(Socket from, Socket to, boolean sent) {
            byte[] bytes = new byte[1 << 16];
            try {
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream();
                for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                    Cut cut = sent ? cutAt(new String(bytes, 0, read, StandardCharsets.ISO_8859_1)) : Cut.NOT;
                    if (cut == Cut.BEFORE_COMMIT) {
                        return;
                    }
                    lost |= cut == Cut.BEHIND_COMMIT;
                    if (lost && !sent) {
                        return; // it has answered
                    }
                    if (!mute) {
                        out.write(bytes, 0, read);
                        out.flush();
                    }
                }
            } catch (IOException e) {
                // One side has gone, which the other one hears of by the end of its connection.
            } finally {
                if (!mute) {
                    close();
                }
            }
        }

        private Cut cutAt(String statements) {
            boolean stores = EVENT.matcher(statements).find();
            writes |= stores;
            if (stores && swallowing && !mute) {
                mute = true;
                swallowed.incrementAndGet();
            }
            if (!statements.contains("COMMIT\0")) {
                return Cut.NOT;
            }
            boolean written = writes;
            writes = false;
            return written ? next.getAndSet(Cut.NOT) : Cut.NOT;
        }

        private void close() {
            open.remove(this);
            closed(caller);
            closed(database);
        }
    }

    private static void closed(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is closed either way.
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        open.forEach(Line::close);
    }
}
