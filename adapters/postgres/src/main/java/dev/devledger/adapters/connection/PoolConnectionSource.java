package dev.devledger.adapters.connection;

import dev.devledger.adapters.connection.SilentConnections.WatchedConnection;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketOption;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.SocketFactory;
import jdk.net.ExtendedSocketOptions;
import org.jspecify.annotations.Nullable;
import org.postgresql.Driver;
import org.postgresql.util.PSQLException;
import org.postgresql.util.PSQLState;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.AbstractDataSource;

/**
 * Makes the connections of the pool: each with the limits of {@link Limits}, unless the URL says otherwise, and with
 * the settings on which the ledger relies, whatever the server, the database or the role says.
 */
public final class PoolConnectionSource extends AbstractDataSource {

    /** The defaults of the driver's limits, in seconds. */
    private static final Map<String, String> DEFAULTS = Map.of(
            "connectTimeout", "5",
            "loginTimeout", "10",
            "socketTimeout", "25",
            "tcpKeepAlive", "true",
            "socketFactory", KeepAliveSockets.class.getName());

    /**
     * The time without an answer after which PostgreSQL is queried about a connection: nearly every answer comes
     * sooner.
     */
    private static final Duration SILENCE = Duration.ofSeconds(2);

    private static final Pattern OPTIONS = Pattern.compile("(?<=[?&])options=([^&]*)&?");

    /**
     * Settings of each connection. A snapshot taken before the gate would miss earlier writes, so transactions are read
     * committed, and a write is answered only once it is on disk. Settings stronger than "on", and those that wait for
     * standbys, are the user's choice. JIT compilation of a statement takes hundreds of milliseconds, each time, and
     * all of the ledger's statements take less.
     */
    private static final String GREETING = """
        select cast(pg_postmaster_start_time() as text), pg_backend_pid(),
          (select cast(backend_start as text) from pg_stat_get_activity(pg_backend_pid())),
          set_config('default_transaction_isolation', 'read committed', false),
          case when current_setting('synchronous_commit') = 'off' then set_config('synchronous_commit', 'on', false) end,
          set_config('jit', 'off', false)
        """;

    private final Driver driver = new Driver();
    private final String url;
    private final Properties properties;
    private final ServerChangeDetector watch;
    private final SilentConnections silent = new SilentConnections(this, SILENCE);

    private PoolConnectionSource(String url, Properties properties, ServerChangeDetector watch) {
        this.url = url;
        this.properties = properties;
        this.watch = watch;
    }

    /** Returns the watch that closes connections that no longer answer. */
    public SilentConnections silent() {
        return silent;
    }

    /** @param given the driver's properties set by the user beside the URL */
    public static PoolConnectionSource limited(
            String url,
            @Nullable String user,
            @Nullable String password,
            Properties given,
            Limits limits,
            ServerChangeDetector watch) {
        Properties properties = driverProperties(user, password, given);
        DEFAULTS.forEach(properties::putIfAbsent);
        // The driver would use the URL's options instead of Devledger's. Appended to Devledger's, each of the URL's
        // options overrides only the same option.
        Matcher theirs = OPTIONS.matcher(url);
        String options = theirs.find()
                ? URLDecoder.decode(theirs.group(1), StandardCharsets.UTF_8)
                : properties.getProperty("options", "");
        properties.setProperty("options", (limits.asOptions() + " " + options).strip());
        return new PoolConnectionSource(OPTIONS.matcher(url).replaceFirst(""), properties, watch);
    }

    /** Makes connections without a limit on waits for an answer, for work of unknown length such as a migration. */
    public static PoolConnectionSource patient(
            String url, @Nullable String user, @Nullable String password, Properties given) {
        Properties properties = driverProperties(user, password, given);
        DEFAULTS.forEach(properties::putIfAbsent);
        properties.setProperty("socketTimeout", given.getProperty("socketTimeout", "0"));
        return new PoolConnectionSource(url, properties, new ServerChangeDetector());
    }

    private static Properties driverProperties(@Nullable String user, @Nullable String password, Properties given) {
        Properties properties = new Properties();
        given.stringPropertyNames().forEach(name -> properties.setProperty(name, given.getProperty(name)));
        if (user != null) {
            properties.setProperty("user", user);
        }
        if (password != null) {
            properties.setProperty("password", password);
        }
        return properties;
    }

    @Override
    public Connection getConnection() throws SQLException {
        WatchedConnection wire = silent.wire();
        String name = wire.announce();
        Properties own = new Properties(properties);
        own.setProperty("socketFactoryArg", name);
        try {
            Connection connection = driver.connect(url, own);
            if (connection == null) {
                throw new PSQLException("This is no URL of a PostgreSQL", PSQLState.CONNECTION_UNABLE_TO_CONNECT);
            }
            greet(connection, wire);
            return connection;
        } finally {
            wire.connected(name);
        }
    }

