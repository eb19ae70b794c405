package dev.devledger.adapters.postgres.row;

import dev.devledger.application.projection.EventLog.LedgerEvent;
import dev.devledger.application.projection.LiveProjections.WriteBatching;
import dev.devledger.application.projection.Projection;
import java.util.List;

/** Tables that are rebuilt together, as the projection that the first of them names. */
public record RowTables(WriteBatching writes, List<Projection> tables) implements Projection {
    @Override
    public String name() {
        return tables.getFirst().name();
    }

    @Override
    public int generation() {
        return tables.getFirst().generation();
    }

    @Override
    public boolean needs(String stream) {
        return tables.stream().anyMatch(each -> each.needs(stream));
    }

    @Override
    public void apply(LedgerEvent event) {
        apply(List.of(event));
    }

    @Override
    public void apply(List<LedgerEvent> events) {
        writes.inOne(() -> tables.forEach(each -> each.apply(events)));
    }

    @Override
    public void fill(List<LedgerEvent> events) {
        writes.inOne(() -> tables.forEach(each -> each.fill(events)));
    }

    @Override
    public void filled() {
        tables.forEach(Projection::filled);
    }
}
