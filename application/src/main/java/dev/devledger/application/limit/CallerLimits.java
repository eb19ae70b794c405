package dev.devledger.application.limit;

/**
 * What one caller may use.
 *
 * @param requests in any minute
 * @param atOnce that are being answered at one time
 */
public record CallerLimits(Limit requests, Limit atOnce) {
    public static final CallerLimits OFF = new CallerLimits(Limit.OFF, Limit.OFF);

    public boolean areOff() {
        return requests.isOff() && atOnce.isOff();
    }
}
