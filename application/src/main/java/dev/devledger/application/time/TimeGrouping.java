package dev.devledger.application.time;

import dev.devledger.domain.time.Rounding;
import java.time.ZoneId;
import java.util.List;

/**
 * How time is summed up.
 *
 * @param by up to three
 * @param zone whose days are meant
 * @param split whether an entry over midnight is on both days, and not only on that of its start
 */
public record TimeGrouping(List<By> by, Rounding rounding, ZoneId zone, boolean split) {

    /** A tag stands for all tags of an entry: the sums of the groups are the total then too. */
    public enum By {
        DAY,
        WEEK,
        MONTH,
        PROJECT,
        TASK,
        PERSON,
        TAG,
        CUSTOMER,
        BILLABLE
    }
}
