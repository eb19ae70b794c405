package dev.devledger.adapters.postgres.sync;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.adapters.postgres.Database;
import dev.devledger.adapters.postgres.Rows;
import dev.devledger.adapters.postgres.sync.PostgresConnectorStates.PostgresLinkedOwners;
import dev.devledger.application.connection.AccountTokens.SameOwner.LinkedOwners;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount.ConnectorMode;
import org.junit.jupiter.api.Test;

class KnownOwnersTest {

    @Test
    void keeps_the_first_owner_of_each_account() {
        try (Database database = Database.create()) {
            LinkedOwners owners = new PostgresLinkedOwners(database.jdbc);
            ConnectedAccount other = new ConnectedAccount("ticktick", "work", ConnectorMode.LIVE, task -> "");
            assertThat(owners.keep(Rows.ACCOUNT, "inbox1001")).isEqualTo("inbox1001");
            assertThat(owners.keep(Rows.ACCOUNT, "inbox2002")).isEqualTo("inbox1001");
            assertThat(owners.keep(other, "inbox2002")).isEqualTo("inbox2002");
        }
    }
}
