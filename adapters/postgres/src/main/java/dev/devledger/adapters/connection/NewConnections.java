package dev.devledger.adapters.connection;

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
 * Makes the connections of the pool: each with the limits of {@link Limits}, unless the URL says otherwise, and with the
 * settings on which the ledger relies, whatever the server, the database or the role says.
 */
public final class NewConnections extends AbstractDataSource {

    /** What the driver is told unless it is told otherwise; seconds. */
    private static final Map<String, String> DEFAULTS = Map.of(
            "connectTimeout", "5",
            "loginTimeout", "10",
            "socketTimeout", "25",
            "tcpKeepAlive", "true",
            "socketFactory", KeepAliveSockets.class.getName());

    /** Nearly every answer comes within it, and PostgreSQL need not be asked. */
    private static final Duration SILENCE = Duration.ofSeconds(2);

    private static final Pattern OPTIONS = Pattern.compile("(?<=[?&])options=([^&]*)&?");

    /**
     * A snapshot that is older than the gate would miss what was written before it; an answer is only given for what is
     * on the disk. Stronger settings than "on", and those that wait for standbys, are the user's choice. To compile a
     * statement takes hundreds of milliseconds, each time anew, and all of the ledger's take less than that.
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
    private final ServerWatch watch;
    private final SilentConnections silent = new SilentConnections(this, SILENCE);

    private NewConnections(String url, Properties properties, ServerWatch watch) {
        this.url = url;
        this.properties = properties;
        this.watch = watch;
    }

    /** Those of its connections that no longer answer. */
    public SilentConnections silent() {
        return silent;
    }

    /** @param given what the user has set for the driver beside the URL */
    public static NewConnections limited(
            String url,
            @Nullable String user,
            @Nullable String password,
            Properties given,
            Limits limits,
            ServerWatch watch) {
        Properties properties = driverProperties(user, password, given);
        DEFAULTS.forEach(properties::putIfAbsent);
        // The URL's options would take the place of ours; behind them they win one by one.
        Matcher theirs = OPTIONS.matcher(url);
        String options = theirs.find()
                ? URLDecoder.decode(theirs.group(1), StandardCharsets.UTF_8)
                : properties.getProperty("options", "");
        properties.setProperty("options", (limits.asOptions() + " " + options).strip());
        return new NewConnections(OPTIONS.matcher(url).replaceFirst(""), properties, watch);
    }

    /** For work whose time nobody can tell, such as a migration: only a server that is gone ends it. */
    public static NewConnections patient(
            String url, @Nullable String user, @Nullable String password, Properties given) {
        Properties properties = driverProperties(user, password, given);
        DEFAULTS.forEach(properties::putIfAbsent);
        properties.setProperty("socketTimeout", given.getProperty("socketTimeout", "0"));
        return new NewConnections(url, properties, new ServerWatch());
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
        Wire wire = silent.wire();
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

    private void greet(Connection connection, Wire wire) throws SQLException {
        boolean greeted = false;
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(GREETING)) {
            row.next();
            watch.connected(row.getString(1));
            silent.opened(wire, new Wire.Backend(row.getInt(2), row.getString(3)));
            greeted = true;
        } finally {
            if (!greeted) {
                connection.close();
            }
        }
    }

    @Override
    public Connection getConnection(String username, String password) throws SQLException {
        return getConnection(); // the pool has them from the same place
    }

    /** The driver has its own limit for that. */
    @Override
    public void setLoginTimeout(int seconds) {}

    /** The pool uses it as the time for which its end waits for connections that are just being made; of 0 it would warn. */
    @Override
    public int getLoginTimeout() {
        return 2;
    }

    /**
     * Sockets that notice within a minute that the other end is gone, also below a statement that may take long. The system
     * itself would look after two hours. For the driver, which makes it by its name.
     */
    public static final class KeepAliveSockets extends SocketFactory {

        private static final Map<SocketOption<Integer>, Integer> PROBES = Map.of(
                ExtendedSocketOptions.TCP_KEEPIDLE, 30,
                ExtendedSocketOptions.TCP_KEEPINTERVAL, 10,
                ExtendedSocketOptions.TCP_KEEPCOUNT, 3);

        private final @Nullable String wire;

        /** @param wire what {@link Wire} calls the connection */
        public KeepAliveSockets(@Nullable String wire) {
            this.wire = wire;
        }

        /** Not connected yet: the driver does that, within its own limit. */
        @Override
        public Socket createSocket() throws IOException {
            Socket socket = Wire.socket(wire);
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
     * How long PostgreSQL lets a session wait or work. They go along when a connection is made, and cost nothing later.
     *
     * @param lock for one lock; above the second after which PostgreSQL looks for a deadlock
     * @param statement for one statement
     * @param idleInTransaction between two statements of a transaction, whose locks nobody else gets meanwhile
     */
    public record Limits(Duration lock, Duration statement, Duration idleInTransaction) {

        private static final Duration DEAD_PEER = Duration.ofSeconds(30);

        private record Option(String name, Object value) {
            @Override
            public String toString() {
                return "-c " + name + "=" + value;
            }
        }

        /** As the parameter {@code options} of a connection has them. Of two that say the same the later one counts. */
        String asOptions() {
            return List.of(
                            new Option("lock_timeout", lock.toMillis()),
                            new Option("statement_timeout", statement.toMillis()),
                            new Option("idle_in_transaction_session_timeout", idleInTransaction.toMillis()),
                            // A client whose machine is gone leaves its locks behind no longer than that.
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
     * Whether it is still the same PostgreSQL. One that was started since, be it another machine's or a restored copy, may lack
     * what this node remembers.
     */
    public static final class ServerWatch {
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
}
