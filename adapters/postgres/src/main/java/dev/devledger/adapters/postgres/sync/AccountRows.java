package dev.devledger.adapters.postgres.sync;

import dev.devledger.adapters.postgres.sql.Entities;
import dev.devledger.adapters.postgres.write.Columns;
import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.domain.sync.content.EntityRef;
import java.util.Collection;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** Rows of one account, which is in their columns {@code connector} and {@code account}. */
final class AccountRows {

    private AccountRows() {}

    /** The statement calls it {@code :connector} and {@code :account}. */
    static StatementSpec ofAccount(JdbcClient jdbc, ConnectedAccount account, String sql) {
        return jdbc.sql(sql).param("connector", account.connector()).param("account", account.account());
    }

    /** And these entities {@code :kinds} and {@code :ids}. */
    static StatementSpec ofAccount(
            JdbcClient jdbc, ConnectedAccount account, Collection<EntityRef> entities, String sql) {
        return ofAccount(jdbc, account, sql)
                .param("kinds", Entities.kinds(entities))
                .param("ids", Entities.ids(entities));
    }

    static Columns columns(ConnectedAccount account) {
        return new Columns().set("connector", account.connector()).set("account", account.account());
    }
}
