package dev.devledger.application.undo;

import dev.devledger.application.dependency.Circles;
import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.application.person.People;
import dev.devledger.domain.person.PersonCommand;
import dev.devledger.domain.project.ReservedTags;
import dev.devledger.domain.shared.Addressed;
import dev.devledger.domain.task.TaskCommand;
import dev.devledger.domain.task.TaskId;
import java.util.List;
import java.util.stream.Stream;

/** What holds for writes of all kinds, and so for those of an undo. */
public record UndoRules(ReservedTags reserved, Circles circles, People people) {

    /** Before the commands are sent. */
    void keep(ChangeSet changes, List<Addressed> commands) {
        commands.stream()
                .filter(PersonCommand.class::isInstance)
                .map(PersonCommand.class::cast)
                .forEach(people::requireAddress);
        circles.refuse(changes, commands.stream().flatMap(UndoRules::connected).toList());
    }

    /** The task of a command with which it may wait for others that it did not wait for before. */
    private static Stream<TaskId> connected(Addressed command) {
        return switch (command) {
            case TaskCommand.Edit edit when edit.edit().mayBlock() -> Stream.of(edit.task());
            case TaskCommand.Move move -> Stream.of(move.task());
            case TaskCommand.Restore restore -> Stream.of(restore.task());
            default -> Stream.of();
        };
    }
}
