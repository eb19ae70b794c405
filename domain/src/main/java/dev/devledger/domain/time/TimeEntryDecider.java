package dev.devledger.domain.time;

import dev.devledger.domain.shared.Decider;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.shared.Rejection.Code;
import dev.devledger.domain.shared.Rejection.Versions;
import dev.devledger.domain.time.TimeEntry.TimeEntryCommand;
import dev.devledger.domain.time.TimeEntry.TimeEntryDetails;
import dev.devledger.domain.time.TimeEntry.TimeEntryEvent;
import java.util.List;
import java.util.Objects;

/**
 * The rules of a time entry. A command that changes nothing gives no event and no error. {@link Timer} enforces that a
 * person or an agent has at most one running entry, a rule between entries.
 */
public final class TimeEntryDecider implements Decider<TimeEntryCommand, TimeEntry, TimeEntryEvent> {

    @Override
    public TimeEntry initial() {
        return new TimeEntry.Unknown();
    }

    @Override
    public List<TimeEntryEvent> decide(TimeEntryCommand command, TimeEntry state) {
        return switch (command) {
            case TimeEntryCommand.Create create -> create(create, state);
            case TimeEntryCommand.Edit edit -> edit(edit, state.present());
            case TimeEntryCommand.Delete delete -> delete(delete, state);
            case TimeEntryCommand.Restore restore -> restore(restore, state);
        };
    }

    private static List<TimeEntryEvent> create(TimeEntryCommand.Create create, TimeEntry state) {
        if (!(state instanceof TimeEntry.Unknown)) {
            throw Rejection.of(Code.CONFLICT_STATE, "This time entry already exists.");
        }
        check(create.details(), create.asItIs(), create);
        return List.of(new TimeEntryEvent.Created(create.entry(), create.key(), create.details(), create.at()));
    }

    private static List<TimeEntryEvent> edit(TimeEntryCommand.Edit edit, TimeEntry.Present entry) {
        Versions.require(edit.expectedVersion(), entry.version());
        TimeEntryDetails wanted = entry.details().edited(edit.edit());
        if (wanted.equals(entry.details())) {
            return List.of();
        }
        if (entry.details().billed() && wanted.billed() && !(edit.asItIs() && isPlaced(entry.details(), wanted))) {
            throw billed();
        }
        if (entry.details().end() != null && wanted.end() == null && !edit.asItIs()) {
            throw Rejection.invalid("end", "cannot be taken away again; start the timer instead");
        }
        boolean sameTime = wanted.start().equals(entry.details().start())
                && Objects.equals(wanted.end(), entry.details().end());
        check(wanted, edit.asItIs() || sameTime, edit);
        return List.of(new TimeEntryEvent.Edited(
                edit.entry(), TimeEntryDetails.KIND.between(entry.details(), wanted), edit.at()));
    }

    /**
     * True if the entry had no task and no project, and now gets one, which is allowed: nothing that was billed
     * changes.
     */
    private static boolean isPlaced(TimeEntryDetails before, TimeEntryDetails wanted) {
        return before.task() == null
                && before.project() == null
                && before.placed(wanted.task(), wanted.project()).equals(wanted);
    }

    private static void check(TimeEntryDetails details, boolean asItIs, TimeEntryCommand command) {
        (asItIs ? details.texts() : details.violations(command.at())).rejectIfAny();
    }

    private static List<TimeEntryEvent> delete(TimeEntryCommand.Delete delete, TimeEntry state) {
        TimeEntry.Present last = state.last();
        Versions.require(delete.expectedVersion(), last.version());
        if (state instanceof TimeEntry.Deleted) {
            return List.of();
        }
        if (last.details().billed()) {
            throw billed();
        }
        return List.of(new TimeEntryEvent.Deleted(delete.entry(), delete.at()));
    }

    private static List<TimeEntryEvent> restore(TimeEntryCommand.Restore restore, TimeEntry state) {
        Versions.require(restore.expectedVersion(), state.last().version());
        return state instanceof TimeEntry.Deleted
                ? List.of(new TimeEntryEvent.Restored(restore.entry(), restore.at()))
                : List.of();
    }

    private static Rejection billed() {
        return Rejection.of(
                Code.CONFLICT_STATE,
                "This time entry is billed. Mark it as not billed first, then change it. POST /api/time-entries/billed"
                        + " does that.");
    }

    @Override
    public TimeEntry evolve(TimeEntry state, TimeEntryEvent event) {
        return switch (event) {
            case TimeEntryEvent.Created e -> new TimeEntry.Present(e.details(), 1);
            case TimeEntryEvent.Edited e -> state.now(state.last().edited(e.changes()));
            case TimeEntryEvent.Deleted e -> new TimeEntry.Deleted(state.last().next());
            case TimeEntryEvent.Restored e -> state.last().next();
        };
    }
}
