package dev.devledger.application.sync.notes;

import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.application.ledger.Ledger;
import dev.devledger.application.ledger.Provenance;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.cycle.CycleContext;
import dev.devledger.application.sync.cycle.FencedLedger;
import dev.devledger.application.sync.memory.NoteLinks;
import dev.devledger.domain.shared.LongNote.NoteOrigin;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.link.SyncCommand;
import dev.devledger.domain.sync.link.SyncCommand.SyncLinkId;
import dev.devledger.domain.sync.merge.NoteUnion;
import dev.devledger.domain.sync.merge.NoteUnion.Comment;
import dev.devledger.domain.task.Task.TaskId;
import java.util.Set;
import java.util.UUID;

/**
 * Records which note belongs to which comment, and makes notes from comments. Each record is committed before the next
 * call.
 */
final class NoteRecords {
    private final CycleContext connection;
    private final Ledger fenced;
    private final UUID cycle;
    private final Provenance by;
    private final Provenance bookkeeper;

    NoteRecords(CycleContext connection, Runnable requireLease, UUID cycle) {
        String name = connection.account().connector();
        this.connection = connection;
        this.fenced = new FencedLedger(connection.ledger().ledger(), requireLease);
        this.cycle = cycle;
        this.by = new Provenance(name, name, null, null, cycle.toString(), cycle.toString(), null);
        this.bookkeeper = new Provenance(name, "system", null, null, cycle.toString(), cycle.toString(), null);
    }

    NoteLinks book() {
        return connection.ports().links().notes();
    }

    /** Makes notes from new comments, all of them or none; true if there were any. */
    boolean take(UUID task, NoteUnion union) {
        if (!union.found().isEmpty()) {
            fenced.write(bookkeeper, changes -> found(changes, task, union), any -> any);
        }
        return !union.taken().isEmpty()
                && fenced.writeTo(cycle, by, changes -> taken(changes, task, union), any -> any)
                                .answer()
                        > 0;
    }

    private int found(ChangeSet changes, UUID task, NoteUnion union) {
        union.found()
                .forEach(each ->
                        changes.send(new SyncCommand.LinkNote(link(task), each.note(), each.comment(), changes.at())));
        return union.found().size();
    }

    /** Makes the notes, unless another node has made them meanwhile: each attempt of the transaction checks that. */
    private int taken(ChangeSet changes, UUID task, NoteUnion union) {
        Set<String> known =
                book().known(account(), union.taken().stream().map(Comment::id).toList());
        int notes = 0;
        for (Comment each : union.taken()) {
            if (!known.contains(each.id())) {
                NoteOrigin origin = new NoteOrigin(each.author(), each.at());
                UUID note = connection.ledger().tasks().addNote(changes, new TaskId(task), each.asNote(), origin);
                changes.send(new SyncCommand.LinkNote(link(task), note, each.id(), changes.at()));
                notes++;
            }
        }
        return notes;
    }

    void intend(UUID task, UUID note) {
        fenced.write(
                bookkeeper,
                changes -> {
                    changes.send(new SyncCommand.IntendNote(link(task), note, changes.at()));
                    return note;
                },
                any -> any);
    }

    /** Links a note that was sent to its comment, which exists even if another node has taken over the lease. */
    void link(UUID task, UUID note, String comment) {
        connection
                .ledger()
                .ledger()
                .write(
                        bookkeeper,
                        changes -> {
                            if (book().known(account(), Set.of(comment)).isEmpty()) {
                                changes.send(new SyncCommand.LinkNote(link(task), note, comment, changes.at()));
                            }
                            return note;
                        },
                        any -> any);
    }

    private ConnectedAccount account() {
        return connection.account();
    }

    private SyncLinkId link(UUID task) {
        return account().link(EntityRef.task(task));
    }
}
