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
}