    private void greet(Connection connection, WatchedConnection wire) throws SQLException {
        boolean greeted = false;
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(GREETING)) {
            row.next();
            watch.connected(row.getString(1));
            silent.opened(wire, new WatchedConnection.Backend(row.getInt(2), row.getString(3)));
            greeted = true;
        } finally {
            if (!greeted) {
                connection.close();
            }
        }
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return getConnection(); // the pool has the same source for them
    }

    /** Ignores the limit: the driver has a setting of its own for it. */
    @Override
    public void setLoginTimeout(int seconds) {}

    /** Returns the seconds that the pool's shutdown waits for connections being made; the pool would warn about 0. */
    @Override
    public int getLoginTimeout() {
        return 2;
    }

    /**
     * Sockets that notice within a minute that the other end is gone, also during a long statement. The system's
     * default is two hours. The driver creates this class by its name.
     */
    public static final class KeepAliveSockets extends SocketFactory {

        private static final Map<SocketOption<Integer>, Integer> PROBES = Map.of(
                ExtendedSocketOptions.TCP_KEEPIDLE, 30,
                ExtendedSocketOptions.TCP_KEEPINTERVAL, 10,
                ExtendedSocketOptions.TCP_KEEPCOUNT, 3);

        private final @Nullable String wire;

        /** @param wire the name of the connection in {@link WatchedConnection} */
        public KeepAliveSockets(@Nullable String wire) {
            this.wire = wire;
        }

        /** Makes an unconnected socket: the driver connects it, within its own limit. */
        @Override
        public Socket createSocket() throws IOException {
            Socket socket = WatchedConnection.socket(wire);
            for (Map.Entry<SocketOption<Integer>, Integer> probe : PROBES.entrySet()) {
                if (socket.supportedOptions().contains(probe.getKey())) {
                    socket.setOption(probe.getKey(), probe.getValue());
                }
            }
            return socket;
        }

        @Override
        public Socket createSocket(String host, int port) {
            throw new UnsupportedOperationException("the driver connects");
        }

        @Override
        public Socket createSocket(String host, int port, InetAddress local, int localPort) {
            throw new UnsupportedOperationException("the driver connects");
        }

        @Override
        public Socket createSocket(InetAddress host, int port) {
            throw new UnsupportedOperationException("the driver connects");
        }

        @Override
        public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
            throw new UnsupportedOperationException("the driver connects");
        }
    }

    /**
     * PostgreSQL's limits of a session. They are sent when a connection is made, and cost nothing later.
     *
     * @param lock the limit of one lock; above the second after which PostgreSQL looks for a deadlock
     * @param statement the limit of one statement
     * @param idleInTransaction the limit between two statements of a transaction, which keeps its locks meanwhile
     */
    public record Limits(Duration lock, Duration statement, Duration idleInTransaction) {

        private static final Duration DEAD_PEER = Duration.ofSeconds(30);

        private record Option(String name, Object value) {
            @Override
            public String toString() {
                return "-c " + name + "=" + value;
            }
        }

        /** Builds the connection parameter {@code options}. Of two equal options the later one counts. */
        String asOptions() {
            return List.of(
                            new Option("lock_timeout", lock.toMillis()),
                            new Option("statement_timeout", statement.toMillis()),
                            new Option("idle_in_transaction_session_timeout", idleInTransaction.toMillis()),
                            // A client whose machine is gone keeps its locks no longer than that.
                            new Option("tcp_keepalives_idle", DEAD_PEER.toSeconds()),
                            new Option("tcp_keepalives_interval", 10),
                            new Option("tcp_keepalives_count", 3),
                            new Option("tcp_user_timeout", DEAD_PEER.toMillis()))
                    .stream()
                    .map(Option::toString)
                    .collect(Collectors.joining(" "));
        }
    }

    /**
     * Detects that another PostgreSQL server answers. A restarted server, another machine or a restored copy may lack
     * data that this node has cached.
     */
    public static final class ServerChangeDetector {
        private static final Logger LOG = LoggerFactory.getLogger(ServerChangeDetector.class);

        private final List<Runnable> memories = new CopyOnWriteArrayList<>();
        private @Nullable String known;

        /** @param forget drops cached data, which must match the present server */
        public void remembers(Runnable forget) {
            memories.add(forget);
        }

        /**
         * Compares the server of each connection with the last known one before the connection is used, so that data
         * cached from an old server is never used with a new one.
         */
        synchronized void connected(String server) {
            if (known != null && !known.equals(server)) {
                LOG.info("PostgreSQL was restarted; Devledger clears what it remembered about it");
                memories.forEach(Runnable::run);
            }
            known = server;
        }
    }
}
