package dev.devledger.adapters.postgres;

import java.sql.SQLException;
import java.util.List;
import java.util.Set;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Takes tables away from everybody else until the transaction ends, without ever ending somebody's query: a reader that
 * has one table and waits for another, which is locked here, goes on between two tries.
 */
final class ExclusiveLock {

    private static final Set<String> OTHERS_WERE_IN_THE_WAY = Set.of("55P03", "57014", "40P01");

    /**
     * For all tables of a try together, hence the time of the statement and not of each lock: well below the second
     * after which PostgreSQL takes a wait for a deadlock and ends the query of whoever waits, be it the reader.
     */
    private static final String TRY = "300ms";

    /** Above that second: only then PostgreSQL makes an automatic vacuum give way. */
    private static final String PAST_VACUUM = "3s";

    private static final int SHORT_ATTEMPTS = 20;
    private static final int ATTEMPTS = 40;

    private final JdbcClient jdbc;
    private final TransactionTemplate nested;

    ExclusiveLock(JdbcClient jdbc, PlatformTransactionManager transactions) {
        this.jdbc = jdbc;
        nested = new TransactionTemplate(transactions);
        nested.setPropagationBehavior(TransactionDefinition.PROPAGATION_NESTED);
    }

    /** In the transaction at hand. */
    void take(List<String> tables) {
        for (int attempt = 1; ; attempt++) {
            try {
                if (attempt > SHORT_ATTEMPTS) {
                    tables.forEach(this::pushVacuumAside);
                }
                nested.executeWithoutResult(savepoint -> lockAll(tables));
                return;
            } catch (DataAccessException e) {
                if (attempt == ATTEMPTS || !othersWereInTheWay(e)) {
                    throw e;
                }
            }
        }
    }

    private void lockAll(List<String> tables) {
        run("set local statement_timeout = '" + TRY + "'");
        run("lock table " + String.join(", ", tables) + " in access exclusive mode");
        run("set local statement_timeout to default");
    }

    /** One table alone, and given back at once: who holds nothing can wait long and be in no deadlock. */
    private void pushVacuumAside(String table) {
        nested.executeWithoutResult(savepoint -> {
            run("set local lock_timeout = '" + PAST_VACUUM + "'");
            run("lock table " + table + " in access exclusive mode");
            savepoint.setRollbackOnly();
        });
    }

    private static boolean othersWereInTheWay(DataAccessException e) {
        return e.getMostSpecificCause() instanceof SQLException cause
                && OTHERS_WERE_IN_THE_WAY.contains(cause.getSQLState());
    }

    private void run(String sql) {
        jdbc.sql(sql).update();
    }
}
