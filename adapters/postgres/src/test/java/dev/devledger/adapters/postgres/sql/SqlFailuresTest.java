package dev.devledger.adapters.postgres.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.devledger.adapters.postgres.Database;
import java.sql.Connection;
import java.sql.SQLException;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class SqlFailuresTest {
    @RegisterExtension
    private static final Database database = Database.create();

    /** Asked of the real pool: that it gives no state, and these very words, is its own way. */
    @Test
    void a_connection_that_the_pool_took_away_is_the_databases_trouble() throws SQLException {
        Connection connection = database.dataSource.getConnection();
        connection.close();
        Throwable failure = catchThrowable(() -> connection.prepareStatement("select 1"));
        assertThat(SqlFailures.trouble(new IllegalStateException(failure))).isTrue();
        assertThat(SqlFailures.lostRace(failure)).isFalse();
    }

    /** Two imports of one file on two nodes want the same streams. */
    @Test
    void a_version_of_a_stream_that_another_writer_has_stored_is_a_lost_race() {
        assertThat(SqlFailures.lostRace(new ConcurrencyException("x"))).isTrue();
    }

    @Test
    void what_the_database_says_is_told_apart() {
        for (String trouble : new String[] {"08006", "53100", "57P01", "57014", "58030"}) {
            assertThat(SqlFailures.trouble(new SQLException("x", trouble)))
                    .as(trouble)
                    .isTrue();
        }
        for (String race : new String[] {"40001", "40P01", "55P03"}) {
            assertThat(SqlFailures.lostRace(new SQLException("x", race)))
                    .as(race)
                    .isTrue();
            assertThat(SqlFailures.trouble(new SQLException("x", race)))
                    .as(race)
                    .isFalse();
        }
        for (String fault : new String[] {"23514", "22021", "42601"}) {
            assertThat(SqlFailures.trouble(new SQLException("x", fault)))
                    .as(fault)
                    .isFalse();
            assertThat(SqlFailures.lostRace(new SQLException("x", fault)))
                    .as(fault)
                    .isFalse();
        }
        assertThat(SqlFailures.trouble(new SQLException("no state"))).isFalse();
    }
}
