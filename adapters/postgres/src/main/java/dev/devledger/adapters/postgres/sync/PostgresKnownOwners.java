package dev.devledger.adapters.postgres.sync;

import static dev.devledger.adapters.postgres.sync.AccountRows.ofAccount;

import dev.devledger.application.connection.KnownOwners;
import dev.devledger.application.sync.connector.ConnectedAccount;
import org.springframework.jdbc.core.simple.JdbcClient;

public record PostgresKnownOwners(JdbcClient jdbc) implements KnownOwners {
    @Override
    public String keep(ConnectedAccount account, String owner) {
        ofAccount(jdbc, account, """
                        insert into connected_account (connector, account, remote_account)
                        values (:connector, :account, :owner) on conflict do nothing
                        """).param("owner", owner).update();
        return ofAccount(jdbc, account, """
                        select remote_account from connected_account where connector = :connector and account = :account
                        """).query(String.class).single();
    }
}
