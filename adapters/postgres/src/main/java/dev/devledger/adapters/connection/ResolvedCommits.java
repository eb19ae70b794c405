package dev.devledger.adapters.connection;

import dev.devledger.application.ledger.StoreOutage.LostCommits;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.jdbc.datasource.DataSourceUtils;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;

/**
 * When the answer to a COMMIT is lost the transaction may be committed all the same. It is found out whether it is, before
 * anybody hears of a failure: one that is ends as if the answer had come.
 */
public class ResolvedCommits extends JdbcTransactionManager {
    private static final Logger LOG = LoggerFactory.getLogger(ResolvedCommits.class);
    private static final long serialVersionUID = 1L;

    private final transient DataSource database;
    private final transient LostCommits lost;

    public ResolvedCommits(DataSource database, LostCommits lost) {
        super(database);
        this.database = database;
        this.lost = lost;
    }

    @Override
    protected void doCommit(DefaultTransactionStatus status) {
        try {
            super.doCommit(status);
        } catch (RuntimeException failure) {
            abandon();
            if (status.isReadOnly()) {
                throw failure;
            }
            lost.resolve(failure);
        }
    }

    /** It must not be used again, not even to set it back: that could commit what is still open in it. */
    private void abandon() {
        Connection connection = DataSourceUtils.getConnection(database);
        try {
            connection.abort(Runnable::run);
        } catch (SQLException e) {
            LOG.debug("A broken connection could not be closed", e);
        } finally {
            DataSourceUtils.releaseConnection(connection, database);
        }
    }

    /** With its connection the transaction ends too; what broke it is what the caller should hear. */
    @Override
    protected void doRollback(DefaultTransactionStatus status) {
        try {
            super.doRollback(status);
        } catch (RuntimeException failure) {
            if (!isClosed()) {
                throw failure;
            }
            LOG.debug("There was no connection left to roll back on", failure);
        }
    }

    private boolean isClosed() {
        Connection connection = DataSourceUtils.getConnection(database);
        try {
            return connection.isClosed();
        } catch (SQLException e) {
            return true;
        } finally {
            DataSourceUtils.releaseConnection(connection, database);
        }
    }
}
