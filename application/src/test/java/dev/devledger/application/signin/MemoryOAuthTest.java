package dev.devledger.application.signin;

import dev.devledger.application.signin.Grants.GrantStore;
import dev.devledger.application.signin.OAuthApps.AppStore;

class MemoryOAuthTest extends OAuthStoresContract {
    private final MemoryOAuth memory = new MemoryOAuth();

    @Override
    protected AppStore apps() {
        return memory.apps();
    }

    @Override
    protected GrantStore grants() {
        return memory.grants();
    }
}
