package dev.devledger.adapters.dashboard.frame;

import java.util.Locale;

/**
 * A number of things as a person reads it: "1 change", "4,811 changes".
 *
 * @param one the words after one, which may be more than a noun: "event is sealed"
 * @param several the words after none or several
 */
public record Count(long number, String one, String several) {

    /** The number alone. */
    public static String of(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    @Override
    public String toString() {
        return of(number) + " " + (number == 1 ? one : several);
    }
}
