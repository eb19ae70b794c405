package dev.devledger.application.imports;

import dev.devledger.domain.project.Placement;
import dev.devledger.domain.project.ProjectDetails;
import dev.devledger.domain.project.ProjectStatus;
import dev.devledger.domain.shared.Rejection.Violation;
import dev.devledger.domain.task.TaskDetails;
import dev.devledger.domain.task.TaskId;
import dev.devledger.domain.task.TaskStatus;
import dev.devledger.domain.time.TimeEntry.TimeEntryDetails;
import dev.devledger.domain.time.TimeEntry.TimeEntryId;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What a row of a file wishes for. {@code line} is where the row begins, from 1. */
public sealed interface ImportRow {
    long line();

    /**
     * @param ref what other rows call it by, null where only its name is known
     * @param onlyOne whether rows know it by its name alone, so that there must be no other of that name
     * @param remarks what the row says and the project does not
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

        /** Whether it is made once, however often it is imported: exports have ids for refs. */
        boolean isLasting() {
            return KeyOrId.isId(ref);
        }
    }

    /**
     * @param parent the ref or key of the task above it, null at the top
     * @param since since when its status is so, null for the time of the import
     */
    record NewTask(
            long line,
            @Nullable String ref,
            Home home,
            @Nullable String parent,
            TaskDetails details,
            TaskStatus status,
            @Nullable Instant since,
            Further further)
            implements ImportRow {
        public NewTask with(Further other) {
            return new NewTask(line, ref, home, parent, details, status, since, other);
        }

        /**
         * Whether nobody can be asked to change it: where what it names is not there, it goes without.
         */
        boolean isTakenAsItIs() {
            return further.identity() != null || isOfFormerExport();
        }

        /** Those had keys for refs. What keys such a file names, and does not have, are those of the ledger that it is of. */
        boolean isOfFormerExport() {
            return KeyOrId.TASK.isKey(ref);
        }
    }

    /**
     * What few rows say of a task.
     *
     * @param notes the oldest first
     * @param identity null for a task that each import makes anew
     * @param remarks what the row says and the task does not; nothing is wrong with it
     */
    record Further(
            Others others, List<String> notes, @Nullable Identity identity, List<Violation> remarks) {
        public static final Further NONE = new Further(Others.NONE, List.of(), null, List.of());

        public Further {
            notes = List.copyOf(notes);
            remarks = List.copyOf(remarks);
        }
    }

    /** What a task has to do with others, each by a ref, a key or an id. */
    record Others(
            List<String> blockedBy,
            List<String> related,
            @Nullable String discoveredFrom) {
        public static final Others NONE = new Others(List.of(), List.of(), null);

        public Others {
            blockedBy = List.copyOf(blockedBy);
            related = List.copyOf(related);
        }
    }

    /**
     * Of a task that is made once, however often it is imported: its id comes from its project and ref.
     *
     * @param known the id that the row says itself, null where it says none
     */
    record Identity(@Nullable TaskId known) {}

    /**
     * A time entry.
     *
     * @param entry the same each time that the row is imported
     * @param home null where it names no project
     * @param task null where it names none
     * @param details without what it is logged on
     * @param billable null where that is as with its project
     * @param remarks what the row says and the entry does not
     */
    record NewEntry(
            long line,
            TimeEntryId entry,
            @Nullable Home home,
            @Nullable TaskName task,
            TimeEntryDetails details,
            @Nullable Boolean billable,
            List<Violation> remarks)
            implements ImportRow {
        public NewEntry {
            remarks = List.copyOf(remarks);
        }
    }

    /**
     * The task of a time entry: by its id, by its title in the project of the row, or by its key, which also tells which of
     * several with that title is meant.
     *
     * @param id in the ledger that the file is of, null where the row says none
     * @param isTakenAsItIs whether nobody can be asked which of several is meant: then the time is the project's
     * @param otherwise what is made where no task has that title, null where that is an error
     */
    record TaskName(
            @Nullable String id,
            @Nullable String key,
            @Nullable String title,
            boolean isTakenAsItIs,
            @Nullable TaskDetails otherwise) {}

    /** A row that makes nothing; {@code remark} is null where nobody needs to know. */
    record Skipped(long line, @Nullable Violation remark) implements ImportRow {}

    /** A row with something wrong in it. Its refs count, so that the rows that name them are not called wrong as well. */
    record Bad(
            long line,
            List<Violation> violations,
            @Nullable String projectRef,
            @Nullable String taskRef) implements ImportRow {
        public Bad {
            violations = List.copyOf(violations);
        }

        public static Bad of(long line, String field, String message) {
            return new Bad(line, List.of(new Violation(field, message)), null, null);
        }
    }

    /**
     * The project of a task.
     *
     * @param name a ref, a key, an id or an exact name
     * @param otherwise what is made where there is nothing of that name, null where that is an error
     * @param id in the ledger that the file is of, where several projects of the file have that name; else null
     */
    record Home(
            String name,
            @Nullable ProjectDetails otherwise,
            @Nullable String id) {
        public Home(String name, @Nullable ProjectDetails otherwise) {
            this(name, otherwise, null);
        }

        /** Whether the first of several of the name is meant: nobody can say which. */
        boolean isTakenAsItIs() {
            return otherwise != null && otherwise.placement() == Placement.NONE;
        }
    }

    /** What people and agents call a project, a task or a person of the ledger by, as it looks. */
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

        /** Which is that of something else in another ledger. */
        public boolean isKey(@Nullable String text) {
            return text != null && key.matcher(text).matches();
        }

        /** Which nothing else has in any ledger. */
        public static boolean isId(@Nullable String text) {
            return text != null && ID.matcher(text).matches();
        }
    }
}
