package dev.devledger.application.time;

import dev.devledger.application.query.AskedMoment;
import dev.devledger.application.query.Page;
import dev.devledger.application.query.PageRequest;
import dev.devledger.domain.person.PersonId;
import dev.devledger.domain.time.WorkingDays.Logged;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Reads of the time entries. An {@code idOrKey} is the id or the key ({@code E-12}, in any case). */
public interface TimeEntryQueries {
    Optional<TimeEntryView> find(String idOrKey);

    /** Those of these that there are, in any order. */
    List<TimeEntryView> findAll(Collection<UUID> ids);

    /** The newest start first. */
    Page<TimeEntryView> list(TimeEntryFilter filter, PageRequest page);

    /**
     * An entry, and what it is logged on.
     *
     * @param project the name of its project, also of that of its task
     * @param task the title of its task
     * @param person the id of the person whose it is
     * @param email their address; null where none is known
     */
    record Named(
            TimeEntryView entry,
            @Nullable String project,
            @Nullable String task,
            UUID person,
            @Nullable String email) {
        public Named of(TimeEntryView shown) {
            return new Named(shown, project, task, person, email);
        }
    }

    /** All of them, as they are at one moment, the newest start first. Only some are in memory at a time. */
    void export(TimeEntryFilter filter, Consumer<Named> each);

    /** The entry of a person that runs. */
    Optional<TimeEntryView> running(PersonId person);

    /** All time of a person that has a moment in that time; a running one ends now. */
    List<Logged> logged(PersonId person, Instant from, Instant to);

    TimeSummary summary(TimeGrouping grouping, TimeEntryFilter filter);

    /** The same reads of what was there at a moment; what ran then ran until then. */
    TimeEntryQueries asOf(AskedMoment moment);
}
