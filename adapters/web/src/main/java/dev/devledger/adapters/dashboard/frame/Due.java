package dev.devledger.adapters.dashboard.frame;

import dev.devledger.domain.shared.When;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** When something is due, by the calendar of its own zone. */
public record Due(String day, boolean over) {
    public static @Nullable Due of(@Nullable When due, ZoneId zone, Instant now) {
        return switch (due) {
            case null -> null;
            case When.Day(LocalDate day) -> new Due(DayWord.of(day), day.isBefore(LocalDate.ofInstant(now, zone)));
            case When.Moment(Instant moment) ->
                new Due(DayWord.of(LocalDate.ofInstant(moment, zone)), moment.isBefore(now));
        };
    }

    public String words() {
        return over ? "overdue: " + day : "due " + day;
    }
}
