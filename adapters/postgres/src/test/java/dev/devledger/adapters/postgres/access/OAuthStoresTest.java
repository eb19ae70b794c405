package dev.devledger.adapters.postgres.access;

import dev.devledger.adapters.postgres.Database;
import dev.devledger.application.signin.AppStore;
import dev.devledger.application.signin.GrantStore;
import dev.devledger.application.signin.OAuthStoresContract;
import org.junit.jupiter.api.AfterEach;

class OAuthStoresTest extends OAuthStoresContract {
    private final Database database = Database.create();

    @AfterEach
    void close() {
        database.close();
    }

    @Override
    protected AppStore apps() {
        return new PostgresAppStore(database.jdbc);
    }

    @Override
    protected GrantStore grants() {
        return new PostgresGrantStore(database.jdbc);
    }
}
