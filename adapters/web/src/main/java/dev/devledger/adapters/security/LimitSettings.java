package dev.devledger.adapters.security;

import dev.devledger.application.limit.Limit;

/**
 * How much may be asked of Devledger.
 *
 * @param owner whether the owner has the limits of the others
 * @param wrongTokens how many wrong tokens of one address in a minute are answered as quickly as others
 */
public record LimitSettings(boolean owner, Limit wrongTokens) {
    public static final LimitSettings OFF = new LimitSettings(false, Limit.OFF);
}
