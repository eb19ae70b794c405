package dev.devledger.adapters.postgres.sync;

import static dev.devledger.adapters.postgres.sync.AccountRows.ofAccount;

import dev.devledger.adapters.postgres.row.Columns;
import dev.devledger.adapters.postgres.row.RowWrites;
import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.application.sync.connector.ConnectedAccount;
import dev.devledger.application.sync.memory.NoteBook;
import dev.devledger.domain.sync.link.SyncCommand.SyncLinkId;
import dev.devledger.domain.sync.merge.NoteUnion.TaskNote;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;

record PostgresNoteBook(RowWrites rows) implements NoteBook {
    private static final String[] KEYS = {"connector", "account", "note"};

    @Override
    public List<TaskNote> of(ConnectedAccount account, UUID task) {
        return ofAccount(rows.jdbc(), account, """
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
        return Set.copyOf(ofAccount(rows.jdbc(), account, """
            select comment from sync_notes
            where connector = :connector and account = :account and comment = any(:comments)
            """)
                .param("comments", comments.toArray(String[]::new))
                .query(String.class)
                .list());
    }

    @Override
    public List<UUID> commented(ConnectedAccount account, int limit) {
        return ofAccount(rows.jdbc(), account, """
            select task_id from sync_notes
            where connector = :connector and account = :account and comment is not null
            group by task_id order by max(linked_at) desc, task_id limit :limit
            """)
                .param("limit", limit)
                .query(UUID.class)
                .list();
    }

    @Override
    public void intend(SyncLinkId link, UUID note, Instant at) {
        row(link, note).set("intended_at", Times.of(at)).put(rows, "sync_notes", KEYS);
    }

    @Override
    public void link(SyncLinkId link, UUID note, String comment, Instant at) {
        row(link, note).set("comment", comment).set("linked_at", Times.of(at)).put(rows, "sync_notes", KEYS);
    }

    private static Columns row(SyncLinkId link, UUID note) {
        return new Columns()
                .set("connector", link.connector())
                .set("account", link.account())
                .set("note", note)
                .set("task_id", link.entity().id());
    }
}
