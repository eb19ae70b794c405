package dev.devledger.adapters.postgres.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.postgres.Database;
import dev.devledger.application.access.RequestLimiter.Limit;
import dev.devledger.application.access.RequestLimiter.Limit.CallerLimits;
import dev.devledger.application.access.RequestLimiter.SharedPermits;
import dev.devledger.application.access.RequestLimiter.SharedPermits.PermitRequest;
import dev.devledger.application.access.SharedPermitsContract;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class PostgresPermitsTest extends SharedPermitsContract {
    private static final CallerLimits LIMITS = new CallerLimits(new Limit(4), new Limit(2));

    @RegisterExtension
    private static final Database database = Database.create();

    @Override
    protected SharedPermits node() {
        return new PostgresPermits(database.dataSource);
    }

    private static void sql(String sql) {
        database.jdbc.sql(sql).update();
    }

    @Test
    void it_is_one_statement() {
        SharedPermits node = node();
        assertThat(database.statements(() -> node.take("a", LIMITS, new PermitRequest(1, 1, null))))
                .isEqualTo(1);
        assertThat(database.statements(() -> node.hold("a", 0))).isEqualTo(1);
    }

    @Test
    void the_places_of_a_node_that_died_are_free_when_its_lease_is_over() {
        SharedPermits dead = node();
        SharedPermits other = node();
        assertThat(dead.take("b", LIMITS, new PermitRequest(0, 2, null)).places())
                .isEqualTo(2);
        assertThat(other.take("b", LIMITS, new PermitRequest(0, 1, null)).places())
                .isZero();
        assertThat(database.jdbc
                        .sql("select extract(epoch from until - clock_timestamp()) <= 15 from caller_places"
                                + " where caller = 'b' and places = 2")
                        .query(Boolean.class)
                        .single())
                .isTrue();
        sql("update caller_places set until = clock_timestamp() where caller = 'b' and places = 2");
        assertThat(other.take("b", LIMITS, new PermitRequest(0, 2, null)).places())
                .isEqualTo(2);
    }

    @Test
    void what_is_a_minute_old_counts_no_more_and_is_forgotten() {
        SharedPermits node = node();
        for (int i = 0; i < 4; i++) {
            assertThat(node.take("c", LIMITS, new PermitRequest(1, 0, null)).requests())
                    .isEqualTo(1);
        }
        sql("update caller_requests set slot = slot - 6 where caller = 'c'");
        assertThat(node.take("c", LIMITS, new PermitRequest(1, 0, null)).requests())
                .isZero();
        sql("update caller_requests set slot = slot - 1 where caller = 'c'");
        assertThat(node.take("c", LIMITS, new PermitRequest(4, 0, null)).requests())
                .isEqualTo(1);
        assertThat(database.jdbc
                        .sql("select sum(requests) from caller_requests where caller = 'c'")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }
}
