package dev.devledger.adapters.postgres.write;

import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.domain.shared.Change;
import dev.devledger.domain.shared.Schedule;
import dev.devledger.domain.shared.When;
import java.sql.ResultSet;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Keeps {@code start_at}, from when on a task can be begun, in step with the start date and the zone. */
public final class StartTime {
    private static final String COLUMN = "start_at";

    private StartTime() {}

    public static void put(Columns columns, Schedule schedule) {
        compare(columns, schedule.startDate(), schedule.timeZone());
    }

    static <R> void column(BulkRows<R> rows, Function<R, Schedule> schedule) {
        rows.column(COLUMN, row -> {
            OffsetDateTime begin = Times.begin(
                    schedule.apply(row).startDate(), schedule.apply(row).timeZone());
            return begin == null ? null : begin.toInstant();
        });
    }

    /** It takes the start date and the zone, so the one that did not change is looked up. */
    public static void change(
            Columns columns,
            RowWrites rows,
            String table,
            Object id,
            @Nullable Change<When> start,
            @Nullable Change<ZoneId> zone) {
        if (start != null || zone != null) {
            rows.flush();
            rows.jdbc()
                    .sql("select start_date, time_zone from %s where id = :id".formatted(table))
                    .param("id", id)
                    .query((ResultSet row) -> compare(
                            columns,
                            Change.toOrElse(start, Times.findWhen(row, "start_date")),
                            Change.orElse(zone, ZoneId.of(row.getString("time_zone")))));
        }
    }

    private static void compare(Columns columns, @Nullable When start, ZoneId zone) {
        columns.set(COLUMN, Times.begin(start, zone));
    }
}
