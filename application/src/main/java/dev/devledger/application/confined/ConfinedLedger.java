package dev.devledger.application.confined;

import dev.devledger.application.entity.TaskTree;
import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.application.ledger.IdempotencyStore.IdempotencyKey;
import dev.devledger.application.ledger.Ledger;
import dev.devledger.application.ledger.Provenance;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.application.time.TimeEntries.TimeEntryDirectory;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The ledger for confined writes. Writes that share a transaction run in the thread of one of them, so each write
 * carries its own confinement; other work of the ledger in that thread is unconfined.
 *
 * @param tasks confined to the project too, like {@code tree} and {@code entries}
 */
public record ConfinedLedger(Ledger all, TaskQueries tasks, TaskTree tree, TimeEntryDirectory entries)
        implements Ledger {
    @Override
    public <T, A> Written<A> write(Provenance by, Function<ChangeSet, T> work, Function<T, A> answer) {
        Confinement own = Confinement.current();
        return ledgers(() -> all.write(by, confined(own, work), own.around(answer)));
    }

    @Override
    public <T, A> Written<A> writeTogether(
            Provenance by, @Nullable String home, Function<ChangeSet, T> work, Function<T, A> answer) {
        Confinement own = Confinement.current();
        return ledgers(() -> all.writeTogether(by, home, confined(own, work), own.around(answer)));
    }

    @Override
    public <T, A> Written<A> writeTo(
            UUID changeSet, Provenance by, Function<ChangeSet, T> work, Function<T, A> answer) {
        Confinement own = Confinement.current();
        return ledgers(() -> all.writeTo(changeSet, by, confined(own, work), own.around(answer)));
    }

    @Override
    public <T> Written<String> writeOnce(
            Provenance by, IdempotencyKey key, Function<ChangeSet, T> work, Function<T, String> answer) {
        Confinement own = Confinement.current();
        return ledgers(() -> all.writeOnce(by, key, confined(own, work), own.around(answer)));
    }

    @Override
    public <T> Written<String> writeOnceTogether(
            Provenance by,
            IdempotencyKey key,
            @Nullable String home,
            Function<ChangeSet, T> work,
            Function<T, String> answer) {
        Confinement own = Confinement.current();
        return ledgers(() -> all.writeOnceTogether(by, key, home, confined(own, work), own.around(answer)));
    }

    @Override
    public <T, A> A rehearse(Provenance by, Function<ChangeSet, T> work, Function<T, A> answer) {
        Confinement own = Confinement.current();
        return ledgers(() -> all.rehearse(by, confined(own, work), own.around(answer)));
    }

    private <T> Function<ChangeSet, T> confined(Confinement own, Function<ChangeSet, T> work) {
        return own.around(
                own.isNone() ? work : changes -> work.apply(new ConfinedChangeSet(changes, own, tasks, tree, entries)));
    }

    private static <T> T ledgers(Supplier<T> work) {
        return Confinement.NONE.run(work);
    }
}
