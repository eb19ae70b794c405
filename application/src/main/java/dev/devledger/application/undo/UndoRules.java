package dev.devledger.application.undo;

import dev.devledger.domain.task.TaskDetails;
import dev.devledger.application.billing.BillingItems;
import dev.devledger.application.dependency.Circles;
import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.application.person.People;
import dev.devledger.application.time.TimeEntries;
import dev.devledger.domain.billing.BillingCommand;
import dev.devledger.domain.person.PersonCommand;
import dev.devledger.domain.project.ReservedTags;
import dev.devledger.domain.shared.Addressed;
import dev.devledger.domain.task.TaskCommand;
import dev.devledger.domain.task.TaskId;
import dev.devledger.domain.time.TimeEntryCommand;
import java.util.List;
import java.util.stream.Stream;

/** What holds for writes of all kinds, and so for those of an undo. */
public record UndoRules(ReservedTags reserved, Circles circles, People people, BillingItems billing, TimeEntries time) {

    /** Before the commands are sent. */
    void keep(ChangeSet changes, List<Addressed> commands) {
        of(PersonCommand.class, commands).forEach(people::requireAddress);
        of(BillingCommand.class, commands).forEach(billing::requireName);
        time.requireOneTimer(changes, of(TimeEntryCommand.class, commands).toList());
        circles.refuse(changes, commands.stream().flatMap(UndoRules::connected).toList());
    }

    private static <T> Stream<T> of(Class<T> kind, List<Addressed> commands) {
        return commands.stream().filter(kind::isInstance).map(kind::cast);
    }

    /** The task of a command with which it may wait for others that it did not wait for before. */
    private static Stream<TaskId> connected(Addressed command) {
        return switch (command) {
            case TaskCommand.Edit edit when TaskDetails.mayBlock(edit.edit()) -> Stream.of(edit.task());
            case TaskCommand.Move move -> Stream.of(move.task());
            case TaskCommand.Restore restore -> Stream.of(restore.task());
            default -> Stream.of();
        };
    }
}
