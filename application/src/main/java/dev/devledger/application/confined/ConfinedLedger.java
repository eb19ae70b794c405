package dev.devledger.application.confined;

import dev.devledger.application.entity.TaskTree;
import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.application.ledger.Ledger;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.application.time.TimeEntries.TimeEntryDirectory;
import java.util.function.Function;

/**
 * The ledger for confined writes. Writes that share a transaction run in the thread of one of them, so each write
 * carries its own confinement; other work of the ledger in that thread is unconfined.
 *
 * @param tasks confined to the project too, like {@code tree} and {@code entries}
 */
public record ConfinedLedger(Ledger all, TaskQueries tasks, TaskTree tree, TimeEntryDirectory entries)
        implements Ledger {
    @Override
    public <T, A> Written<A> write(Write<T, A> write) {
        Confinement own = Confinement.current();
        Write<T, A> confined = write.with(confined(own, write.work()), own.around(write.answer()));
        return Confinement.NONE.run(() -> all.write(confined));
    }

    private <T> Function<ChangeSet, T> confined(Confinement own, Function<ChangeSet, T> work) {
        return own.around(
                own.isNone() ? work : changes -> work.apply(new ConfinedChangeSet(changes, own, tasks, tree, entries)));
    }
}
