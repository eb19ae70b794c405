package dev.devledger.application.imports;

import dev.devledger.application.entity.ProjectLocks;
import dev.devledger.application.entity.TaskTree;
import dev.devledger.application.imports.ImportPlan.NewEntities.NewEvents;
import dev.devledger.application.imports.ImportProgress.ImportStore;
import dev.devledger.application.imports.Imports.ImportRefused.ImportError;
import dev.devledger.application.ledger.ChangeSet.NewId;
import dev.devledger.application.ledger.IdempotencyStore;
import dev.devledger.application.ledger.IdempotencyStore.IdempotencyKey;
import dev.devledger.application.ledger.Ledger;
import dev.devledger.application.ledger.Ledger.WriteGate;
import dev.devledger.application.ledger.Provenance;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.projection.BulkEvents;
import dev.devledger.application.projection.Prefetch;
import dev.devledger.application.time.TimeEntries.OverlapPolicy;
import dev.devledger.application.time.TimeEntries.TimeEntryDirectory;
import dev.devledger.application.time.TimeEntryQueries;
import dev.devledger.domain.project.Placement.PlacementRules;
import dev.devledger.domain.project.Project.ProjectStatus.ReservedTags;
import dev.devledger.domain.shared.Rejection;
import java.io.Closeable;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Stores the projects and tasks of a file, all or nothing. The file is read to its end before the first event is
 * stored, so errors cost the ledger nothing. Then it is read again, and stored with the read model in one transaction.
 */
public final class Imports {
    private static final int ATTEMPTS = 5;

    /**
     * The result.
     *
     * @param changeSet null after a check only
     * @param entries the number of time entries
     * @param present the number of tasks and time entries that an earlier import created, and that stay unchanged
     * @param skipped the number of rows that create nothing
     * @param warnings the differences between rows and tasks, at most {@link ImportRefused#MOST} of them
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

    /** The ledger has changed since the file was checked. */
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
    private final BulkEvents many;
    private final Clock clock;

    /** Lets one import run at a time: each uses all of the database and the heap. */
    private final ReentrantLock turn = new ReentrantLock(true);

    public Imports(
            ImportStore store,
            ImportRules rules,
            WriteGate gate,
            IdempotencyStore answers,
            BulkEvents many,
            Clock clock) {
        this.store = store;
        this.rules = rules;
        this.gate = gate;
        this.answers = answers;
        this.many = many;
        this.clock = clock;
    }

    /**
     * @param key the key of a request that may be repeated, null without one
     * @param answer renders the answer, which a repeated request gets too
     * @throws ImportRefused if rows are wrong; nothing is stored then
     * @throws Ledger.LedgerBusy if other writers interfered too many times
     */
    public Ledger.Written<String> run(
            Provenance by,
            @Nullable IdempotencyKey key,
            ImportFile file,
            ImportProgress progress,
            Function<Imported, String> answer) {
        return inTurn(progress, () -> {
            Ledger.Written<String> written = repeat(() -> once(by, key, file, progress, answer));
            many.committed(progress.snapshot().events());
            return written;
        });
    }

    /**
     * Returns the result that an import would have now. Nothing is stored.
     *
     * @throws ImportRefused if rows are wrong
     */
    public Imported check(ImportFile file, ImportProgress progress) {
        return inTurn(
                progress,
                () -> store.inTransaction(() -> {
                    ImportPlan plan = checked(file, progress, now());
                    plan.overlaps();
                    return plan.imported(null);
                }));
    }

