package dev.devledger.adapters.postgres.write;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.devledger.adapters.postgres.Database;
import java.sql.PreparedStatement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

class SpareKeysTest {
    @RegisterExtension
    private static final Database database = Database.create();

    private final SpareKeys keys = new SpareKeys();

    /** From 1, the first of which is given to something. */
    private void take(int count) {
        new JdbcTemplate(database.dataSource)
                .execute("select number::bigint from generate_series(1, ?) number", (PreparedStatement statement) -> {
                    statement.setInt(1, count);
                    statement.execute();
                    keys.take(statement);
                    return count;
                });
        assertThat(next()).as("its own").isEqualTo(1);
    }

    private long next() {
        return keys.next(() -> 9);
    }

    @Test
    void what_a_transaction_leaves_is_for_the_next_one_once_it_is_committed() {
        database.transaction.executeWithoutResult(status -> {
            take(2);
            assertThat(keys.missing(1)).as("not yet").isEqualTo(1);
        });
        assertThat(next()).isEqualTo(2);
        assertThat(next()).isEqualTo(9);
    }

    @Test
    void what_was_rolled_back_has_given_nothing_a_key() {
        database.transaction.executeWithoutResult(status -> {
            take(2);
            status.setRollbackOnly();
        });
        database.transaction.executeWithoutResult(status -> {
            assertThat(next()).isEqualTo(1);
            assertThat(next()).isEqualTo(2);
            assertThat(next()).as("from the sequence").isEqualTo(9);
            status.setRollbackOnly();
        });
        assertThat(keys.missing(3)).isZero();
        assertThat(next()).isEqualTo(1);
    }

    /** It may have been done all the same. */
    @Test
    void what_a_commit_that_failed_has_given_is_given_to_nothing_else() {
        assertThatThrownBy(() -> database.transaction.executeWithoutResult(status -> {
                    take(2);
                    TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                        @Override
                        public void beforeCommit(boolean readOnly) {
                            throw new IllegalStateException("the answer was lost");
                        }
                    });
                }))
                .hasMessage("the answer was lost");
        assertThat(next()).isEqualTo(2);
        assertThat(next()).as("from the sequence").isEqualTo(9);
    }

    @Test
    void what_is_forgotten_does_not_come_back_with_a_transaction_from_before() {
        database.transaction.executeWithoutResult(status -> {
            take(2);
            keys.forget();
        });
        assertThat(next()).isEqualTo(9);
    }
}
