package dev.devledger.adapters.sandbox.trackingtime.events;

import dev.devledger.adapters.sandbox.kernel.Json;
import dev.devledger.adapters.sandbox.kernel.SandboxDatabase;
import dev.devledger.adapters.sandbox.trackingtime.events.Window.Page;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The rows of entries. */
public record EventTable(SandboxDatabase database) {
    private static final String SELECT = "select * from trackingtime_sandbox.event where ";
    private static final String SET = "user_id = ?, task_id = ?, project_id = ?, starts = ?, ends = ?, offset_seconds"
            + " = ?, seconds = ?, billable = ?, billed = ?, locked = ?, repeat_group = ?, created_at = ?, updated_at = ?,"
            + " body = ?";

    public Optional<Event> find(long id) {
        return database.jdbc()
                .sql(SELECT + "id = ?")
                .param(id)
                .query(EventTable::row)
                .optional();
    }

    public List<Event> ofGroup(long group) {
        return database.jdbc()
                .sql(SELECT + "repeat_group = ?")
                .param(group)
                .query(EventTable::row)
                .list();
    }

    public Optional<Event> running(long account, long user) {
        return database.jdbc()
                .sql(SELECT + "account = ? and user_id = ? and ends is null")
                .params(account, user)
                .query(EventTable::row)
                .optional();
    }

    public List<Event> running() {
        return database.jdbc()
                .sql(SELECT + "ends is null")
                .query(EventTable::row)
                .list();
    }

    public List<Event> list(Window window, ZoneId zone, Page page) {
        List<Object> values = new ArrayList<>();
        String sql = SELECT + window.conditions(zone, values) + " order by " + window.order(page.newestFirst())
                + " limit ? offset ?";
        values.add(page.size());
        values.add(page.number() * page.size());
        return database.jdbc().sql(sql).params(values).query(EventTable::row).list();
    }

    public long count(Window window, ZoneId zone) {
        List<Object> values = new ArrayList<>();
        return database.jdbc()
                .sql("select count(*) from trackingtime_sandbox.event where " + window.conditions(zone, values))
                .params(values)
                .query(Long.class)
                .single();
    }

    public record DaySum(long user, LocalDate day, long seconds) {}

    /** What each person has worked on each day. */
    public List<DaySum> days(Window window, ZoneId zone) {
        List<Object> values = new ArrayList<>();
        String conditions = window.conditions(zone, values);
        return database.jdbc()
                .sql("select user_id, starts::date as day, sum(seconds) as seconds from trackingtime_sandbox.event"
                        + " where " + conditions + " group by 1, 2 order by 1, 2")
                .params(values)
                .query((row, number) -> new DaySum(
                        row.getLong("user_id"), row.getObject("day", LocalDate.class), row.getLong("seconds")))
                .list();
    }

    /** @param column what it was spent on, such as {@code task_id} */
    public Map<Long, Long> worked(String column, Collection<Long> ids) {
        Map<Long, Long> worked = new HashMap<>();
        if (ids.isEmpty()) return worked;
        database.jdbc()
                .sql("select " + column + " as id, sum(seconds) as seconds from trackingtime_sandbox.event where "
                        + column + " = any(?) group by 1")
                .param(ids.toArray(Long[]::new))
                .query(row -> {
                    worked.put(row.getLong("id"), row.getLong("seconds"));
                });
        return worked;
    }

    public Event insert(Event event) {
        List<@Nullable Object> values = values(event);
        values.add(event.id());
        values.add(event.of().account());
        String columns = SET.replace(" = ?", "");
        database.jdbc()
                .sql("insert into trackingtime_sandbox.event (" + columns + ", id, account) values ("
                        + "?, ".repeat(values.size() - 1) + "?)")
                .params(values)
                .update();
        return event;
    }

    public Event update(Event event) {
        List<@Nullable Object> values = values(event);
        values.add(event.id());
        database.jdbc()
                .sql("update trackingtime_sandbox.event set " + SET + " where id = ?")
                .params(values)
                .update();
        return event;
    }

    private static List<@Nullable Object> values(Event event) {
        List<@Nullable Object> values = new ArrayList<>();
        values.add(event.of().user());
        values.add(event.of().task());
        values.add(event.of().project());
        values.add(event.span().start());
        values.add(event.span().end());
        values.add(event.span().offset().getTotalSeconds());
        values.add(event.seconds());
        values.add(event.marks().billable());
        values.add(event.marks().billed());
        values.add(event.marks().locked());
        values.add(event.marks().repeatGroup());
        values.add(event.dates().created());
        values.add(event.dates().updated());
        values.add(event.body().toString());
        return values;
    }

    public void delete(long id) {
        database.jdbc()
                .sql("delete from trackingtime_sandbox.event where id = ?")
                .param(id)
                .update();
    }

    /** All that was spent on it. */
    public void deleteOf(String column, long id) {
        database.jdbc()
                .sql("delete from trackingtime_sandbox.event where " + column + " = ?")
                .param(id)
                .update();
    }

    /** They were spent on that, and are on this now, or on nothing. */
    public void move(String column, long from, @Nullable Long to) {
        database.jdbc()
                .sql("update trackingtime_sandbox.event set " + column + " = ? where " + column + " = ?")
                .params(Arrays.<@Nullable Object>asList(to, from))
                .update();
    }

    /** The time that was spent on a task is that of its project. */
    public void moveWithTask(long task, long project) {
        database.jdbc()
                .sql("update trackingtime_sandbox.event set project_id = ? where task_id = ?")
                .params(project, task)
                .update();
    }

    private static Event row(ResultSet row, int number) throws SQLException {
        return new Event(
                row.getLong("id"),
                new Event.Of(
                        row.getLong("account"),
                        row.getLong("user_id"),
                        row.getObject("task_id", Long.class),
                        row.getObject("project_id", Long.class)),
                new Event.Span(
                        row.getObject("starts", LocalDateTime.class),
                        row.getObject("ends", LocalDateTime.class),
                        ZoneOffset.ofTotalSeconds(row.getInt("offset_seconds"))),
                row.getLong("seconds"),
                new Event.Marks(
                        row.getBoolean("billable"),
                        row.getBoolean("billed"),
                        row.getBoolean("locked"),
                        row.getObject("repeat_group", Long.class)),
                new Event.Dates(row.getLong("created_at"), row.getObject("updated_at", Long.class)),
                Json.stored(row.getString("body")));
    }
}
