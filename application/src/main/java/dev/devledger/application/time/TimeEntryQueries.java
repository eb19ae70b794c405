package dev.devledger.application.time;

import dev.devledger.application.query.Page;
import dev.devledger.application.query.PageRequest;
import dev.devledger.domain.person.PersonId;
import dev.devledger.domain.time.WorkingDays.Logged;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads of the time entries. An {@code idOrKey} is the id or the key ({@code E-12}, in any case). */
public interface TimeEntryQueries {
    Optional<TimeEntryView> find(String idOrKey);

    /** The newest start first. */
    Page<TimeEntryView> list(TimeEntryFilter filter, PageRequest page);

    /** The entry of a person that runs. */
    Optional<TimeEntryView> running(PersonId person);

    /** All time of a person that has a moment in that time; a running one ends now. */
    List<Logged> logged(PersonId person, Instant from, Instant to);

    TimeSummary summary(TimeGrouping grouping, TimeEntryFilter filter);

    /** The same reads of what was there after the event at a position. */
    TimeEntryQueries asOf(long position);
}
