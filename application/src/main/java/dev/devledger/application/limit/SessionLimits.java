package dev.devledger.application.limit;

/**
 * What one session of a browser may use. A session is of one node, so there are no others to ask.
 *
 * @param requests in any second
 * @param streams that are open at one time
 */
public record SessionLimits(Limit requests, Limit streams) {
    public static final SessionLimits OFF = new SessionLimits(Limit.OFF, Limit.OFF);
}
