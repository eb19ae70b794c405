package dev.devledger.adapters.postgres.sync;

import static dev.devledger.adapters.postgres.sync.AccountRows.ofAccount;

import dev.devledger.adapters.postgres.row.RowWrite;
import dev.devledger.adapters.postgres.row.RowWrites;
import dev.devledger.adapters.postgres.sql.Texts;
import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.application.sync.memory.LinkBook;
import dev.devledger.application.sync.memory.NoteBook.NoteWork;
import dev.devledger.application.sync.memory.PendingWork;
import dev.devledger.domain.sync.content.RemoteTask;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/** Marks are written in the order of the tasks, so that two transactions that mark the same ones do not deadlock. */
public final class PostgresNoteWork implements NoteWork {
    private static final String MARK = """
            insert into sync_note_work as w (connector, account, task_id, send)
            select connector, account, task_id, %s
            from json_populate_recordset(null::sync_note_work, cast(? as json)) marked
            order by task_id
            on conflict (connector, account, task_id) do update
            set send = w.send or excluded.send, generation = w.generation + 1, not_before = 'epoch', attempts = 0,
              reason = null%s
            """;

    private static final String MARK_NOTED = MARK.formatted("true", "");

    private static final String MARK_LINKED = MARK.formatted(
            "exists (select from notes where entity_id = marked.task_id)",
            ", wanted = w.wanted or (w.written_at is not null and w.read_at is null)");

    /** What is linked now: of all else nothing is read and nothing is told. */
    private static final String LINKED = """
            exists (
              select from sync_links l
              where l.connector = w.connector and l.account = w.account and l.entity_kind = 'task'
                and l.entity_id = w.task_id and l.state = 'linked')
            """;

    /** Where an event is parked, what the rows say of a note is older: it may be there already. A replay ends the waiting. */
    private static final String UP_TO_DATE = """
            not exists (
              select from parked_event parked
              where parked.projection in ('notes', 'sync')
                and parked.stream_id in (
                  'task-' || task_id, 'link-' || connector || '-' || account || '-task-' || task_id))
            """;

    /** A later time than anything waits for is one that a clock was set back from. */
    private static final String DUE = "(not_before <= :now or not_before > :now + cast(:longest as interval))";

    private final JdbcClient jdbc;
    private final RowWrites rows;

    public PostgresNoteWork(RowWrites rows) {
        this.jdbc = rows.jdbc();
        this.rows = rows;
    }

    @Override
    public void markNoted(ConnectedAccount account, Collection<UUID> tasks) {
        mark(account, tasks, MARK_NOTED);
    }

    @Override
    public void markLinked(ConnectedAccount account, Collection<UUID> tasks) {
        mark(account, tasks, MARK_LINKED);
    }

    @Override
    public void markEnded(ConnectedAccount account, Collection<UUID> tasks) {
        rows.flush(); // some of them may have been marked just now
        ofAccount(jdbc, account, """
                        with ended as (
                          select task_id from sync_note_work
                          where connector = :connector and account = :account and task_id = any(:tasks)
                          order by task_id for update)
                        update sync_note_work w set wanted = false, read_at = null from ended
                        where w.connector = :connector and w.account = :account and w.task_id = ended.task_id
                        """).param("tasks", tasks.toArray(UUID[]::new)).update();
    }

    private void mark(ConnectedAccount account, Collection<UUID> tasks, String sql) {
        rows.inOne(() -> tasks.forEach(task -> {
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            values.put("connector", account.connector());
            values.put("account", account.account());
            values.put("task_id", task);
            rows.write(new RowWrite("sync_note_work", List.of(account, task), sql, values));
        }));
    }

    /** What it holds of before there was this table is sent as well. */
    @Override
    public void see(ConnectedAccount account, Collection<RemoteTask> tasks, Instant now) {
        List<RemoteTask> all = new ArrayList<>(tasks);
        ofAccount(jdbc, account, """
                        insert into sync_note_work as w
                          (connector, account, task_id, send, wanted, written_at, read_at)
                        select distinct on (l.entity_id) l.connector, l.account, l.entity_id,
                          exists (
                            select from notes n
                            where n.entity_id = l.entity_id and n.retracted_at is null and not exists (
                              select from sync_notes s
                              where s.connector = l.connector and s.account = l.account and s.note = n.id
                                and s.comment is not null)),
                          f.remote_id is not null or not seen.as_made,
                          seen.written_at,
                          case when f.remote_id is null and seen.as_made then cast(:now as timestamptz) end
                        from unnest(:ids, cast(:times as timestamptz[]), :as_made) as seen (id, written_at, as_made)
                        join sync_links l on l.connector = :connector and l.account = :account and l.remote_id = seen.id
                          and l.entity_kind = 'task' and l.state = 'linked'
                        left join sync_foreign_object f on f.connector = l.connector and f.account = l.account
                          and f.remote_id = seen.id
                        order by l.entity_id
                        on conflict (connector, account, task_id) do update
                        set wanted = w.wanted or w.written_at is not null or excluded.wanted,
                          written_at = excluded.written_at, read_at = coalesce(w.read_at, excluded.read_at),
                          generation = w.generation + 1
                        where w.written_at is null or excluded.written_at > w.written_at
                        """)
                .param("now", Times.of(now))
                .param("ids", all.stream().map(each -> each.ref().id()).toArray(String[]::new))
                .param("times", all.stream().map(PostgresNoteWork::writtenAt).toArray(String[]::new))
                .param("as_made", all.stream().map(RemoteTask::isAsMade).toArray(Boolean[]::new))
                .update();
    }

