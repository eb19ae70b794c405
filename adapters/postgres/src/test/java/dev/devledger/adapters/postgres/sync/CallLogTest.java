package dev.devledger.adapters.postgres.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.devledger.adapters.postgres.Database;
import dev.devledger.adapters.postgres.Rows;
import dev.devledger.application.sync.connector.CallLogContract;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount.ConnectorMode;
import dev.devledger.application.sync.connector.SharedCallBudget;
import dev.devledger.application.sync.connector.SharedCallBudget.CallDecision;
import dev.devledger.application.sync.connector.SharedCallBudget.CallPurpose;
import dev.devledger.application.sync.connector.SharedCallBudget.EndedCall;
import dev.devledger.application.sync.connector.SharedCallBudget.Limits;
import dev.devledger.application.sync.connector.SharedCallBudget.Window;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.jdbc.datasource.AbstractDataSource;

final class CallLogTest extends CallLogContract {
    private static final ConnectedAccount OTHER =
            new ConnectedAccount("ticktick", "other", ConnectorMode.LIVE, remote -> "");
    private static final Limits ONE = new Limits(List.of(new Window(Duration.ofMinutes(1), 1)), Duration.ofSeconds(20));

    @RegisterExtension
    private static final Database database = Database.emptied();

    @Override
    protected SharedCallBudget client() {
        return new PostgresCallBudget(database.dataSource, Rows.ACCOUNT);
    }

    @Test
    void a_slot_is_one_statement() {
        assertThat(database.statements(() -> client().take(CallPurpose.READ, ONE, List.of())))
                .isEqualTo(1);
    }

    @Test
    void another_account_has_a_budget_of_its_own() {
        PostgresCallBudget other = new PostgresCallBudget(database.dataSource, OTHER);
        client().exceeded(Duration.ofMinutes(1), Duration.ofMinutes(5));
        assertThat(other.take(CallPurpose.INTERACTIVE, ONE, List.of())).isInstanceOf(CallDecision.Allowed.class);
        assertThat(client().use(ONE.windows()).getFirst().used()).isZero();
        assertThat(other.use(ONE.windows()).getFirst().used()).isEqualTo(1);
    }

    @Test
    void what_no_window_sees_any_more_is_forgotten() {
        SharedCallBudget log = client();
        CallDecision.Allowed first = (CallDecision.Allowed) log.take(CallPurpose.INTERACTIVE, ONE, List.of());
        log.take(CallPurpose.INTERACTIVE, ONE, List.of(new EndedCall(first.call(), Duration.ofSeconds(61))));
        assertThat(database.jdbc
                        .sql("select id from remote_call")
                        .query(Long.class)
                        .list())
                .hasSize(1)
                .doesNotContain(first.call());
    }

    @Test
    void a_call_counts_whatever_becomes_of_the_transaction_at_hand() {
        database.transaction.executeWithoutResult(transaction -> {
            assertThat(client().take(CallPurpose.INTERACTIVE, ONE, List.of())).isInstanceOf(CallDecision.Allowed.class);
            assertThat(client().take(CallPurpose.INTERACTIVE, ONE, List.of()))
                    .as("the lock is given back at once")
                    .isInstanceOf(CallDecision.Delayed.class);
            transaction.setRollbackOnly();
        });
        assertThat(client().use(ONE.windows()).getFirst().used()).isEqualTo(1);
    }

    @Test
    void without_the_database_nothing_is_known() {
        PostgresCallBudget away = new PostgresCallBudget(new Away(), Rows.ACCOUNT);
        assertThatThrownBy(() -> away.take(CallPurpose.READ, ONE, List.of()))
                .isInstanceOf(SharedCallBudget.Unavailable.class);
        assertThatThrownBy(() -> away.use(ONE.windows())).isInstanceOf(SharedCallBudget.Unavailable.class);
        assertThatThrownBy(() -> away.exceeded(Duration.ofMinutes(1), Duration.ofMinutes(5)))
                .isInstanceOf(SharedCallBudget.Unavailable.class);
    }

    private static final class Away extends AbstractDataSource {
        @Override
        public Connection getConnection() throws SQLException {
            throw new SQLException("away", "08001");
        }

        @Override
        public Connection getConnection(String username, String password) throws SQLException {
            return getConnection();
        }
    }
}
