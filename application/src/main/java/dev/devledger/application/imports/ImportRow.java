package dev.devledger.application.imports;

import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.project.ProjectDetails;
import dev.devledger.domain.shared.Rejection.Violation;
import dev.devledger.domain.shared.Sha256;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.task.Task.TaskStatus;
import dev.devledger.domain.task.TaskDetails;
import dev.devledger.domain.time.TimeEntry.TimeEntryDetails;
import dev.devledger.domain.time.TimeEntry.TimeEntryId;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** A parsed row of a file. {@code line} is its first line, from 1. */
public sealed interface ImportRow {
    long line();

    /**
     * @param ref the name by which other rows refer to the project, null if they can use only its name
     * @param onlyOne true if rows refer to the project by its name alone, which must then be unique
     * @param remarks the differences between the row and the project
     */
    record NewProject(
            long line,
            @Nullable String ref,
            boolean onlyOne,
            ProjectDetails details,
            ProjectStatus status,
            List<Violation> remarks)
            implements ImportRow {
        public NewProject {
            remarks = List.copyOf(remarks);
        }

        /** Returns true if repeated imports create the project only once: the refs of exports are ids. */
        boolean isLasting() {
            return KeyOrId.isId(ref);
        }
    }

    /**
     * @param parent the ref or key of the parent task, null at the top
     * @param since the time since which the task has its status, null for the time of the import
     */
    record NewTask(
            long line,
            @Nullable String ref,
            ProjectReference home,
            @Nullable String parent,
            TaskDetails details,
            TaskStatus status,
            @Nullable Instant since,
            TaskExtras further)
            implements ImportRow {
        public NewTask with(TaskExtras other) {
            return new NewTask(line, ref, home, parent, details, status, since, other);
        }

        /**
         * Returns true if the row comes from an export that users cannot edit: missing references are then left out.
         */
        boolean isImportedUnchanged() {
            return further.identity() != null || isOfFormerExport();
        }

        /**
         * Returns true for a row of an old export, whose refs are keys. Such a key that no row of the file has belongs
         * to the exporting ledger.
         */
        boolean isOfFormerExport() {
            return KeyOrId.TASK.isKey(ref);
        }
    }

    /**
     * The parts of a task that few rows have.
     *
     * @param notes the oldest first
     * @param identity null for a task that each import creates again
     * @param remarks the differences between the row and the task; they are no errors
     */
    record TaskExtras(
            TaskRelations others,
            List<String> notes,
            @Nullable Identity identity,
            List<Violation> remarks) {
        public static final TaskExtras NONE = new TaskExtras(TaskRelations.NONE, List.of(), null, List.of());

        public TaskExtras {
            notes = List.copyOf(notes);
            remarks = List.copyOf(remarks);
        }
    }

    /** The relations of a task to others, each by a ref, a key or an id. */
    record TaskRelations(
            List<String> blockedBy,
            List<String> related,
            @Nullable String discoveredFrom) {
        public static final TaskRelations NONE = new TaskRelations(List.of(), List.of(), null);

        public TaskRelations {
            blockedBy = List.copyOf(blockedBy);
            related = List.copyOf(related);
        }
    }

    /**
     * The identity of a task that repeated imports create only once: the task's id is derived from its project and ref.
     *
     * @param known the id that the row itself has, null if it has none
     */
    record Identity(@Nullable TaskId known) {}

    /**
     * A time entry.
     *
     * @param entry the entry's id, the same at each import of the row
     * @param home null if the row names no project
     * @param task null if the row names no task
     * @param details the details without task and project
     * @param billable null for the default of the project
     * @param remarks the differences between the row and the entry
     */
    record NewEntry(
            long line,
            TimeEntryId entry,
            @Nullable ProjectReference home,
            @Nullable TaskReference task,
            TimeEntryDetails details,
            @Nullable Boolean billable,
            List<Violation> remarks)
            implements ImportRow {
        public NewEntry {
            remarks = List.copyOf(remarks);
        }
    }

    /**
     * The task of a time entry: named by id, by title in the project of the row, or by key, which also chooses among
     * several tasks of that title.
     *
     * @param id the id in the exporting ledger, null if the row has none
     * @param isTakenAsItIs true if users cannot edit the file: an ambiguous task is then replaced by the project
     * @param otherwise the task to create if none has that title, null if that is an error
     */
    record TaskReference(
            @Nullable String id,
            @Nullable String key,
            @Nullable String title,
            boolean isTakenAsItIs,
            @Nullable TaskDetails otherwise) {}

    /** A row that creates nothing; {@code remark} says why, or is null if that needs no mention. */
    record Skipped(long line, @Nullable Violation remark) implements ImportRow {}

