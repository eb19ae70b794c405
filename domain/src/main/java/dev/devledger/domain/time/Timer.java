package dev.devledger.domain.time;

import dev.devledger.domain.field.Patch;
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
 * The timer of a person: at most one of their entries runs. A service may bring another one all the same; then all of them
 * are stopped together.
 *
 * @param running the entries of the person that run, in the order of their keys
 */
public record Timer(List<Running> running) {

    public record Running(TimeEntryId entry, TimeEntryKey key, Instant start) {}

    /** {@code stopRunning} says that what runs ends where the new one starts. */
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

    /** None where nothing runs: who stops twice has stopped. However long it ran, it can be stopped. */
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

    /** Of what was stored: the second one that runs is in the way of the first. */
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
        // Now is before it started where the clock was set back, or that of the service that started it is ahead.
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
