package dev.devledger.adapters.dashboard.frame;

import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** A day as people write it; in an address, a field and a file it is as programs do. */
public final class DayWord {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("d MMM uuuu", Locale.ENGLISH);

    private DayWord() {}

    /** Such as "26 Nov 2026". */
    public static String of(LocalDate day) {
        return DAY.format(day);
    }
}
