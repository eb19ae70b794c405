package dev.devledger.browser;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Between a browser and the application. It breaks when it is told to, and no connection comes about until it is mended. */
final class Network implements AutoCloseable {
    private static final int QUEUE = 100;

    private final URI target;
    private final ServerSocket listener;
    private final Set<Socket> open = ConcurrentHashMap.newKeySet();
    private volatile boolean cut;

    private Network(URI target, ServerSocket listener) {
        this.target = target;
        this.listener = listener;
    }

    static Network to(Devledger devledger) {
        try {
            Network network =
                    new Network(devledger.base(), new ServerSocket(0, QUEUE, InetAddress.getLoopbackAddress()));
            Thread.ofVirtual().start(network::accept);
            return network;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where the application is through it. */
    URI base() {
        return URI.create(target.getScheme() + "://" + target.getHost() + ":" + listener.getLocalPort());
    }

    void cut() {
        cut = true;
        open.forEach(Network::close);
    }

    void mend() {
        cut = false;
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket browser = listener.accept();
                open.add(browser);
                if (cut) {
                    close(browser);
                    continue;
                }
                Thread.ofVirtual().start(() -> connect(browser));
            } catch (IOException ended) {
                // at the end of the test
            }
        }
    }

    private void connect(Socket browser) {
        try (browser;
                Socket application = new Socket(InetAddress.getLoopbackAddress(), target.getPort())) {
            open.add(application);
            Thread answers = Thread.ofVirtual().start(() -> pump(application, browser));
            pump(browser, application);
            answers.join();
        } catch (IOException away) {
            // the browser hears of it by the end of its connection
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void pump(Socket from, Socket to) {
        byte[] bytes = new byte[1 << 14];
        try {
            InputStream in = from.getInputStream();
            for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
                to.getOutputStream().write(bytes, 0, read);
            }
        } catch (IOException ended) {
            // and so does the other side
        }
        close(from);
        close(to);
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
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
