package dev.devledger.bench.measure;

import java.util.Locale;

/** A number as the table shows it: three digits that count. */
public final class Figure {
    private Figure() {}

    public static String of(double number) {
        if (Double.isNaN(number)) {
            return "";
        }
        double size = Math.abs(number);
        int decimals = size >= 100 ? 0 : size >= 10 ? 1 : size >= 0.0995 ? 2 : 3;
        return String.format(Locale.ROOT, "%,." + decimals + "f", number);
    }

    /**
     * Seconds of processor time, user's and system's, that each side took, and the most memory that they had, in bytes; NaN
     * where the machine does not tell.
     */
    public record Cost(double server, double database, double load, double serverMemory, double databaseMemory) {
        public static final Cost UNKNOWN = new Cost(Double.NaN, Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }
}
