package dev.devledger.application.sync.push;

import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.push.PushPass.PushOutcome;
import dev.devledger.domain.sync.content.CanonicalChanges;
import dev.devledger.domain.sync.content.CanonicalContent;
import dev.devledger.domain.sync.content.RemoteTask;
import dev.devledger.domain.sync.content.RemoteTask.RemoteRef;
import dev.devledger.domain.sync.link.SyncCommand;
import dev.devledger.domain.sync.link.SyncLink;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Moves a task to the list in which it belongs. */
record MoveSteps(PushState item, UpdateSteps updating) {
    /**
     * Moves the task to the other list first; its other changes are written once the task was seen there. A repeated
     * move does no harm. The move is recorded before it is sent, so that a task found at the top of the new list is
     * known to have been moved by us, and stays synced.
     */
    Optional<PushOutcome> move(SyncLink.Linked linked, CanonicalContent content, RemoteTask task, String home) {
        CanonicalChanges moved =
                CanonicalChanges.between(linked.base(), linked.base().withParent(home));
        UUID intent = item.writes().intend(moved);
        RemoteAnswer<Optional<RemoteTask>> answer =
                item.calls().write(List.of(task.ref()), remote -> remote.move(task, home));
        if (answer instanceof RemoteAnswer.NotSent<Optional<RemoteTask>> notSent
                && notSent.hold() == RemoteAnswer.NotSentReason.FULL) {
            item.record((id, at) -> new SyncCommand.Refuse(id, intent, notSent.reason(), at));
            return Optional.of(item.closed(home, notSent));
        }
        return item.writes()
                .written(
                        answer.refusedByList(), // the answer does not say which of the two lists may not be written in
                        intent,
                        "",
                        told -> moved(
                                linked,
                                content,
                                task,
                                told,
                                new RemoteRef(home, task.ref().id())));
    }

    /**
     * Verifies the move: the service confirms a move of a deleted task as it confirms any write to one, and the task
     * stays where it was. If neither the list nor the answer shows the task in the new list, the task is looked up.
     */
    private Optional<PushOutcome> moved(
            SyncLink.Linked linked,
            CanonicalContent content,
            RemoteTask task,
            Optional<RemoteTask> told,
            RemoteRef to) {
        Optional<RemoteTask> shown = updating.inItsList(linked, to, content)
                .or(() -> told.filter(now -> now.ref().equals(to)));
        return item.answered(
                shown.isPresent() ? new RemoteAnswer.Ok<>(shown) : item.calls().find(to), found -> {
                    if (found.isEmpty()) {
                        return notMoved(linked, task);
                    }
                    item.count();
                    item.context().closed().taken(to.list(), true);
                    item.record((id, at) -> new SyncCommand.RecordRemoteMove(id, to, at));
                    return item.link() instanceof SyncLink.Linked now
                            ? updating.reconcile(
                                    item.words().compared(item.kind(), now), content, found.get(), to.list())
                            : Optional.empty();
                });
    }

    /**
     * Handles a move that the service did not make. If a list can tell where the task is, a full cycle finds out; if no
     * list can, the task may have been deleted, and that is recorded.
     */
    private Optional<PushOutcome> notMoved(SyncLink.Linked linked, RemoteTask task) {
        return item.missed().isMissedNowhere(linked, task)
                ? updating.mayBeDeleted("moved")
                : updating.full("it was not moved in " + item.title());
    }
}
