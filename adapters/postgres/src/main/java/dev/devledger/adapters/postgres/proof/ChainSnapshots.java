package dev.devledger.adapters.postgres.proof;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import javax.sql.DataSource;
import org.springframework.jdbc.UncategorizedSQLException;

/** Looks at the stored events as they are at one moment. */
record ChainSnapshots(DataSource dataSource) {
    interface Look<T> {
        T at(Connection snapshot, TablesSchema home) throws SQLException;
    }

    <T> T with(Look<T> look) {
        try (Connection connection = dataSource.getConnection()) {
            connection.setAutoCommit(false);
            connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
            connection.setReadOnly(true);
            try {
                TablesSchema home = TablesSchema.of(connection);
                TablesSchema.look(connection);
                hold(connection, home);
                return look.at(connection, home);
            } finally {
                connection.rollback();
            }
        } catch (SQLException e) {
            throw new UncategorizedSQLException("the verification", null, e);
        }
    }

    /** Nobody puts something else in the place of the tables meanwhile. Rows are found by keys and come in their order. */
    private static void hold(Connection connection, TablesSchema home) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("lock table %1$s.event, %1$s.event_batch in access share mode".formatted(home.quoted()));
            for (String setting :
                    List.of("enable_seqscan", "enable_sort", "enable_hashjoin", "enable_mergejoin", "jit")) {
                statement.execute("set local " + setting + " = off");
            }
        }
    }
}
