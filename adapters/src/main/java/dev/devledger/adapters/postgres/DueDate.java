package dev.devledger.adapters.postgres;

import dev.devledger.domain.shared.Change;
import dev.devledger.domain.shared.Schedule;
import dev.devledger.domain.shared.When;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Keeps {@code due_at}, the column that days and instants are sorted by, in step with the due date and the zone. */
final class DueDate {

    private DueDate() {}

    static void put(Columns columns, Schedule schedule) {
        columns.set("start_date", Objects.toString(schedule.startDate(), null))
                .set("due_date", Objects.toString(schedule.dueDate(), null))
                .set("due_at", Times.begin(schedule.dueDate(), schedule.timeZone()))
                .set("time_zone", schedule.timeZone().getId());
    }

    /** A day's begin needs the zone as well, so the one that did not change is looked up. */
    static void change(
            Columns columns,
            JdbcClient jdbc,
            String table,
            Object id,
            @Nullable Change<When> start,
            @Nullable Change<When> due,
            @Nullable Change<ZoneId> zone) {
        columns.change("start_date", start, When::toString)
                .change("due_date", due, When::toString)
                .change("time_zone", zone, ZoneId::getId);
        if (due != null || zone != null) {
            jdbc.sql("select due_date, time_zone from %s where id = :id".formatted(table))
                    .param("id", id)
                    .query((ResultSet row) -> columns.set("due_at", begin(row, due, zone)));
        }
    }

    private static @Nullable OffsetDateTime begin(
            ResultSet row, @Nullable Change<When> due, @Nullable Change<ZoneId> zone) throws SQLException {
        return Times.begin(
                Change.toOrElse(due, Times.findWhen(row, "due_date")),
                Change.orElse(zone, ZoneId.of(row.getString("time_zone"))));
    }
}
