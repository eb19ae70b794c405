package dev.devledger.adapters.dashboard.frame;

import java.util.Locale;

/**
 * So many of something, as a person reads it: "1 change", "4,811 changes".
 *
 * @param one what is said behind one of them, which may be more than a noun: "event is sealed"
 * @param several behind none or several
 */
public record Count(long number, String one, String several) {

    /** A number alone. */
    public static String of(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    @Override
    public String toString() {
        return of(number) + " " + (number == 1 ? one : several);
    }
}
