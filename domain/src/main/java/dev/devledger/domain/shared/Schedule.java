package dev.devledger.domain.shared;

import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/** When something starts and is due. The zone is where its days begin; both dates are of one form. */
public record Schedule(@Nullable When startDate, @Nullable When dueDate, ZoneId timeZone) {

    public static Schedule none(ZoneId timeZone) {
        return new Schedule(null, null, timeZone);
    }

    /** True where the dates are days; an entity without dates is not all-day. */
    public boolean allDay() {
        return startDate instanceof When.Day || dueDate instanceof When.Day;
    }

    public Schedule with(
            @Nullable SetTo<When> start, @Nullable SetTo<When> due, @Nullable SetTo<ZoneId> zone, ZoneId defaultZone) {
        return new Schedule(
                SetTo.orElse(start, startDate), SetTo.orElse(due, dueDate), SetTo.orElse(zone, timeZone, defaultZone));
    }
}
