package dev.devledger.adapters.security;

import dev.devledger.application.limit.Limit;
import dev.devledger.application.limit.SessionLimits;
import java.time.Duration;

/**
 * How much may be asked of Devledger.
 *
 * @param owner whether the owner has the limits of the others
 * @param wrongTokens how many wrong tokens of one address in a minute are answered as quickly as others
 * @param login how old the login of a browser may be to make or revoke a token
 * @param sessions what each session of a browser may use
 */
public record LimitSettings(boolean owner, Limit wrongTokens, Duration login, SessionLimits sessions) {
    public static final LimitSettings OFF =
            new LimitSettings(false, Limit.OFF, Duration.ofMinutes(15), SessionLimits.OFF);
}
