package dev.devledger.application.imports;

import dev.devledger.application.entity.ProjectLocks;
import dev.devledger.application.entity.TaskTree;
import dev.devledger.application.imports.ImportRefused.ImportError;
import dev.devledger.application.imports.NewEntities.NewEvents;
import dev.devledger.application.ledger.ChangeSet.NewId;
import dev.devledger.application.ledger.IdempotencyStore;
import dev.devledger.application.ledger.IdempotencyStore.IdempotencyKey;
import dev.devledger.application.ledger.Ledger;
import dev.devledger.application.ledger.Provenance;
import dev.devledger.application.ledger.WriteGate;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.projection.ManyEvents;
import dev.devledger.application.projection.Prefetch;
import dev.devledger.application.time.TimeEntries.OverlapPolicy;
import dev.devledger.application.time.TimeEntries.TimeEntryDirectory;
import dev.devledger.application.time.TimeEntryQueries;
import dev.devledger.domain.project.Placement.PlacementRules;
import dev.devledger.domain.project.ProjectStatus.ReservedTags;
import java.io.Closeable;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Stores the projects and tasks of a file, all or nothing. The file is read to its end before the first event is stored:
 * what is wrong costs the ledger nothing. Then it is read again, and stored with the read model in one transaction.
 */
public final class Imports {
    private static final int ATTEMPTS = 5;

    /**
     * What came of it.
     *
     * @param changeSet null where it was only checked
     * @param entries time entries
     * @param present tasks and time entries that were there already, from an earlier import, and are left as they are
     * @param skipped rows that make nothing
     * @param warnings what rows say and tasks do not, as many as {@link ImportRefused#MOST} of them
     */
    public record Imported(
            @Nullable UUID changeSet,
            int projects,
            int tasks,
            int entries,
            int events,
            int present,
            int skipped,
            List<ImportError> warnings) {}

    /** The ledger is no more as it was when the file was checked. */
    private static final class Changed extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Changed() {
            super("A project or task that the file names was changed meanwhile.", null, false, false);
        }
    }

    private final ImportStore store;
    private final ImportRules rules;
    private final WriteGate gate;
    private final IdempotencyStore answers;
    private final ManyEvents many;
    private final Clock clock;

    /** One at a time: each takes all that the database and the heap can give. */
    private final ReentrantLock turn = new ReentrantLock(true);

    public Imports(
            ImportStore store,
            ImportRules rules,
            WriteGate gate,
            IdempotencyStore answers,
            ManyEvents many,
            Clock clock) {
        this.store = store;
        this.rules = rules;
        this.gate = gate;
        this.answers = answers;
        this.many = many;
        this.clock = clock;
    }

    /**
     * @param key of a request that may come twice, null where it has none
     * @param answer renders what a repeat will be told
     * @throws ImportRefused where rows are wrong; nothing is stored then
     * @throws Ledger.LedgerBusy where other writers were in the way too many times
     */
    public Ledger.Written<String> run(
            Provenance by,
            @Nullable IdempotencyKey key,
            ImportFile file,
            ImportProgress progress,
            Function<Imported, String> answer) {
        progress.enter(ImportProgress.Phase.WAITING);
        turn.lock();
        try {
            Ledger.Written<String> written = repeat(() -> once(by, key, file, progress, answer));
            many.committed(progress.snapshot().events());
            return written;
        } finally {
            turn.unlock();
        }
    }

    /**
     * What would come of it if it were imported now. Nothing is stored.
     *
     * @throws ImportRefused where rows are wrong
     */
    public Imported check(ImportFile file, ImportProgress progress) {
        progress.enter(ImportProgress.Phase.WAITING);
        turn.lock();
        try {
            return store.inTransaction(() -> {
                ImportPlan plan = checked(file, progress, now());
                plan.overlaps();
                return plan.imported(null);
            });
        } finally {
            turn.unlock();
        }
    }

    private ImportPlan checked(ImportFile file, ImportProgress progress, Instant at) {
        progress.enter(ImportProgress.Phase.CHECKING);
        ImportPlan plan = new ImportPlan(file, rules, store, at);
        plan.check(progress);
        return plan;
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }

    private <T> T repeat(Supplier<T> attempt) {
        for (int tried = 1; ; tried++) {
            try {
                return store.inTransaction(attempt);
            } catch (RuntimeException e) {
                if (!(e instanceof Changed) && !gate.lostRace(e)) {
                    throw e;
                }
                if (tried >= ATTEMPTS) {
                    throw new Ledger.LedgerBusy(e);
                }
            }
        }
    }

    private Ledger.Written<String> once(
            Provenance by,
            @Nullable IdempotencyKey key,
            ImportFile file,
            ImportProgress progress,
            Function<Imported, String> answer) {
        Optional<IdempotencyStore.Saved> earlier = key == null ? Optional.empty() : answers.claim(key);
        if (earlier.isPresent()) {
            IdempotencyStore.Saved saved = earlier.get();
            return new Ledger.Written<>(saved.answer(), Objects.requireNonNull(saved.changeSet()), true);
        }
        UUID changeSet = NewId.next();
        Instant at = now();
        ImportPlan plan = checked(file, progress, at);
        gate.enter();
        if (!plan.lock()) {
            throw new Changed();
        }
        plan.overlaps();
        progress.enter(ImportProgress.Phase.STORING);
        NewEvents.Origin origin = new NewEvents.Origin(at, by, changeSet);
        // The next ones are read and decided while the database takes these.
        try (NewEvents events = new NewEvents(plan, file, progress, store, many.events(), origin);
                Prefetch<NewEvents.Batch> ahead = new Prefetch<>(events::next, NewEvents.Batch::isEmpty)) {
            for (NewEvents.Batch batch = ahead.next(); !batch.isEmpty(); batch = ahead.next()) {
                many.store(batch.events(), batch.rows(), false);
                progress.stored(batch.events().size());
            }
        }
        String told = answer.apply(plan.imported(changeSet));
        if (key != null) {
            answers.save(key, new IdempotencyStore.Saved(told, changeSet));
        }
        return new Ledger.Written<>(told, changeSet, false);
    }

    /** The rows of an import. They are read more than once, and never all kept. */
    public interface ImportFile {
        Rows open();

        interface Rows extends Closeable {
            /** The next one, null at the end. What cannot be read is a {@link ImportRow.Bad}. */
            @Nullable
            ImportRow next();

            /** How much of the file was read. */
            long bytes();

            @Override
            void close();
        }
    }

    /** What the rows of a file are decided by. */
    public record ImportRules(
            ProjectLocks projects, TaskTree tasks, ReservedTags reserved, PlacementRules placing, EntryRules entries) {}

    /** What the rows of time entries are decided by. */
    public record EntryRules(
            ProjectQueries projects, TimeEntryDirectory directory, TimeEntryQueries queries, OverlapPolicy overlap) {}
}
