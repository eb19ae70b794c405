package dev.devledger.application.sync.pull;

import dev.devledger.domain.shared.Change;
import dev.devledger.domain.shared.SetTo;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.sync.content.CanonicalChanges.Dates;
import dev.devledger.domain.sync.content.Zones;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * The dates of both sides as wishes of the ledger. There a date alone may be the start or the due date, or be said as
 * both; in the vocabulary of both sides it is the due date. A date alone keeps the form that the ledger has it in.
 */
record LedgerDates(
        @Nullable SetTo<When> start,
        @Nullable SetTo<When> due,
        @Nullable SetTo<ZoneId> zone) {
    private static final LedgerDates AS_THEY_ARE = new LedgerDates(null, null, null);

    /** The name that the zone has here stays. */
    static LedgerDates of(@Nullable When start, @Nullable When due, ZoneId now, @Nullable Change<Dates> change) {
        if (change == null) {
            return AS_THEY_ARE;
        }
        Dates to = change.to() == null ? new Dates(null, null, null) : change.to();
        boolean moves = to.timeZone() != null && !Zones.areSame(now, to.timeZone());
        SetTo<ZoneId> zone = moves ? new SetTo<>(to.timeZone()) : null;
        if (to.startDate() != null || to.dueDate() == null || start == null) {
            return new LedgerDates(new SetTo<>(to.startDate()), new SetTo<>(to.dueDate()), zone);
        }
        SetTo<When> alone = new SetTo<>(to.dueDate());
        if (due == null) {
            return new LedgerDates(alone, null, zone);
        }
        return start.equals(due)
                ? new LedgerDates(alone, alone, zone)
                : new LedgerDates(new SetTo<>(null), alone, zone);
    }
}
