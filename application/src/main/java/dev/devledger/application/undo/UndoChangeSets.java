package dev.devledger.application.undo;

import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.application.ledger.Ledger;
import dev.devledger.application.progress.LongWrite;
import dev.devledger.application.progress.LongWrites;
import dev.devledger.application.tree.ProjectLocks;
import dev.devledger.domain.shared.Addressed;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.undo.LaterEdit;
import dev.devledger.domain.undo.Undo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/**
 * Takes change sets back with new events, field by field. What the sync keeps of its own is left alone: it follows the
 * ledger.
 */
public final class UndoChangeSets {
    private final UndoReads reads;
    private final LockedHistory held;
    private final UndoMemory memory;
    private final UndoRefusals refusals;
    private final UndoRules rules;
    private final LongWrites longWrites;

    public UndoChangeSets(UndoReads reads, ProjectLocks projects, UndoRules rules, LongWrites longWrites) {
        this(reads, projects, rules, longWrites, Runtime.getRuntime().maxMemory() / 3 * 2);
    }

    /** @param memory how many bytes all undos may take together */
    UndoChangeSets(UndoReads reads, ProjectLocks projects, UndoRules rules, LongWrites longWrites, long memory) {
        this.reads = reads;
        this.held = new LockedHistory(reads, projects);
        this.memory = new UndoMemory(memory);
        this.refusals = new UndoRefusals(reads);
        this.rules = rules;
        this.longWrites = longWrites;
    }

    /**
     * Several change sets are taken back as if they had been one.
     *
     * @param force also where that loses what was changed since
     * @throws Ledger.LedgerBusy where other undos have the memory that it needs
     * @throws UndoRefused where something was changed since, or is in the way
     * @throws Rejection where there is no such change set, or nothing in it that could be taken back
     */
    public Undone undo(ChangeSet changes, Collection<UUID> changeSets, boolean force) {
        return undo(changes, changeSets, force, () -> {}, written -> {});
    }

    /**
     * As {@link #undo(ChangeSet, Collection, boolean)}.
     *
     * @param underLocks runs once all is held still that this has to do with, and before the first command
     * @param written is told all commands once they are sent
     */
    public Undone undo(
            ChangeSet changes,
            Collection<UUID> changeSets,
            boolean force,
            Runnable underLocks,
            Consumer<List<Addressed>> written) {
        Set<UUID> own = Set.copyOf(changeSets);
        Touched touched = new Touched();
        reads.changes(own, touched::add);
        requireEach(own, touched.changeSets());
        LongWrite progress = changes.isRehearsal()
                ? longWrites.unseen(changes.id(), changes.requestId())
                : longWrites.undoing(own, changes.id(), changes.requestId());
        try (UndoMemory.Share share = memory.share()) {
            UndoContext story = held.story(own, touched, share);
            underLocks.run();
            List<Addressed> commands = decide(story, changes.at(), force, progress);
            rules.keep(changes, commands);
            changes.undoes(changeSets.stream().distinct().sorted().toList());
            send(changes, commands);
            written.accept(commands);
            progress.made(commands.size());
            return new Undone(changes.id(), commands.size());
        }
    }

    private List<Addressed> decide(UndoContext story, Instant at, boolean force, LongWrite progress) {
        Undo undo = Undo.of(story.pasts(), story.forest(), rules.reserved(), at);
        List<LaterEdit> refused = force ? undo.inTheWay() : undo.laterEdits();
        if (!refused.isEmpty()) {
            UndoRefused why = refusals.of(refused, story, force);
            progress.failed(why.detail());
            throw why;
        }
        return undo.commands();
    }

    private void requireEach(Set<UUID> changeSets, Set<UUID> found) {
        List<UUID> empty = new ArrayList<>(changeSets);
        empty.removeAll(found);
        if (empty.isEmpty()) {
            return;
        }
        Set<UUID> known = reads.known(empty);
        empty.stream().filter(each -> !known.contains(each)).findFirst().ifPresent(each -> {
            throw unknown(each.toString());
        });
        throw Rejection.of(
                Rejection.Code.CONFLICT_STATE,
                "Change set " + empty.getFirst()
                        + " holds nothing that can be undone: only claims or internal records of the sync.");
    }

    /** Somebody who changed one of these since it was read here was faster; it is all done once more then. */
    private static void send(ChangeSet changes, List<Addressed> commands) {
        try {
            changes.sendAll(commands);
        } catch (Rejection rejection) {
            throw rejection.code() == Rejection.Code.STALE ? new Ledger.Overtaken(rejection) : rejection;
        }
    }

    public static Rejection unknown(String changeSet) {
        return Rejection.of(
                Rejection.Code.NOT_FOUND,
                "There is no change set " + changeSet + ". GET /api/history shows the changeSet of each change.");
    }
}
