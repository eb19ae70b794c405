package dev.devledger.adapters.embeddedpostgres;

import dev.devledger.adapters.embeddedpostgres.EmbeddedDatabaseException.Reason;
import java.security.SecureRandom;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Base64;
import java.util.Properties;
import org.postgresql.util.PasswordUtil;

/**
 * The way into the database: a role that owns it and nothing else, with a password that lasts until the next start.
 *
 * @param password of that role
 */
record Access(int port, String password) {

    static final String ROLE = "devledger";
    static final String DATABASE = "devledger";
    static final String HOST = "127.0.0.1";

    private static final String LOGIN_SECONDS = "10";

    /** Each step looks first: a start that was killed between two of them is continued by the next one. */
    static Access open(int port, String administratorPassword) throws SQLException {
        Access access = new Access(port, Password.random());
        try (Connection connection = administrator(port, administratorPassword);
                Statement sql = connection.createStatement()) {
            requireDurable(sql);
            if (isMissing(sql, "select 1 from pg_roles where rolname = '" + ROLE + "'")) {
                sql.execute("create role " + ROLE + " login");
            }
            // Hashed here: the server, and so its log, never sees the password itself.
            sql.execute("alter role " + ROLE + " password '"
                    + PasswordUtil.encodeScramSha256(
                            access.password().toCharArray(), Password.ITERATIONS, Password.salt())
                    + "'");
            if (isMissing(sql, "select 1 from pg_database where datname = '" + DATABASE + "'")) {
                sql.execute("create database " + DATABASE + " owner " + ROLE);
            }
        }
        return access;
    }

    String jdbcUrl() {
        return jdbcUrl(port);
    }

    static String jdbcUrl(int port) {
        return "jdbc:postgresql://" + HOST + ":" + port + "/" + DATABASE;
    }

    String jdbcUrlWithPassword() {
        return jdbcUrl() + "?user=" + ROLE + "&password=" + password;
    }

    /** Records print what they hold. */
    @Override
    public String toString() {
        return jdbcUrl();
    }

    private static Connection administrator(int port, String password) throws SQLException {
        Properties login = new Properties();
        login.setProperty("user", Cluster.ADMINISTRATOR);
        login.setProperty("password", password);
        login.setProperty("loginTimeout", LOGIN_SECONDS);
        return DriverManager.getConnection("jdbc:postgresql://" + HOST + ":" + port + "/postgres", login);
    }

    /** The files that Devledger writes say so, but ALTER SYSTEM and settings of a role or database speak later. */
    private static void requireDurable(Statement sql) throws SQLException {
        try (ResultSet row = sql.executeQuery("select string_agg(name, ', ') from pg_settings"
                + " where name in ('fsync', 'synchronous_commit', 'full_page_writes') and setting <> 'on'")) {
            row.next();
            String weakened = row.getString(1);
            if (weakened != null) {
                throw new EmbeddedDatabaseException(
                        Reason.DID_NOT_START,
                        "These safety settings are off in the embedded database: %s. A power cut could lose stored events. %s"
                                .formatted(weakened, "Remove them from postgresql.auto.conf in its folder."));
            }
        }
    }

    private static boolean isMissing(Statement sql, String query) throws SQLException {
        try (ResultSet rows = sql.executeQuery(query)) {
            return !rows.next();
        }
    }

    static final class Password {

        /** Of SCRAM. More would slow down who guesses, and each connection: nobody guesses what is random in 24 bytes. */
        static final int ITERATIONS = 1;

        private static final int BYTES = 24;
        private static final int SALT = 16;

        private Password() {}

        /** Of letters that need no escaping, neither in a URL nor in a shell. */
        static String random() {
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(BYTES));
        }

        static byte[] salt() {
            return bytes(SALT);
        }

        private static byte[] bytes(int count) {
            byte[] bytes = new byte[count];
            new SecureRandom().nextBytes(bytes);
            return bytes;
        }
    }
}
