package dev.devledger.bootstrap.system;

import dev.devledger.bootstrap.system.KillPlan.Step;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The network between another process and its database. The process may not live to see that a commit was done: that is
 * sent on, and the process killed then. Reads the statements as they go by, so the driver must send each as a text, with
 * {@code prepareThreshold=0}.
 */
final class FatalWire implements AutoCloseable {
    private static final int QUEUE = 50;
    /** What is written whether or not anything happens, and what the start takes away. */
    private static final Set<String> NOTHING_MUCH =
            Set.of("remote_call", "remote_wait", "remote_pause", "scheduled_tasks", "sync_lease");

    private final ServerSocket listener;
    private final int database;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile KillPlan plan = KillPlan.none();

    FatalWire(int database) {
        this.database = database;
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

    void follow(KillPlan next) {
        plan = next;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket caller = listener.accept();
                Socket called = new Socket(InetAddress.getLoopbackAddress(), database);
                caller.setTcpNoDelay(true);
                called.setTcpNoDelay(true);
                open.add(caller);
                open.add(called);
                Transaction transaction = new Transaction();
                Thread.ofVirtual().start(() -> pump(caller, called, transaction));
                Thread.ofVirtual().start(() -> pump(called, caller, null));
            } catch (IOException e) {
                // Closed, at the end of the trial; or the database is away, of which the caller hears.
            }
        }
    }

    private void pump(Socket from, Socket to, Transaction transaction) {
        byte[] bytes = new byte[1 << 16];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                out.write(bytes, 0, read);
                out.flush();
                if (transaction != null) {
                    String done = transaction.after(new String(bytes, 0, read, StandardCharsets.ISO_8859_1));
                    if (!done.isEmpty() && plan.kills(Step.COMMIT, done)) {
                        return;
                    }
                }
            }
        } catch (IOException e) {
            // One of both has gone, which the other one hears of by the end of its connection.
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    /** What one connection has written and not committed yet. */
    private static final class Transaction {
        private final Set<String> tables = new TreeSet<>();
        private boolean begun;

        /** The tables whose changes this commits; empty where it commits none. */
        String after(String sent) {
            begun |= sent.contains("BEGIN\0");
            tables.addAll(SyncTrial.tablesWritten(List.of(sent.replaceAll("\\s+", " "))));
            tables.removeAll(NOTHING_MUCH);
            boolean committed = sent.contains("COMMIT\0");
            boolean ends = committed || sent.contains("ROLLBACK\0") || !begun;
            String done = committed || !begun ? String.join(", ", tables) : "";
            if (ends) {
                tables.clear();
                begun = false;
            }
            return done;
        }
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket each : open) {
                each.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
