package dev.devledger.adapters.postgres.sync;

import dev.devledger.adapters.postgres.row.Columns;
import dev.devledger.adapters.postgres.row.RowWrite;
import dev.devledger.adapters.postgres.row.RowWrites;
import dev.devledger.adapters.postgres.sql.Texts;
import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.memory.LinkBook;
import dev.devledger.application.sync.memory.NoteLinks;
import dev.devledger.application.sync.memory.NoteLinks.PendingNotes;
import dev.devledger.application.sync.memory.PendingWork;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.link.SyncCommand.SyncLinkId;
import dev.devledger.domain.sync.merge.NoteUnion.TaskNote;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient.StatementSpec;

/**
 * Marks the tasks whose notes or comments to sync. Marks are written in the order of the tasks, so that two
 * transactions that mark the same tasks do not deadlock.
 */
public final class PostgresPendingNotes implements PendingNotes {
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

    /** Selects tasks that are linked now; comments of other tasks are not read. */
    private static final String LINKED = """
            exists (
              select from sync_links l
              where l.connector = sync_note_work.connector and l.account = sync_note_work.account and l.entity_kind = 'task'
                and l.entity_id = sync_note_work.task_id and l.state = 'linked')
            """;

    /**
     * Excludes tasks with a parked event, whose rows are outdated (a note's comment may exist already), until a replay
     * has applied the event.
     */
    private static final String UP_TO_DATE = """
            not exists (
              select from parked_event parked
              where parked.projection in ('notes', 'sync')
                and parked.stream_id in (
                  'task-' || task_id, 'link-' || connector || '-' || account || '-task-' || task_id))
            """;

    private final AccountTable work;
    private final RowWrites rows;

    public PostgresPendingNotes(RowWrites rows) {
        this.rows = rows;
        this.work = new AccountTable(rows, "sync_note_work", "task_id");
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
        work.of(account, """
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

    /**
     * Records when the remote tasks were changed. Notes that no comment was made for are marked to be sent, also if
     * they are older than this table.
     */
    @Override
    public void see(ConnectedAccount account, Collection<RemoteTask> tasks, Instant now) {
        List<RemoteTask> all = new ArrayList<>(tasks);
        work.of(account, """
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
                .param(
                        "times",
                        all.stream().map(PostgresPendingNotes::writtenAt).toArray(String[]::new))
                .param("as_made", all.stream().map(RemoteTask::isAsMade).toArray(Boolean[]::new))
                .update();
    }

    private static String writtenAt(RemoteTask task) {
        Instant writtenAt = task.writtenAt();
        return Times.text(writtenAt == null ? Instant.EPOCH : writtenAt);
    }

    @Override
    public void markToRead(ConnectedAccount account, Collection<String> objects) {
        work.of(account, """
                        insert into sync_note_work as w (connector, account, task_id, wanted)
                        select distinct connector, account, entity_id, true from sync_links
                        where connector = :connector and account = :account and remote_id = any(:objects)
                          and entity_kind = 'task' and state = 'linked'
                        order by entity_id
                        on conflict (connector, account, task_id) do update
                        set wanted = true, generation = w.generation + 1
                        """).param("objects", objects.toArray(String[]::new)).update();
    }

    @Override
    public List<Item> toSend(ConnectedAccount account, Instant now, int limit) {
        return items(due(account, now, "and send", "not_before, task_id"), limit);
    }

    @Override
    public List<Item> toRead(ConnectedAccount account, Instant now, int limit) {
        return items(due(account, now, "and wanted", "read_at nulls first, task_id"), limit);
    }

    private StatementSpec due(ConnectedAccount account, Instant now, String what, String order) {
        return work.due(account, now, "%s and %s order by %s limit :limit".formatted(what, UP_TO_DATE, order));
    }

    /**
     * Includes tasks read at a future time, which was written before the clock was set back. Each half of the query
     * uses the index.
     */
    @Override
    public List<Item> unreadSince(ConnectedAccount account, Instant then, Instant now, int limit) {
        return items(
                work.of(
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
                (select * from sync_note_work
                where connector = :connector and account = :account and not wanted and %s and %s
                  and %s and %s
                order by read_at, task_id limit :limit)
                """.formatted(when, AccountTable.DUE, LINKED, UP_TO_DATE);
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
                        send = send and generation <> :generation,
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
                        not_before = case when generation = :generation then :time else not_before end,
                          attempts = :attempts, reason = :reason
                        """)
                .param("time", Times.of(notBefore))
                .param("attempts", attempts)
                .param("reason", Texts.storable(reason))
                .update();
    }

    private StatementSpec of(ConnectedAccount account, Item item, String set) {
        return work.update(account, set, "and task_id = :task")
                .param("task", item.task())
                .param("generation", item.generation());
    }

    @Override
    public int pending(ConnectedAccount account) {
        return work.count(account, "and send and " + LINKED);
    }

    @Override
    public LinkBook.Sample failing(ConnectedAccount account) {
        return work.sample(
                account,
                "'task' as entity_kind, task_id as entity_id",
                "reason",
                "and reason is not null and " + LINKED + " order by reason, task_id limit 1");
    }

    @Override
    public @Nullable Instant nextDue(ConnectedAccount account) {
        return work.nextDue(account, "and send and " + UP_TO_DATE);
    }

    static final class PostgresNoteLinks implements NoteLinks {
        private final AccountTable notes;

        PostgresNoteLinks(RowWrites rows) {
            notes = new AccountTable(rows, "sync_notes", "note");
        }

        @Override
        public List<TaskNote> of(ConnectedAccount account, UUID task) {
            return notes.of(account, """
            select n.id, n.text, n.retracted_at is not null as retracted, s.intended_at, s.comment, s.linked_at
            from notes n
            left join sync_notes s on s.connector = :connector and s.account = :account and s.note = n.id
            where n.entity_id = :task and (n.channel <> :connector or s.note is not null)
            order by n.position, n.id
            """)
                    .param("task", task)
                    .query((row, number) -> new TaskNote(
                            row.getObject("id", UUID.class),
                            row.getString("text"),
                            row.getBoolean("retracted"),
                            Times.find(row, "intended_at"),
                            row.getString("comment"),
                            Times.find(row, "linked_at")))
                    .list();
        }

        @Override
        public Set<String> known(ConnectedAccount account, Collection<String> comments) {
            if (comments.isEmpty()) {
                return Set.of();
            }
            return Set.copyOf(notes.select(account, "comment", "and comment = any(:comments)")
                    .param("comments", comments.toArray(String[]::new))
                    .query(String.class)
                    .list());
        }

        @Override
        public List<UUID> commented(ConnectedAccount account, int limit) {
            return notes.select(
                            account,
                            "task_id",
                            "and comment is not null group by task_id order by max(linked_at) desc, task_id limit :limit")
                    .param("limit", limit)
                    .query(UUID.class)
                    .list();
        }

        @Override
        public void intend(SyncLinkId link, UUID note, Instant at) {
            notes.put(row(link, note).set("intended_at", Times.of(at)));
        }

        @Override
        public void link(SyncLinkId link, UUID note, String comment, Instant at) {
            notes.put(row(link, note).set("comment", comment).set("linked_at", Times.of(at)));
        }

        private static Columns row(SyncLinkId link, UUID note) {
            return AccountTable.row(link.connector(), link.account())
                    .set("note", note)
                    .set("task_id", link.entity().id());
        }
    }
}
