package dev.devledger.adapters.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.PreparedStatement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;

class SpareKeysTest {
    private static Database database;

    private final SpareKeys keys = new SpareKeys();

    @BeforeAll
    static void start() {
        database = Database.create();
    }

    @AfterAll
    static void stop() {
        database.close();
    }

    private void take(int count) {
        new JdbcTemplate(database.dataSource)
                .execute("select number::bigint from generate_series(1, ?) number", (PreparedStatement statement) -> {
                    statement.setInt(1, count);
                    statement.execute();
                    SpareKeys.Taken taken = keys.begin();
                    taken.take(statement);
                    assertThat(taken.poll()).as("its own").hasValue(1L);
                    return taken;
                });
    }

    @Test
    void what_a_transaction_leaves_is_for_the_next_one_once_it_is_committed() {
        database.transaction.executeWithoutResult(status -> {
            take(2);
            assertThat(keys.poll()).as("not yet").isEmpty();
        });
        assertThat(keys.poll()).hasValue(2L);
        assertThat(keys.poll()).isEmpty();
    }

    @Test
    void what_was_rolled_back_is_nobodys() {
        database.transaction.executeWithoutResult(status -> {
            take(2);
            status.setRollbackOnly();
        });
        assertThat(keys.poll()).isEmpty();
    }

    @Test
    void what_is_forgotten_does_not_come_back_with_a_transaction_from_before() {
        database.transaction.executeWithoutResult(status -> {
            take(2);
            keys.forget();
        });
        assertThat(keys.poll()).isEmpty();
    }
}
