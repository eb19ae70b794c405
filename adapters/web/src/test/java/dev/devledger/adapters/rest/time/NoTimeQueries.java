package dev.devledger.adapters.rest.time;

import dev.devledger.application.entity.LedgerMoment;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.time.TimeEntryQueries;
import dev.devledger.application.time.TimeEntryQueries.TimeEntryFilter;
import dev.devledger.application.time.TimeEntryQueries.TimeEntryView;
import dev.devledger.application.time.TimeEntryQueries.TimeGrouping;
import dev.devledger.application.time.TimeEntryQueries.TimeSummary;
import dev.devledger.domain.directory.Person.PersonId;
import dev.devledger.domain.time.Timer;
import dev.devledger.domain.time.WorkingDays.LoggedEntry;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;

/** Reads of a ledger without time. */
public class NoTimeQueries implements TimeEntryQueries {
    @Override
    public Optional<TimeEntryView> find(String idOrKey) {
        return Optional.empty();
    }

    @Override
    public List<TimeEntryView> findAll(Collection<UUID> ids) {
        return List.of();
    }

    @Override
    public Page<TimeEntryView> list(TimeEntryFilter filter, PageRequest page) {
        return new Page<>(List.of(), null);
    }

    @Override
    public void export(TimeEntryFilter filter, Consumer<Named> each) {
        // there is nothing
    }

    @Override
    public Optional<TimeEntryView> running(Timer.Worker worker) {
        return Optional.empty();
    }

    @Override
    public List<Named> allRunning() {
        return List.of();
    }

    @Override
    public List<LoggedEntry> logged(PersonId person, Instant from, Instant to) {
        return List.of();
    }

    @Override
    public TimeSummary summary(TimeGrouping grouping, TimeEntryFilter filter) {
        return new TimeSummary(List.of(), new TimeSummary.Sums(0, 0, 0, 0), new TimeSummary.Rounded(1, "nearest", 0));
    }

    @Override
    public TimeEntryQueries asOf(LedgerMoment moment) {
        return this;
    }
}
