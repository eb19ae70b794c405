package dev.devledger.adapters.sandbox.trackingtime.common;

import java.util.Locale;
import tools.jackson.databind.node.ObjectNode;

/** Lengths of time: seconds, hours, and texts of both. */
public final class Amounts {
    private static final double HOUR = 3600;

    private Amounts() {}

    /** With six digits behind the point at most. */
    public static double hours(long seconds) {
        return Math.round(seconds / HOUR * 1e6) / 1e6;
    }

    public static String hoursAndMinutes(double hours) {
        long minutes = Math.round(hours * 60);
        return String.format(Locale.ROOT, "%02d:%02d", minutes / 60, minutes % 60);
    }

    public static String clock(long seconds) {
        return String.format(Locale.ROOT, "%02d:%02d:%02d", seconds / 3600, seconds / 60 % 60, seconds % 60);
    }

    public static ObjectNode worked(ObjectNode into, long seconds) {
        return into.put("worked_hours", hours(seconds)).put("loc_worked_hours", hoursAndMinutes(hours(seconds)));
    }

    public static ObjectNode estimated(ObjectNode into, double hours) {
        return into.put("estimated_time", hours).put("loc_estimated_time", hoursAndMinutes(hours));
    }
}
