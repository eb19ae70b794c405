package dev.devledger.adapters.sandbox.trackingtime.common;

/**
 * Who asks, and in which account.
 *
 * @param admin whether everything of the account is open to them
 */
public record Caller(long user, long account, boolean admin) {}
