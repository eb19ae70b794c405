package dev.devledger.adapters.postgres.write;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * Runs statements of one text on another connection than the current transaction's, with a limit of some seconds.
 * Parameters are set in their order.
 */
public final class SeparateStatement {
    private static final int SECONDS = 5;

    private final PreparedStatement statement;
    private int place;

    private SeparateStatement(PreparedStatement statement) {
        this.statement = statement;
    }

    public interface Work<T> {
        T with(SeparateStatement statement) throws SQLException;
    }

    /** @param failure makes the exception to throw for a failure */
    public static <T> T run(
            DataSource database, String sql, Function<SQLException, RuntimeException> failure, Work<T> work) {
        try (Connection connection = database.getConnection();
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setQueryTimeout(SECONDS);
            return work.with(new SeparateStatement(statement));
        } catch (SQLException e) {
            throw failure.apply(e);
        }
    }

    public SeparateStatement values(Object... values) throws SQLException {
        for (Object value : values) {
            statement.setObject(++place, value);
        }
        return this;
    }

    public <T> SeparateStatement array(String type, List<T> lines, Function<T, Object> value) throws SQLException {
        Object[] values = lines.stream().map(value).toArray();
        statement.setArray(++place, statement.getConnection().createArrayOf(type, values));
        return this;
    }

    /** Runs this many statements, and returns the result of the last one. */
    public ResultSet rows(int statements) throws SQLException {
        statement.execute();
        for (int more = 1; more < statements; more++) {
            statement.getMoreResults();
        }
        return statement.getResultSet();
    }

    /** As {@link #rows}, for a result that always has a row. */
    public ResultSet row(int statements) throws SQLException {
        ResultSet rows = rows(statements);
        if (!rows.next()) {
            throw new SQLException("no row where there always is one");
        }
        return rows;
    }

    public int update() throws SQLException {
        return statement.executeUpdate();
    }
}
