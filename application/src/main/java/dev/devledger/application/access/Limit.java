package dev.devledger.application.access;

import java.util.regex.Pattern;

/** An upper limit: at most {@code most}. */
public record Limit(int most) {
    public static final Limit OFF = new Limit(Integer.MAX_VALUE);

    private static final Pattern NUMBER = Pattern.compile("[1-9][0-9]{0,8}");

    /**
     * Reads the form of a setting: a number, or {@code off}.
     *
     * @throws IllegalArgumentException if it is neither
     */
    public static Limit of(String text) {
        // An unquoted off in YAML arrives as false.
        if (text.equals("off") || text.equals("false")) {
            return OFF;
        }
        if (!NUMBER.matcher(text).matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is neither a number from 1 to 999999999 nor off");
        }
        return new Limit(Integer.parseInt(text));
    }

    public boolean isOff() {
        return most == OFF.most;
    }

    @Override
    public String toString() {
        return isOff() ? "off" : Integer.toString(most);
    }

    /**
     * The limits of one caller.
     *
     * @param requests the requests in any minute
     * @param atOnce the requests that are being answered at one time
     */
    public record CallerLimits(Limit requests, Limit atOnce) {
        public static final CallerLimits OFF = new CallerLimits(Limit.OFF, Limit.OFF);
    }

    /**
     * The limits of one session of a browser. A session belongs to one node, so that only this node counts its use.
     *
     * @param requests the requests in any second
     * @param streams the streams that are open at one time
     */
    public record SessionLimits(Limit requests, Limit streams) {
        public static final SessionLimits OFF = new SessionLimits(Limit.OFF, Limit.OFF);
    }
}