    /** A row with errors. Its refs are still known, so that rows that refer to it are not reported too. */
    record InvalidRow(
            long line,
            List<Violation> violations,
            @Nullable String projectRef,
            @Nullable String taskRef) implements ImportRow {
        public InvalidRow {
            violations = List.copyOf(violations);
        }

        public static InvalidRow of(long line, String field, String message) {
            return new InvalidRow(line, List.of(new Violation(field, message)), null, null);
        }
    }

    /**
     * The project of a task.
     *
     * @param name a ref, a key, an id or an exact name
     * @param otherwise the project to create if none has that name, null if that is an error
     * @param id the id in the exporting ledger, if several projects of the file have that name; else null
     */
    record ProjectReference(
            String name,
            @Nullable ProjectDetails otherwise,
            @Nullable String id) {
        public ProjectReference(String name, @Nullable ProjectDetails otherwise) {
            this(name, otherwise, null);
        }

        /** Returns true if users cannot edit the file: of several projects of the name, the first is then used. */
        boolean isTakenAsItIs() {
            return otherwise != null && otherwise.placement() == Placement.NONE;
        }
    }

    /** The forms of keys and ids of a project, a task or a person in texts. */
    enum KeyOrId {
        PROJECT("P"),
        TASK("T"),
        PERSON("U");

        private static final Pattern ID = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

        private final Pattern key;

        KeyOrId(String prefix) {
            key = Pattern.compile(prefix + "-[1-9][0-9]{0,17}", Pattern.CASE_INSENSITIVE);
        }

        boolean fits(String text) {
            return isKey(text) || isId(text);
        }

        /** Returns true for a key. In another ledger, a key means another entity. */
        public boolean isKey(@Nullable String text) {
            return text != null && key.matcher(text).matches();
        }

        /** Returns true for an id, which is unique across ledgers. */
        public static boolean isId(@Nullable String text) {
            return text != null && ID.matcher(text).matches();
        }
    }

    /**
     * Ids of version 8 (RFC 9562) that are the same for the same ref in the same project. The project is part of the
     * id, as two files can use one ref for different tasks.
     */
    final class StableIds {
        private static final long VERSION = 0x8000L;
        private static final long VARIANT = 0x8000_0000_0000_0000L;

        private StableIds() {}

        /**
         * Returns the id of the row's task; empty if the row has no lasting ref, or if the ledger does not have the
         * project yet.
         */
        static Optional<TaskId> of(ImportRow.NewTask row, Optional<ProjectId> project) {
            ImportRow.Identity identity = row.further().identity();
            String ref = row.ref();
            if (identity == null || ref == null) {
                return Optional.empty();
            }
            return identity.known() == null ? project.map(known -> of(known, ref)) : Optional.of(identity.known());
        }

        /** Returns the id of a project's copy, by its id in the exporting ledger. */
        public static ProjectId ofProject(String ref) {
            return new ProjectId(of(List.of("project", ref.toLowerCase(Locale.ROOT))));
        }

        static TaskId of(ProjectId project, String ref) {
            MessageDigest digest = Sha256.digest();
            digest.update(project.toString().getBytes(StandardCharsets.UTF_8));
            return new TaskId(of(digest.digest(ref.getBytes(StandardCharsets.UTF_8))));
        }

        /** Returns an id derived from all these texts. */
        public static UUID of(List<String> said) {
            MessageDigest digest = Sha256.digest();
            for (String each : said) {
                byte[] bytes = each.getBytes(StandardCharsets.UTF_8);
                digest.update(
                        ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).flip());
                digest.update(bytes);
            }
            return of(digest.digest());
        }

        private static UUID of(byte[] digest) {
            ByteBuffer hash = ByteBuffer.wrap(digest);
            long high = (hash.getLong() & ~0xf000L) | VERSION;
            long low = (hash.getLong() >>> 2) | VARIANT;
            return new UUID(high, low);
        }

        /**
         * Ids of version 7 (RFC 9562) that count up: the time, random bits, and a number. Successive rows then stand
         * next to each other in the indexes too; random ids would cost a page lookup each.
         */
        static final class OrderedIds {
            private static final long VERSION = 0x7000L;

            private final long high;
            private final long low;

            OrderedIds(Instant at) {
                ThreadLocalRandom random = ThreadLocalRandom.current();
                high = at.toEpochMilli() << 16 | VERSION | random.nextLong(1 << 12);
                low = VARIANT | random.nextLong(1L << 30) << 32;
            }

            Iterator<UUID> all() {
                return IntStream.iterate(0, number -> number + 1)
                        .mapToObj(this::at)
                        .iterator();
            }

            UUID at(int number) {
                return new UUID(high, low | Integer.toUnsignedLong(number));
            }
        }
    }
}