    private static String writtenAt(RemoteTask task) {
        Instant writtenAt = task.writtenAt();
        return Times.text(writtenAt == null ? Instant.EPOCH : writtenAt);
    }

    @Override
    public void markToRead(ConnectedAccount account, Collection<String> objects) {
        ofAccount(jdbc, account, """
                        insert into sync_note_work as w (connector, account, task_id, wanted)
                        select distinct connector, account, entity_id, true from sync_links
                        where connector = :connector and account = :account and remote_id = any(:objects)
                          and entity_kind = 'task' and state = 'linked'
                        order by entity_id
                        on conflict (connector, account, task_id) do update
                        set wanted = true, generation = w.generation + 1
                        """)
                .param("objects", objects.toArray(String[]::new))
                .update();
    }

    @Override
    public List<Item> toSend(ConnectedAccount account, Instant now, int limit) {
        return items(
                due(account, now, "select * from sync_note_work where send and %s order by not_before, task_id"),
                limit);
    }

    @Override
    public List<Item> toRead(ConnectedAccount account, Instant now, int limit) {
        return items(
                due(
                        account,
                        now,
                        "select * from sync_note_work where wanted and %s order by read_at nulls first, task_id"),
                limit);
    }

    private StatementSpec due(ConnectedAccount account, Instant now, String sql) {
        String condition = "connector = :connector and account = :account and " + DUE + " and " + UP_TO_DATE;
        return ofAccount(jdbc, account, sql.formatted(condition) + " limit :limit")
                .param("now", Times.of(now))
                .param("longest", PendingWork.LONGEST_WAIT.toString());
    }

    /** A read of the future is one that a clock was set back from. Each half goes by the index, and ends with it. */
    @Override
    public List<Item> unreadSince(ConnectedAccount account, Instant then, Instant now, int limit) {
        return items(
                ofAccount(
                                jdbc,
                                account,
                                "select * from (" + unread("read_at < :then") + " union all "
                                        + unread("read_at > :now + interval '5 minutes'")
                                        + ") as unread order by read_at, task_id limit :limit")
                        .param("then", Times.of(then))
                        .param("now", Times.of(now))
                        .param("longest", PendingWork.LONGEST_WAIT.toString()),
                limit);
    }

    private static String unread(String when) {
        return """
                (select * from sync_note_work w
                where connector = :connector and account = :account and not wanted and %s and %s
                  and %s and %s
                order by read_at, task_id limit :limit)
                """.formatted(when, DUE, LINKED, UP_TO_DATE);
    }

    private static List<Item> items(StatementSpec query, int limit) {
        return limit == 0
                ? List.of()
                : query.param("limit", limit).query((row, number) -> item(row)).list();
    }

    private static Item item(ResultSet row) throws SQLException {
        return new Item(
                row.getObject("task_id", UUID.class),
                row.getLong("generation"),
                Times.find(row, "read_to"),
                row.getInt("attempts"));
    }

    @Override
    public void done(ConnectedAccount account, Item item, @Nullable Read read) {
        of(account, item, """
                        update sync_note_work w
                        set send = send and generation <> :generation,
                          wanted = wanted and (generation <> :generation or not :read),
                          read_at = case when %s then coalesce(cast(:at as timestamptz), read_at) else read_at end,
                          read_to = coalesce(cast(:to as timestamptz), read_to),
                          not_before = default, attempts = 0, reason = null
                        """.formatted(LINKED))
                .param("read", read != null)
                .param("at", Times.of(read == null ? null : read.at()))
                .param("to", Times.of(read == null ? null : read.to()))
                .update();
    }

    @Override
    public void later(ConnectedAccount account, Item item, Instant notBefore, int attempts, String reason) {
        of(account, item, """
                        update sync_note_work
                        set not_before = case when generation = :generation then :time else not_before end,
                          attempts = :attempts, reason = :reason
                        """)
                .param("time", Times.of(notBefore))
                .param("attempts", attempts)
                .param("reason", Texts.storable(reason))
                .update();
    }

    private StatementSpec of(ConnectedAccount account, Item item, String update) {
        return ofAccount(
                        jdbc,
                        account,
                        update + " where connector = :connector and account = :account and task_id = :task")
                .param("task", item.task())
                .param("generation", item.generation());
    }

    @Override
    public int pending(ConnectedAccount account) {
        return ofAccount(jdbc, account, """
                        select count(*) from sync_note_work w
                        where connector = :connector and account = :account and send and %s
                        """.formatted(LINKED))
                .query(Integer.class)
                .single();
    }

    @Override
    public LinkBook.Sample failing(ConnectedAccount account) {
        return PostgresLinkBook.sample(ofAccount(jdbc, account, """
                        select 'task' as entity_kind, task_id as entity_id, reason, count(*) over () as things
                        from sync_note_work w
                        where connector = :connector and account = :account and reason is not null and %s
                        order by reason, task_id limit 1
                        """.formatted(LINKED)));
    }

    @Override
    public @Nullable Instant nextDue(ConnectedAccount account) {
        return ofAccount(jdbc, account, """
                        select min(not_before) as due from sync_note_work
                        where connector = :connector and account = :account and send and %s
                        """.formatted(UP_TO_DATE))
                .query((row, number) -> Optional.ofNullable(Times.find(row, "due")))
                .single()
                .orElse(null);
    }
}
