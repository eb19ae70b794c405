package dev.devledger.bench.measure;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The server's database, as a client beside it sees it. */
public final class Database {
    private final Server server;

    public Database(Server server) {
        this.server = server;
    }

    public void execute(String... statements) {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    public long number(String sql) {
        return Long.parseLong(text(sql));
    }

    public String text(String sql) {
        return texts(sql).getFirst();
    }

    /** The first column. */
    public List<String> texts(String sql) {
        try (Connection connection = server.connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> texts = new ArrayList<>();
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
            return texts;
        } catch (SQLException e) {
            throw failed(e);
        }
    }

    public static IllegalStateException failed(SQLException e) {
        return new IllegalStateException("The database refused: " + e.getMessage(), e);
    }
}
