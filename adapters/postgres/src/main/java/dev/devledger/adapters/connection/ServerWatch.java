package dev.devledger.adapters.connection;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether it is still the same PostgreSQL. One that was started since, be it another machine's or a restored copy, may lack
 * what this node remembers.
 */
public final class ServerWatch {
    private static final Logger LOG = LoggerFactory.getLogger(ServerWatch.class);

    private final List<Runnable> memories = new CopyOnWriteArrayList<>();
    private @Nullable String known;

    /** @param forget drops what came from the database, and must be true of it */
    public void remembers(Runnable forget) {
        memories.add(forget);
    }

    /** Of each connection, before anybody uses it: whoever has one of the new server remembers nothing of the old one. */
    synchronized void connected(String server) {
        if (known != null && !known.equals(server)) {
            LOG.info("PostgreSQL was restarted; Devledger clears what it remembered about it");
            memories.forEach(Runnable::run);
        }
        known = server;
    }
}