    private <T> T inTurn(ImportProgress progress, Supplier<T> work) {
        progress.enter(ImportProgress.Phase.WAITING);
        turn.lock();
        try {
            return work.get();
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
        Optional<IdempotencyStore.SavedAnswer> earlier = key == null ? Optional.empty() : answers.claim(key);
        if (earlier.isPresent()) {
            IdempotencyStore.SavedAnswer saved = earlier.get();
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
        // The next batch is read and decided while the database stores the present one.
        try (NewEvents events = new NewEvents(plan, file, progress, store, many.events(), origin);
                Prefetch<NewEvents.Batch> ahead = new Prefetch<>(events::next, NewEvents.Batch::isEmpty)) {
            for (NewEvents.Batch batch = ahead.next(); !batch.isEmpty(); batch = ahead.next()) {
                many.store(batch.events(), batch.rows(), false);
                progress.stored(batch.events().size());
            }
        }
        String told = answer.apply(plan.imported(changeSet));
        if (key != null) {
            answers.save(key, new IdempotencyStore.SavedAnswer(told, changeSet));
        }
        return new Ledger.Written<>(told, changeSet, false);
    }

    /** The rows of an import. The file is read more than once, and its rows are never all in memory. */
    public interface ImportFile {
        Rows open();

        interface Rows extends Closeable {
            /** Returns the next row, null at the end. An unreadable row is an {@link ImportRow.InvalidRow}. */
            @Nullable
            ImportRow next();

            /** Returns the bytes of the file read so far. */
            long bytes();

            @Override
            void close();
        }
    }

    /** The rules and lookups for the rows of a file. */
    public record ImportRules(
            ProjectLocks projects, TaskTree tasks, ReservedTags reserved, PlacementRules placing, EntryRules entries) {}

    /** The rules and lookups for the rows of time entries. */
    public record EntryRules(
            ProjectQueries projects, TimeEntryDirectory directory, TimeEntryQueries queries, OverlapPolicy overlap) {}

    /** The refusal of a file with wrong rows; nothing was stored. */
    public static final class ImportRefused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        /** The limit of reported errors, as a file can have millions. */
        public static final int MOST = 100;

        @SuppressWarnings("serial") // never leaves the request that it ends
        private final List<ImportError> errors;

        @SuppressWarnings("serial") // never leaves the request that it ends
        private final Map<Long, String> lines;

        /** An error with the text of its line, if the text is known. */
        public record Quoted(long line, String field, String message, String text) {}

        ImportRefused(List<ImportError> errors) {
            this(errors, Map.of());
        }

        private ImportRefused(List<ImportError> errors, Map<Long, String> lines) {
            super(message(errors), null, false, false);
            this.errors = List.copyOf(errors);
            this.lines = Map.copyOf(lines);
        }

        /** Returns the same refusal with the texts of the wrong lines, which are given by line number. */
        public ImportRefused quoting(Map<Long, String> wrong) {
            return new ImportRefused(errors, wrong);
        }

        public List<Quoted> quoted() {
            return errors.stream()
                    .map(each ->
                            new Quoted(each.line(), each.field(), each.message(), lines.getOrDefault(each.line(), "")))
                    .toList();
        }

        private static String message(List<ImportError> errors) {
            ImportError first = errors.getFirst();
            String which = "Line " + first.line() + ", " + first.field() + ": " + first.message() + ".";
            String more = errors.size() >= MOST
                    ? " These are the first " + MOST + " errors; there may be more."
                    : errors.size() > 2
                            ? " There are " + (errors.size() - 1) + " more errors."
                            : errors.size() > 1 ? " There is 1 more error." : "";
            return "Nothing was imported. " + which + more;
        }

        public List<ImportError> errors() {
            return errors;
        }

        public String detail() {
            return String.valueOf(getMessage());
        }

        /** An error of a row. {@code line} is the row's first line, from 1. */
        public record ImportError(long line, String field, String message) {}

        /** Collects errors, so that one answer reports all of them. */
        static final class Errors {
            private final List<ImportError> found = new ArrayList<>();

            void add(long line, String field, String message) {
                if (!isFull()) {
                    found.add(new ImportError(line, field, message));
                }
            }

            /** Adds a refusal, under {@code field} if the refusal names no field. */
            void add(long line, String field, Rejection rejection) {
                if (rejection.violations().isEmpty()) {
                    add(line, field, rejection.detail());
                }
                addAll(line, rejection.violations());
            }

            void addAll(long line, List<Rejection.Violation> violations) {
                violations.forEach(each -> add(line, each.field(), each.message()));
            }

            List<ImportError> found() {
                return List.copyOf(found);
            }

            boolean isFull() {
                return found.size() >= ImportRefused.MOST;
            }

            void refuseIfAny() {
                if (!found.isEmpty()) {
                    throw new ImportRefused(found);
                }
            }
        }

        /** The findings of one reading of a file, beside its new entities. */
        static final class Findings {
            final Errors errors = new Errors();

            /** The differences between rows and the ledger. */
            final Errors remarks = new Errors();

            /** The number of tasks and time entries that already exist. */
            int present;

            /** The number of rows that create nothing. */
            int skipped;
        }
    }
}
