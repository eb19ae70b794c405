package dev.devledger.adapters.postgres.eventstore;

import dev.devledger.adapters.postgres.eventstore.EventHash.ChainLink;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.springframework.jdbc.UncategorizedSQLException;

/** Reads stored events in the order of their positions, with one fetch in memory at a time. */
public final class EventCursor implements AutoCloseable {

    /** The rows of a fetch; a row can have some hundred thousand characters. */
    private static final int FETCH = 200;

    private final EventHash hashes = new EventHash();
    private final PreparedStatement statement;
    private final ResultSet rows;

    /** Reads the events behind {@code after} up to {@code upTo}, in the transaction of the connection. */
    public EventCursor(Connection connection, String schema, long after, long upTo) throws SQLException {
        statement = connection.prepareStatement(
                "select * from %s.event where position > ? and position <= ? order by position".formatted(schema));
        statement.setFetchSize(FETCH);
        statement.setLong(1, after);
        statement.setLong(2, upTo);
        rows = statement.executeQuery();
    }

    /** Returns the next events; empty at the end. */
    public List<ChainLink> next(int atMost) {
        List<ChainLink> links = new ArrayList<>(atMost);
        try {
            while (links.size() < atMost && rows.next()) {
                links.add(ChainLink.of(rows, hashes));
            }
        } catch (SQLException e) {
            throw new UncategorizedSQLException("the events", null, e);
        }
        return links;
    }

    @Override
    public void close() throws SQLException {
        statement.close();
    }
}
