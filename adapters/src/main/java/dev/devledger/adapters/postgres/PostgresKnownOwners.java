package dev.devledger.adapters.postgres;

import dev.devledger.application.authorization.KnownOwners;
import dev.devledger.application.sync.ConnectedAccount;
import org.springframework.jdbc.core.simple.JdbcClient;

final class PostgresKnownOwners implements KnownOwners {
    private final JdbcClient jdbc;

    PostgresKnownOwners(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    @Override
    public String keep(ConnectedAccount account, String owner) {
        jdbc.sql("""
                        insert into connected_account (connector, account, remote_account)
                        values (:connector, :account, :owner) on conflict do nothing
                        """)
                .param("connector", account.connector())
                .param("account", account.account())
                .param("owner", owner)
                .update();
        return jdbc.sql("""
                        select remote_account from connected_account where connector = :connector and account = :account
                        """)
                .param("connector", account.connector())
                .param("account", account.account())
                .query(String.class)
                .single();
    }
}
