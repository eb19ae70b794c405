package dev.devledger.bootstrap.account;

import dev.devledger.adapters.security.OwnerToken;
import dev.devledger.adapters.services.clickup.client.ClickUpAccount;
import dev.devledger.adapters.services.clickup.client.Endpoint.Version;
import dev.devledger.application.connection.AccountTokens;
import dev.devledger.bootstrap.settings.ClickUpProperties;
import dev.devledger.bootstrap.start.ServerAddress;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Which ClickUp calls go to, and with what.
 *
 * @param another after a token was refused
 */
public record ClickUpAccess(
        Function<Version, Optional<URI>> api,
        Supplier<Optional<String>> current,
        Function<String, Optional<String>> another)
        implements ClickUpAccount {

    /** A real account, with a personal token from the configuration or one that connecting brought. */
    public static ClickUpAccess live(ClickUpProperties clickup, AccountTokens tokens) {
        return new ClickUpAccess(
                version -> Optional.of(version == Version.V2 ? clickup.apiUrl() : clickup.apiV3Url()),
                tokens::token,
                tokens::insteadOf);
    }

    /** Our own sandbox, over real HTTP, opened by the owner token. */
    public static ClickUpAccess sandbox(ServerAddress server, OwnerToken ownerToken) {
        return new ClickUpAccess(
                version -> server.loopback("/sandbox/clickup/api/" + (version == Version.V2 ? "v2" : "v3")),
                () -> Optional.of(ownerToken.secret()),
                refused -> Optional.empty());
    }

    public static ClickUpAccess none() {
        return new ClickUpAccess(version -> Optional.empty(), Optional::empty, refused -> Optional.empty());
    }

    @Override
    public Optional<URI> apiUrl(Version version) {
        return api.apply(version);
    }

    @Override
    public Optional<String> token() {
        return current.get();
    }

    @Override
    public Optional<String> insteadOf(String refused) {
        return another.apply(refused);
    }
}
