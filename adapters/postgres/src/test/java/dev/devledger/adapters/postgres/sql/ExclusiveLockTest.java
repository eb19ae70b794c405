package dev.devledger.adapters.postgres.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.postgres.Database;
import dev.devledger.adapters.postgres.sql.SessionLock.ExclusiveLock;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** What it is for is in {@link dev.devledger.adapters.postgres.rebuild.ShadowTablesTest}: readers go on, whatever tables they hold and wait for. */
class ExclusiveLockTest {
    @RegisterExtension
    private static final Database database = Database.create();

    @Test
    void the_time_of_a_try_does_not_stay_for_what_follows() {
        ExclusiveLock lock = new ExclusiveLock(database.jdbc, database.transactions);
        String before = statementTimeout();
        String during = database.transaction.execute(status -> {
            lock.take(List.of("tasks", "history"));
            return statementTimeout();
        });
        assertThat(during).isEqualTo(before);
    }

    private static String statementTimeout() {
        return database.jdbc
                .sql("select current_setting('statement_timeout')")
                .query(String.class)
                .single();
    }
}
