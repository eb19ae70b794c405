package dev.devledger.bootstrap.account;

import dev.devledger.adapters.security.OwnerToken;
import dev.devledger.adapters.services.trackingtime.client.TrackingTimeAccount;
import dev.devledger.bootstrap.settings.TrackingTimeProperties;
import dev.devledger.bootstrap.start.ServerAddress;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Which TrackingTime calls go to, with which password, and to which of the accounts that it opens.
 */
public record TrackingTimeAccess(
        Supplier<Optional<URI>> api, Supplier<Optional<String>> password, Optional<String> accountId)
        implements TrackingTimeAccount {

    /** A real account, with an app password from the configuration. */
    public static TrackingTimeAccess live(TrackingTimeProperties trackingtime) {
        return new TrackingTimeAccess(
                () -> Optional.of(trackingtime.apiUrl()),
                () -> set(trackingtime.appPassword()),
                set(trackingtime.accountId()));
    }

    /** Our own sandbox, over real HTTP, opened by the owner token. */
    public static TrackingTimeAccess sandbox(
            TrackingTimeProperties trackingtime, ServerAddress server, OwnerToken ownerToken, String account) {
        return new TrackingTimeAccess(
                () -> server.loopback("/sandbox/trackingtime/api/v4"),
                () -> Optional.of(ownerToken.secret()),
                set(trackingtime.accountId()).or(() -> Optional.of(account)));
    }

    public static TrackingTimeAccess none() {
        return new TrackingTimeAccess(Optional::empty, Optional::empty, Optional.empty());
    }

    private static Optional<String> set(@Nullable String value) {
        return Optional.ofNullable(value).map(String::strip).filter(text -> !text.isEmpty());
    }

    @Override
    public Optional<URI> apiUrl() {
        return api.get();
    }

    @Override
    public Optional<String> token() {
        return password.get();
    }

    /** Without the password. */
    @Override
    public String toString() {
        return "TrackingTimeAccess[" + accountId + "]";
    }
}
