package dev.devledger.adapters.postgres.row;

import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.shared.When.Schedule;
import java.time.OffsetDateTime;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keeps {@code due_at} and {@code due_day}, by which instants and days are compared, consistent with the due date and
 * the zone.
 */
public final class DueDateColumns {

    private DueDateColumns() {}

    static <S> void columns(RowTable<S> rows, Function<S, Schedule> schedule) {
        rows.column("due_at", row -> begin(schedule.apply(row.state()).dueDate(), schedule.apply(row.state())))
                .column("due_day", row -> day(schedule.apply(row.state())));
    }

    private static @Nullable Object begin(@Nullable When when, Schedule schedule) {
        OffsetDateTime begin = Times.begin(when, schedule.timeZone());
        return begin == null ? null : begin.toInstant();
    }

    private static @Nullable Object day(Schedule schedule) {
        return Times.day(schedule.dueDate(), schedule.timeZone());
    }

    /** Adds the time from which a task can begin. */
    static <S> void start(RowTable<S> rows, Function<S, Schedule> schedule) {
        rows.column("start_at", row -> begin(schedule.apply(row.state()).startDate(), schedule.apply(row.state())));
    }
}
