package dev.devledger.bootstrap.system;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The network between the application and its database, in which packets vanish: both ends go on waiting, and neither hears
 * that it does so for nothing. A connection whose packets have vanished never comes back, as behind a firewall that has
 * forgotten it.
 */
final class SwallowingProxy implements AutoCloseable {
    private static final int QUEUE = 100;

    /** ReadyForQuery, in a transaction: what the database says last in each answer within one. */
    private static final byte[] IN_TRANSACTION = {'Z', 0, 0, 0, 5, 'T'};

    /** The message with which the driver ends what it asks. */
    private static final int SYNC = 5;

    private final ServerSocket listener;
    private final int target;
    private final Set<Line> lines = ConcurrentHashMap.newKeySet();
    private final AtomicInteger swallowedWithin = new AtomicInteger();
    private final AtomicInteger halved = new AtomicInteger();
    private volatile boolean swallowsNew;

    private static final class Line {
        private final Socket caller;
        private final Socket database;
        private volatile boolean swallowed;
        private volatile int answersWithin;

        Line(Socket caller, Socket database) {
            this.caller = caller;
            this.database = database;
        }
    }

    SwallowingProxy(int target) {
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

    /** Of the connections that are open; new ones go through. */
    void swallowOpen() {
        lines.forEach(line -> line.swallowed = true);
    }

    /** Of so many of the connections that are open. */
    void swallowSome(int count) {
        lines.stream().filter(line -> !line.swallowed).limit(count).forEach(line -> line.swallowed = true);
    }

    /** Of the next so many that have got two answers within a transaction: its locks are taken by then. */
    void swallowWithinTransactions(int count) {
        swallowedWithin.set(count);
    }

    /** Of the next so many that say something within a transaction: all but the end of it arrives. */
    void swallowAmidRequests(int count) {
        halved.set(count);
    }

    /** How many of them are still to come. */
    int stillWhole() {
        return swallowedWithin.get() + halved.get();
    }

    void swallowAll() {
        swallowsNew = true;
        swallowOpen();
    }

    /** New connections go through again. */
    void mend() {
        swallowsNew = false;
    }

    /** What is open breaks, and both ends hear of it. */
    void cut() {
        lines.forEach(SwallowingProxy::close);
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket caller = listener.accept();
                Line line = new Line(caller, new Socket(InetAddress.getLoopbackAddress(), target));
                lines.add(line);
                line.swallowed |= swallowsNew; // behind the addition: one of both sees the line of this moment
                Thread.ofVirtual().start(() -> pump(line, line.caller, line.database));
                Thread.ofVirtual().start(() -> pump(line, line.database, line.caller));
            } catch (IOException e) {
                // The listener is closed, or the database is not there: whoever called hears of it.
            }
        }
    }

    private void pump(Line line, Socket from, Socket to) {
        byte[] bytes = new byte[1 << 14];
        try {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                if (from.equals(line.database)) {
                    answered(line, bytes, read);
                } else if (line.answersWithin > 0 && !line.swallowed && taken(halved)) {
                    out.write(bytes, 0, read - SYNC);
                    line.swallowed = true;
                }
                if (!line.swallowed) {
                    out.write(bytes, 0, read);
                    out.flush();
                }
            }
        } catch (IOException e) {
            // It was cut.
        }
        if (!line.swallowed) { // else the other end does not hear of this one's, either
            lines.remove(line);
            close(line);
        }
    }

    private void answered(Line line, byte[] bytes, int length) {
        boolean within = length >= IN_TRANSACTION.length
                && Arrays.equals(
                        bytes, length - IN_TRANSACTION.length, length, IN_TRANSACTION, 0, IN_TRANSACTION.length);
        line.answersWithin = within ? line.answersWithin + 1 : 0;
        if (line.answersWithin == 2 && taken(swallowedWithin)) {
            line.swallowed = true;
        }
    }

    private static boolean taken(AtomicInteger count) {
        return count.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
    }

    private static void close(Line line) {
        try (line.caller;
                line.database) {
            line.swallowed = false;
        } catch (IOException e) {
            // It is closed either way.
        }
    }

    @Override
    public void close() {
        try (listener) {
            cut();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
