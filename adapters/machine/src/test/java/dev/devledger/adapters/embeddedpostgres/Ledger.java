package dev.devledger.adapters.embeddedpostgres;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** A table of numbers, each committed on its own. */
final class Ledger {

    private Ledger() {}

    /** One unpacked PostgreSQL for all tests, and for the next run too. */
    static EmbeddedDatabase.Settings settings(Path dataDir) {
        Path binaries = Path.of("target", "postgres-binaries").toAbsolutePath();
        return new EmbeddedDatabase.Settings(dataDir).withBinaries(binaries);
    }

    static void create(EmbeddedDatabase database) throws SQLException {
        tell(database, "drop table if exists entry; create table entry (number int primary key)");
    }

    static void append(EmbeddedDatabase database, int number) throws SQLException {
        tell(database, "insert into entry values (" + number + ")");
    }

    static List<Integer> entries(EmbeddedDatabase database) throws SQLException {
        List<Integer> numbers = new ArrayList<>();
        try (Connection connection = connect(database);
                Statement sql = connection.createStatement();
                ResultSet rows = sql.executeQuery("select number from entry order by number")) {
            while (rows.next()) {
                numbers.add(rows.getInt(1));
            }
        }
        return numbers;
    }

    static String ask(EmbeddedDatabase database, String query) {
        try (Connection connection = connect(database);
                Statement sql = connection.createStatement();
                ResultSet rows = sql.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        } catch (SQLException e) {
            throw new AssertionError(query, e);
        }
    }

    static void tell(EmbeddedDatabase database, String statement) throws SQLException {
        try (Connection connection = connect(database);
                Statement sql = connection.createStatement()) {
            sql.execute(statement);
        }
    }

    static Connection connect(EmbeddedDatabase database) throws SQLException {
        return DriverManager.getConnection(database.jdbcUrl(), database.username(), database.password());
    }
}
