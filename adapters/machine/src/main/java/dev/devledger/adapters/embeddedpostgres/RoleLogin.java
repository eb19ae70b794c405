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
 * The access to the database by a role that owns only this database. Each start sets a new password.
 *
 * @param password the role's password
 */
record RoleLogin(int port, String password) {

    static final String ROLE = "devledger";
    static final String DATABASE = "devledger";
    static final String HOST = "127.0.0.1";

    private static final String LOGIN_SECONDS = "10";

    /**
     * Makes the role and the database. Each step is skipped if it is done already, so that a start continues where a
     * killed start ended.
     */
    static RoleLogin open(int port, String administratorPassword) throws SQLException {
        RoleLogin access = new RoleLogin(port, Password.random());
        try (Connection connection = administrator(port, administratorPassword);
                Statement sql = connection.createStatement()) {
            requireDurable(sql);
            if (isMissing(sql, "select 1 from pg_roles where rolname = '" + ROLE + "'")) {
                sql.execute("create role " + ROLE + " login");
            }
            // The password is hashed here, so the server and its log never contain it.
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

    /** Hides the password, which a record's text would show. */
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

    /**
     * Checks the effective settings: Devledger's files turn durability on, but ALTER SYSTEM, roles or databases can
     * override files.
     */
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

        /**
         * The number of SCRAM iterations. A higher one would slow down attacks, but also each connection; 24 random
         * bytes cannot be guessed anyway.
         */
        static final int ITERATIONS = 1;

        private static final int BYTES = 24;
        private static final int SALT = 16;

        private Password() {}

        /** Returns a password without letters that need escaping in a URL or a shell. */
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
