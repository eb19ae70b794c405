package dev.devledger.adapters.postgres.write;

import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.domain.shared.Change;
import dev.devledger.domain.shared.Schedule;
import dev.devledger.domain.shared.When;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Keeps {@code due_at} and {@code due_day}, by which days and instants are compared, in step with the due date and the
 * zone.
 */
public final class DueDate {

    private DueDate() {}

    public static void put(Columns columns, Schedule schedule) {
        columns.set("start_date", Objects.toString(schedule.startDate(), null))
                .set("due_date", Objects.toString(schedule.dueDate(), null))
                .set("time_zone", schedule.timeZone().getId());
        compare(columns, schedule.dueDate(), schedule.timeZone());
    }

    static <R> void columns(BulkRows<R> rows, Function<R, Schedule> schedule) {
        rows.column("start_date", row -> schedule.apply(row).startDate())
                .column("due_date", row -> schedule.apply(row).dueDate())
                .column("time_zone", row -> schedule.apply(row).timeZone().getId())
                .column("due_at", row -> begin(schedule.apply(row)))
                .column("due_day", row -> day(schedule.apply(row)));
    }

    private static @Nullable Object begin(Schedule schedule) {
        OffsetDateTime begin = Times.begin(schedule.dueDate(), schedule.timeZone());
        return begin == null ? null : begin.toInstant();
    }

    private static @Nullable Object day(Schedule schedule) {
        return Times.day(schedule.dueDate(), schedule.timeZone());
    }

    static Schedule get(ResultSet row) throws SQLException {
        return new Schedule(
                Times.findWhen(row, "start_date"),
                Times.findWhen(row, "due_date"),
                ZoneId.of(row.getString("time_zone")));
    }

    /** It takes the due date and the zone, so the one that did not change is looked up. */
    public static void change(
            Columns columns,
            RowWrites rows,
            String table,
            Object id,
            @Nullable Change<When> start,
            @Nullable Change<When> due,
            @Nullable Change<ZoneId> zone) {
        columns.change("start_date", start, When::toString)
                .change("due_date", due, When::toString)
                .change("time_zone", zone, ZoneId::getId);
        if (due != null || zone != null) {
            rows.flush();
            rows.jdbc()
                    .sql("select due_date, time_zone from %s where id = :id".formatted(table))
                    .param("id", id)
                    .query((ResultSet row) -> compare(
                            columns,
                            Change.toOrElse(due, Times.findWhen(row, "due_date")),
                            Change.orElse(zone, ZoneId.of(row.getString("time_zone")))));
        }
    }

    private static void compare(Columns columns, @Nullable When due, ZoneId zone) {
        columns.set("due_at", Times.begin(due, zone)).set("due_day", Times.day(due, zone));
    }
}
