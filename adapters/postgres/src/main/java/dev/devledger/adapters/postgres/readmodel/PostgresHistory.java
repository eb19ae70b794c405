package dev.devledger.adapters.postgres.readmodel;

import dev.devledger.adapters.postgres.row.BulkRows;
import dev.devledger.adapters.postgres.row.Columns;
import dev.devledger.adapters.postgres.row.RowWrites;
import dev.devledger.adapters.postgres.sql.Times;
import dev.devledger.application.history.HistoryProjection.Filed;
import dev.devledger.application.history.HistoryProjection.History;
import dev.devledger.application.projection.Projection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

public final class PostgresHistory implements History {

    private static final BulkRows<Filed> MANY = new BulkRows<Filed>("history", "position")
            .column("position", Filed::position)
            .column("at", Filed::at)
            .column("entity_id", Filed::entity)
            .column("change_set", Filed::changeSet)
            .column("sync", Filed::sync)
            .column("entity_type", Filed::entityType)
            .column("event", Filed::event)
            .text("actor", Filed::actor)
            .text("channel", Filed::channel)
            .text("agent", Filed::agent)
            .text("words", Filed::words)
            .text("undoes", PostgresHistory::undoes);

    private final DataSource database;
    private final RowWrites writes;

    public PostgresHistory(DataSource database) {
        this.database = database;
        this.writes = new RowWrites(database);
    }

    @Override
    public void add(List<Filed> entries) {
        if (entries.size() >= Projection.MANY) {
            MANY.add(database, entries);
        } else {
            writes.inOne(() -> entries.forEach(entry -> columns(entry).put(writes, "history", "position")));
        }
    }

    private static Columns columns(Filed entry) {
        return new Columns()
                .set("position", entry.position())
                .set("at", Times.of(entry.at()))
                .set("entity_id", entry.entity())
                .set("change_set", entry.changeSet())
                .set("sync", entry.sync())
                .set("entity_type", entry.entityType())
                .set("event", entry.event())
                .set("actor", entry.actor())
                .set("channel", entry.channel())
                .set("agent", entry.agent())
                .set("words", entry.words())
                .set("undoes", undoes(entry));
    }

    private static @Nullable String undoes(Filed entry) {
        return entry.undoes().isEmpty()
                ? null
                : entry.undoes().stream().map(UUID::toString).collect(Collectors.joining(","));
    }
}
