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

/** What an import asks of the database beside the storing of its events. */
public interface ImportStore {

    /** A project that is not deleted. */
    record Named(ProjectId project, String key) {}

    /** A task that is not deleted. */
    record Titled(TaskId task, String key) {}

    /** What a task is called, and where. */
    record Title(ProjectId project, String title) {}

    /** New numbers of the ledger, which no one else gets. */
    enum Sequence {
        PROJECT_KEYS,
        TASK_KEYS,
        TIME_ENTRY_KEYS
    }

    /** All of it or nothing. */
    <T> T inTransaction(Supplier<T> work);

    /** The projects that have exactly one of these names, by name. */
    Map<String, List<Named>> named(Collection<String> names);

    /** Those of these tasks that there are, deleted ones too. */
    Set<TaskId> present(Collection<TaskId> tasks);

    /** Those of these time entries that there are, and whether they are deleted. */
    Map<TimeEntryId, Boolean> presentEntries(Collection<TimeEntryId> entries);

    /** The tasks that have exactly one of these titles in its project, by title, in the order of their keys. */
    Map<Title, List<Titled>> titled(Collection<Title> titles);

    Ranges next(Sequence sequence, int count);

    /** Numbers that grow, a range after the other. */
    final class Ranges implements PrimitiveIterator.OfLong {
        /** From the first to the last, both counted. */
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
