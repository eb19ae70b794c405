package dev.devledger.bootstrap.settings;

import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The settings that all services share: the account, and the access to it. */
public interface ServiceProperties {

    @Nullable
    String accessToken();

    @Nullable
    String clientId();

    @Nullable
    String clientSecret();

    @Nullable
    URI redirectUrl();

    URI authorizeUrl();

    URI tokenUrl();

    URI apiUrl();

    String account();

    Mode mode();

    Duration timeLimit();

    /** Returns the mode that {@code auto} means if no account can be connected. */
    Mode otherwise();

    /** Returns the mode. {@code auto} is live if an account can be connected. */
    default Mode effectiveMode() {
        if (mode() != Mode.AUTO) {
            return mode();
        }
        return hasToken() || hasClient() ? Mode.LIVE : otherwise();
    }

    default boolean hasToken() {
        return isSet(accessToken());
    }

    default boolean hasClient() {
        return isSet(clientId());
    }

    private static boolean isSet(@Nullable String value) {
        return value != null && !value.isBlank();
    }

    enum Mode {
        AUTO,
        LIVE,
        SANDBOX,
        OFF
    }
}
