package dev.devledger.bootstrap.system;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The network between the application and its database, which a test can cut, or make stand still. */
final class Wire implements AutoCloseable {
    private static final int QUEUE = 50;

    private final ServerSocket listener;
    private final int target;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private final Object gate = new Object();
    private boolean cut;
    private boolean still;

    Wire(int target) {
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

    /** Connections break, and no new one comes about. */
    void cut() {
        synchronized (gate) {
            cut = true;
        }
        open.forEach(Wire::close);
    }

    /** Nothing breaks, and nothing goes through. */
    void standStill() {
        synchronized (gate) {
            still = true;
        }
    }

    void mend() {
        synchronized (gate) {
            cut = false;
            still = false;
            gate.notifyAll();
        }
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                connect(listener.accept());
            } catch (IOException e) {
                // The listener is closed, or the database is not there: whoever called hears of it.
            }
        }
    }

    private void connect(Socket caller) throws IOException {
        open.add(caller);
        boolean refused;
        synchronized (gate) {
            refused = cut;
        }
        if (refused) {
            close(caller);
            return;
        }
        try {
            Socket database = new Socket(InetAddress.getLoopbackAddress(), target);
            open.add(database);
            Thread.ofVirtual().start(() -> pump(caller, database));
            Thread.ofVirtual().start(() -> pump(database, caller));
        } catch (IOException e) {
            close(caller);
            throw e;
        }
    }

    private void pump(Socket from, Socket to) {
        byte[] bytes = new byte[1 << 14];
        try (from;
                to) {
            InputStream in = from.getInputStream();
            OutputStream out = to.getOutputStream();
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                awaitMovement();
                out.write(bytes, 0, read);
                out.flush();
            }
        } catch (IOException e) {
            // It was cut.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            open.remove(from);
            open.remove(to);
        }
    }

    private void awaitMovement() throws InterruptedException {
        synchronized (gate) {
            while (still) {
                gate.wait();
            }
        }
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is closed either way.
        }
    }

    @Override
    public void close() {
        close(listener);
        cut();
        mend();
    }

    private static void close(ServerSocket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            // It is closed either way.
        }
    }
}
