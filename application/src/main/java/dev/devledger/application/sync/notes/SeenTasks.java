package dev.devledger.application.sync.notes;

import dev.devledger.application.sync.connector.Hint;
import dev.devledger.application.sync.cycle.Connection;
import dev.devledger.application.sync.memory.NoteWork;
import dev.devledger.application.sync.memory.PendingHints.Waiting;
import dev.devledger.domain.sync.content.RemoteTask;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/** Of what a cycle has seen, the tasks whose comments have to be read. That something was written tells not what. */
public record SeenTasks(Connection connection) {

    /** @param looked hints that the cycle has looked after */
    public void saw(Collection<RemoteTask> tasks, List<Waiting> looked) {
        if (connection.connector().comments().isEmpty()) {
            return;
        }
        NoteWork work = connection.ports().notes();
        if (!tasks.isEmpty()) {
            work.see(connection.account(), tasks, connection.clock().instant());
        }
        List<String> hinted = looked.stream()
                .map(Waiting::hint)
                .filter(hint -> !hint.deleted())
                .map(Hint::object)
                .filter(Objects::nonNull)
                .toList();
        if (!hinted.isEmpty()) {
            work.markToRead(connection.account(), hinted);
        }
    }
}
