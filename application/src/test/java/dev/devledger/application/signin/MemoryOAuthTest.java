package dev.devledger.application.signin;

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
