package dev.devledger.adapters.postgres.access;

import dev.devledger.adapters.postgres.Database;
import dev.devledger.adapters.postgres.access.PostgresGrantStore.PostgresAppStore;
import dev.devledger.application.signin.Grants.GrantStore;
import dev.devledger.application.signin.OAuthApps.AppStore;
import dev.devledger.application.signin.OAuthStoresContract;
import org.junit.jupiter.api.extension.RegisterExtension;

class OAuthStoresTest extends OAuthStoresContract {
    @RegisterExtension
    static final Database database = Database.emptied();

    @Override
    protected AppStore apps() {
        return new PostgresAppStore(database.jdbc);
    }

    @Override
    protected GrantStore grants() {
        return new PostgresGrantStore(database.jdbc);
    }
}
