package dev.devledger.application.imports;

import dev.devledger.domain.project.ProjectId;
import dev.devledger.domain.task.TaskId;
import dev.devledger.domain.time.TimeEntry.TimeEntryId;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.PrimitiveIterator;
import java.util.Set;
import java.util.function.Supplier;

/** The database access of an import, except the storing of its events. */
public interface ImportStore {

    /** A project that is not deleted. */
    record Named(ProjectId project, String key) {}

    /** A task that is not deleted. */
    record TitledTask(TaskId task, String key) {}

    /** A task's title and project. */
    record Title(ProjectId project, String title) {}

    /** The sequences of new numbers in the ledger, each given out once. */
    enum Sequence {
        PROJECT_KEYS,
        TASK_KEYS,
        TIME_ENTRY_KEYS
    }

    /** Runs the work completely or not at all. */
    <T> T inTransaction(Supplier<T> work);

    /** Finds the projects that have exactly one of these names, by name. */
    Map<String, List<Named>> named(Collection<String> names);

    /** Returns the tasks among these that exist, deleted ones included. */
    Set<TaskId> present(Collection<TaskId> tasks);

    /** Returns the time entries among these that exist, each with true if it is deleted. */
    Map<TimeEntryId, Boolean> presentEntries(Collection<TimeEntryId> entries);

    /**
     * Finds the tasks with exactly one of these titles in the title's project, by title, in the order of their keys.
     */
    Map<Title, List<TitledTask>> titled(Collection<Title> titles);

    Ranges next(Sequence sequence, int count);

    /** Numbers of several ranges, in increasing order. */
    final class Ranges implements PrimitiveIterator.OfLong {
        /** A range, both ends included. */
        public record Range(long first, long last) {}

        private final Iterator<Range> rest;
        private long next = 1;
        private long last;

        public Ranges(List<Range> ranges) {
            rest = List.copyOf(ranges).iterator();
        }

        @Override
        public boolean hasNext() {
            return next <= last || rest.hasNext();
        }

        @Override
        public long nextLong() {
            if (next > last) {
                Range range = rest.next();
                next = range.first();
                last = range.last();
            }
            return next++;
        }
    }
}
