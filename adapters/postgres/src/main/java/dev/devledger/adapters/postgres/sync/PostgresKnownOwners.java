package dev.devledger.adapters.postgres.sync;

import dev.devledger.application.connection.KnownOwners;
import dev.devledger.application.sync.connector.ConnectedAccount;
import org.springframework.jdbc.core.simple.JdbcClient;

public record PostgresKnownOwners(JdbcClient jdbc) implements KnownOwners {
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
