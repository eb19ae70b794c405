package dev.devledger.adapters.security;

import dev.devledger.application.limit.Limit;
import java.time.Duration;

/**
 * How much may be asked of Devledger.
 *
 * @param owner whether the owner has the limits of the others
 * @param wrongTokens how many wrong tokens of one address in a minute are answered as quickly as others
 * @param login how old the login of a browser may be to make or revoke a token
 */
public record LimitSettings(boolean owner, Limit wrongTokens, Duration login) {
    public static final LimitSettings OFF = new LimitSettings(false, Limit.OFF, Duration.ofMinutes(15));
}
