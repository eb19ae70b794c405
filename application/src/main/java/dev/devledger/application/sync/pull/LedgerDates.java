package dev.devledger.application.sync.pull;

import dev.devledger.application.sync.connector.Words;
import dev.devledger.domain.shared.Change;
import dev.devledger.domain.shared.SetTo;
import dev.devledger.domain.shared.When;
import dev.devledger.domain.sync.content.CanonicalChanges.Dates;
import dev.devledger.domain.sync.content.Zones;
import java.time.ZoneId;
import org.jspecify.annotations.Nullable;

/**
 * The dates of both sides as wishes of the ledger. There a date alone may be the start or the due date, or be said as
 * both; of a service that tells no difference it is the due date. Such a date alone keeps the form that the ledger has it in.
 */
record LedgerDates(
        @Nullable SetTo<When> start,
        @Nullable SetTo<When> due,
        @Nullable SetTo<ZoneId> zone) {
    private static final Dates NONE = new Dates(null, null, null);
    private static final LedgerDates AS_THEY_ARE = new LedgerDates(null, null, null);

    /** Of a service that has these starts. */
    static LedgerDates of(
            Words.Starts starts, @Nullable When start, @Nullable When due, ZoneId now, @Nullable Change<Dates> change) {
        return switch (starts) {
            case NONE -> due == null ? ofSpan(start, null, now, change) : ofDue(start, now, change);
            case OF_SPANS -> ofSpan(start, due, now, change);
            case OWN -> asToldThere(now, change);
        };
    }

    private static LedgerDates asToldThere(ZoneId now, @Nullable Change<Dates> change) {
        if (change == null) {
            return AS_THEY_ARE;
        }
        Dates to = change.to() == null ? NONE : change.to();
        return new LedgerDates(new SetTo<>(to.startDate()), new SetTo<>(to.dueDate()), zone(now, to));
    }

    /** Where there is no start date; the one here stays, in the form of the other: both are days, or both are moments. */
    static LedgerDates ofDue(@Nullable When start, ZoneId now, @Nullable Change<Dates> change) {
        if (change == null) {
            return AS_THEY_ARE;
        }
        Dates to = change.to() == null ? NONE : change.to();
        When due = to.dueDate();
        SetTo<ZoneId> moved = zone(now, to);
        ZoneId zone = moved == null || moved.value() == null ? now : moved.value();
        SetTo<When> kept =
                switch (start) {
                    case When.Day(var day)
                    when due instanceof When.Moment ->
                        new SetTo<>(new When.Moment(day.atStartOfDay(zone).toInstant()));
                    case When.Moment(var at)
                    when due instanceof When.Day ->
                        new SetTo<>(new When.Day(at.atZone(zone).toLocalDate()));
                    case null, default -> null;
                };
        return new LedgerDates(kept, new SetTo<>(due), moved);
    }

    private static @Nullable SetTo<ZoneId> zone(ZoneId now, Dates to) {
        return to.timeZone() == null || Zones.areSame(now, to.timeZone()) ? null : new SetTo<>(to.timeZone());
    }

    /** The name that the zone has here stays. */
    static LedgerDates ofSpan(@Nullable When start, @Nullable When due, ZoneId now, @Nullable Change<Dates> change) {
        if (change == null) {
            return AS_THEY_ARE;
        }
        Dates to = change.to() == null ? NONE : change.to();
        SetTo<ZoneId> zone = zone(now, to);
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
