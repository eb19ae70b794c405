package dev.devledger.domain.time;

import dev.devledger.domain.directory.Person.PersonId;
import dev.devledger.domain.field.EntityKind.Patch;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.shared.Rejection.Code;
import dev.devledger.domain.time.TimeEntry.TimeEntryCommand;
import dev.devledger.domain.time.TimeEntry.TimeEntryDetails;
import dev.devledger.domain.time.TimeEntry.TimeEntryId;
import dev.devledger.domain.time.TimeEntry.TimeEntryKey;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The timer of a worker: at most one of the worker's entries runs. A service may still bring another running entry of a
 * person; then all are stopped together.
 *
 * @param running the worker's running entries, in the order of their keys
 */
public record Timer(List<Running> running) {

    /**
     * Who works: a person, or an agent for a person. Each of them has a timer.
     *
     * @param agent null for the person
     */
    public record Worker(PersonId person, @Nullable String agent) {
        public static Worker of(PersonId person) {
            return new Worker(person, null);
        }
    }

    public record Running(TimeEntryId entry, TimeEntryKey key, Instant start) {}

    /** Starts the new entry; {@code stopRunning} ends running entries at its start. */
    public List<TimeEntryCommand> start(TimeEntryCommand.Create wanted, boolean stopRunning) {
        List<TimeEntryCommand> commands = new ArrayList<>();
        if (!running.isEmpty()) {
            if (!stopRunning) {
                throw inTheWay();
            }
            commands.addAll(stop(wanted.details().start(), null, wanted.at()));
        }
        commands.add(wanted);
        return List.copyOf(commands);
    }

    /** Stops all running entries; none if nothing runs, so a repeated stop succeeds. Any length can be stopped. */
    public List<TimeEntryCommand> stop(Instant end, @Nullable String note, Instant at) {
        if (end.isAfter(at)) {
            throw Rejection.invalid("at", "is in the future; a timer is stopped now, or at a moment that is past");
        }
        return running.stream().map(each -> stop(each, end, note, at)).toList();
    }

    public List<TimeEntryCommand> discard(Instant at) {
        return running.stream()
                .<TimeEntryCommand>map(each -> new TimeEntryCommand.Delete(each.entry(), null, at))
                .toList();
    }

    /** Checks the stored entries: rejects a second running one. */
    public void requireOne() {
        if (running.size() > 1) {
            throw inTheWay();
        }
    }

    private static TimeEntryCommand stop(Running entry, Instant end, @Nullable String note, Instant at) {
        boolean before = end.isBefore(entry.start());
        if (before && end.isBefore(at.truncatedTo(ChronoUnit.SECONDS))) {
            throw Rejection.invalid(
                    "at",
                    "is before " + entry.key() + " started (" + entry.start() + "); it must be the same or later");
        }
        // The end is before the start if the clock was set back, or if the service that started the entry has a fast
        // clock.
        Patch<TimeEntryDetails> stopping = TimeEntryDetails.stopping(before ? entry.start() : end, note);
        return new TimeEntryCommand.Edit(entry.entry(), stopping, true, null, at);
    }

    private Rejection inTheWay() {
        String keys = running.stream().map(each -> each.key().toString()).collect(Collectors.joining(", "));
        return Rejection.of(
                        Code.CONFLICT_STATE,
                        "The timer runs already: " + keys + ", since "
                                + running.getFirst().start()
                                + ". Stop it first, or send stopRunning=true to end it where the new one starts.")
                .with("running", keys);
    }
}
