package dev.devledger.adapters.dashboard.frame;

import java.util.Locale;

/**
 * A count as a person reads it, such as "1 change" or "4,811 changes".
 *
 * @param one the words after the number one, which may be more than a noun, such as "event is sealed"
 * @param several the words after any other number
 */
public record CountPhrase(long number, String one, String several) {

    /** Returns only the number. */
    public static String of(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    @Override
    public String toString() {
        return of(number) + " " + (number == 1 ? one : several);
    }
}
