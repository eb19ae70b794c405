package dev.devledger.adapters.postgres.sync;

import dev.devledger.adapters.postgres.sql.Entities;
import dev.devledger.adapters.postgres.sql.EnumColumns;
import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.adapters.postgres.sql.Unreadable;
import dev.devledger.adapters.postgres.write.Columns;
import dev.devledger.application.sync.conflict.ConflictViews;
import dev.devledger.application.sync.memory.ConflictBook.Entry;
import dev.devledger.application.sync.memory.ConflictBook.Standing;
import dev.devledger.application.sync.memory.ConflictView;
import dev.devledger.application.sync.memory.ConflictView.State;
import dev.devledger.domain.sync.conflict.ConflictId;
import dev.devledger.domain.sync.conflict.Dispute;
import dev.devledger.domain.sync.link.SyncLinkId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import tools.jackson.databind.json.JsonMapper;

/** A conflict as its row holds it. */
record ConflictRows(JsonMapper json) {
    /** It is a question that is open all the same, and says so. */
    private static final Dispute UNREADABLE = new Dispute.WhichOne(
            "What this conflict is about cannot be read. POST /api/projections/sync/replay makes it anew", List.of());

    static String name(ResultSet row) throws SQLException {
        return "The conflict " + row.getString("id");
    }

    Columns columns(Entry entry) {
        SyncLinkId link = entry.link();
        return new Columns()
                .set("id", entry.id().value())
                .set("connector", link.connector())
                .set("account", link.account())
                .set("entity_kind", EnumColumns.of(link.entity().kind()))
                .set("entity_id", link.entity().id())
                .set("state", EnumColumns.of(entry.state()))
                .set("summary", entry.summary())
                .set("first_seen_at", Times.of(entry.firstSeenAt()))
                .set("resolved_at", Times.of(entry.resolvedAt()))
                .set("resolved_by", entry.resolvedBy())
                .set("dispute", json.writerFor(Dispute.class).writeValueAsString(entry.dispute()));
    }

    /** With the keys and names of the entities. */
    static String view(String rows) {
        return """
                select c.*, coalesce(p.key, t.key, e.key) as entity_key, coalesce(p.name, t.title) as entity_name
                from (%s) c
                left join dev_projects p on c.entity_kind in ('project', 'list') and p.id = c.entity_id
                left join tasks t on c.entity_kind = 'task' and t.id = c.entity_id
                left join time_entries e on c.entity_kind = 'entry' and e.id = c.entity_id
                """.formatted(rows);
    }

    ConflictView view(ResultSet row, OfAccounts accounts) throws SQLException {
        Optional<ConflictView> told = Unreadable.find(name(row), () -> view(row, dispute(row), accounts));
        return told.isPresent() ? told.get() : view(row, UNREADABLE, accounts);
    }

    private static ConflictView view(ResultSet row, Dispute dispute, OfAccounts accounts) throws SQLException {
        return new ConflictViews(accounts.of(row))
                .of(entry(row, dispute), row.getString("entity_key"), row.getString("entity_name"));
    }

    Entry entry(ResultSet row) throws SQLException {
        return entry(row, dispute(row));
    }

    private static Entry entry(ResultSet row, Dispute dispute) throws SQLException {
        return new Entry(
                new ConflictId(row.getObject("id", UUID.class)),
                new SyncLinkId(row.getString("connector"), row.getString("account"), Entities.get(row)),
                dispute,
                EnumColumns.to(State.class, row.getString("state")),
                Times.get(row, "first_seen_at"),
                Times.find(row, "resolved_at"),
                row.getString("resolved_by"));
    }

    Standing standing(ResultSet row) throws SQLException {
        return new Standing(
                new ConflictId(row.getObject("id", UUID.class)),
                Entities.get(row),
                dispute(row),
                Times.get(row, "first_seen_at"));
    }

    /** The ids of the objects of which a person was to choose one. */
    List<String> candidates(ResultSet row) throws SQLException {
        return Unreadable.find(name(row), () -> dispute(row)).orElse(UNREADABLE) instanceof Dispute.WhichOne which
                ? which.candidates().stream().map(each -> each.object().id()).toList()
                : List.of();
    }

    private Dispute dispute(ResultSet row) throws SQLException {
        return json.readValue(row.getString("dispute"), Dispute.class);
    }
}
