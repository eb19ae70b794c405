package dev.devledger.adapters.sandbox.trackingtime.app;

import dev.devledger.adapters.html.Templates.CsrfField;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A day with its entries, each of which can be changed. */
record DayView(
        LocalDate day,
        List<Entries.Row> entries,
        List<Entries.Choice> tasks,
        @Nullable CsrfField csrf) {

    String total() {
        return Entries.hours(entries.stream().mapToLong(Entries.Row::seconds).sum());
    }
}
