package dev.devledger.application.directory;

import dev.devledger.application.projection.EntityRows;
import dev.devledger.application.projection.EventLog.LedgerEvent;
import dev.devledger.application.projection.PlainRow;
import dev.devledger.application.projection.Projection;
import dev.devledger.application.projection.RowProjection;
import dev.devledger.domain.directory.BillingDecider;
import dev.devledger.domain.directory.BillingItem;
import dev.devledger.domain.directory.BillingItem.BillingEvent;
import dev.devledger.domain.directory.BillingItem.CustomerEvent;
import dev.devledger.domain.directory.BillingItem.ServiceEvent;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A row for each customer and each service, in tables of their own. */
public record BillingListProjection(
        EntityRows<PlainRow<BillingItem>> customers, EntityRows<PlainRow<BillingItem>> services) implements Projection {
    private static final String NAME = "billing";
    private static final int GENERATION = 1;
    private static final BillingDecider RULES = new BillingDecider();

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public int generation() {
        return GENERATION;
    }

    @Override
    public boolean needs(String stream) {
        return stream.startsWith("customer-") || stream.startsWith("service-");
    }

    @Override
    public void apply(LedgerEvent event) {
        apply(List.of(event));
    }

    @Override
    public void apply(List<LedgerEvent> events) {
        new Items<>(CustomerEvent.class, customers).apply(events);
        new Items<>(ServiceEvent.class, services).apply(events);
    }

    private record Items<E extends BillingEvent>(Class<E> events, EntityRows<PlainRow<BillingItem>> rows)
            implements RowProjection<E, PlainRow<BillingItem>> {
        @Override
        public String name() {
            return NAME;
        }

        @Override
        public int generation() {
            return GENERATION;
        }

        @Override
        public UUID entity(E event) {
            return event.id().value();
        }

        @Override
        public boolean begins(E event) {
            return event instanceof BillingEvent.Created;
        }

        @Override
        public PlainRow<BillingItem> of(UUID entity, Object state) {
            return PlainRow.of(entity, (BillingItem) state);
        }

        @Override
        public PlainRow<BillingItem> after(@Nullable PlainRow<BillingItem> row, E event, LedgerEvent stored) {
            BillingItem now = RULES.evolve(row == null ? RULES.initial() : row.state(), event);
            return switch ((BillingEvent) event) {
                case BillingEvent.Created e ->
                    PlainRow.first(e.id().value(), e.key().number(), now, stored);
                case BillingEvent.Edited e -> Objects.requireNonNull(row).edited(now, stored);
                case BillingEvent.Deleted e -> Objects.requireNonNull(row).deleted(now, stored);
                case BillingEvent.Restored e -> Objects.requireNonNull(row).restored(now, stored);
            };
        }
    }
}
