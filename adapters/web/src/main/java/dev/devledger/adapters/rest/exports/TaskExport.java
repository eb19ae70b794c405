package dev.devledger.adapters.rest.exports;

import dev.devledger.adapters.rest.http.Problem;
import dev.devledger.adapters.rest.http.ProblemCode;
import dev.devledger.adapters.rest.http.ProblemException;
import dev.devledger.application.note.NoteQueries;
import dev.devledger.application.note.NoteView;
import dev.devledger.application.query.Page;
import dev.devledger.application.query.PageRequest;
import dev.devledger.application.query.Sort;
import dev.devledger.application.task.TaskFilter;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.application.task.TaskView;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import org.jspecify.annotations.Nullable;

/** Writes tasks with their notes, some at a time. */
public final class TaskExport {
    private static final int AT_ONCE = 3;
    private static final int NOTES = 10_000;
    private static final Duration WAIT = Duration.ofSeconds(10);

    private final TaskQueries tasks;
    private final NoteQueries notes;
    private final Semaphore free = new Semaphore(AT_ONCE);

    public TaskExport(TaskQueries tasks, NoteQueries notes) {
        this.tasks = tasks;
        this.notes = notes;
    }

    private interface Each {
        /** {@code notes}: the oldest first. */
        void task(TaskView task, List<NoteView> notes) throws IOException;
    }

    /** {@code project}: id or key, null for all. */
    void write(TaskFile file, @Nullable String project, OutputStream out) throws IOException {
        if (!free.tryAcquire()) {
            throw new ProblemException(new Problem(
                            ProblemCode.RATE_LIMITED,
                            AT_ONCE + " exports of tasks are already running, and more are not allowed at a time. Try"
                                    + " again when one is done.")
                    .retryAfter(WAIT));
        }
        try {
            read(project, file::look);
            for (String line : file.head()) {
                write(line, out);
            }
            read(project, (task, log) -> write(file.line(task, log), out));
        } finally {
            free.release();
        }
    }

    private static void write(String line, OutputStream out) throws IOException {
        out.write((line + "\n").getBytes(StandardCharsets.UTF_8));
    }

    /** What changes meanwhile moves to the end of this order: it may come a second time, but is never missed. */
    private void read(@Nullable String project, Each each) throws IOException {
        TaskFilter filter = TaskFilter.of(Set.of(), project, new Sort(Sort.By.UPDATED, false));
        Set<UUID> seen = new HashSet<>();
        String cursor = null;
        do {
            Page<TaskView> page = tasks.list(filter, new PageRequest(PageRequest.MAX_LIMIT, cursor));
            List<TaskView> fresh =
                    page.items().stream().filter(task -> seen.add(task.id())).toList();
            Map<UUID, List<NoteView>> logs =
                    notes.newest(fresh.stream().map(TaskView::id).toList(), NOTES);
            for (TaskView task : fresh) {
                each.task(task, logs.getOrDefault(task.id(), List.of()).reversed());
            }
            cursor = page.nextCursor();
        } while (cursor != null);
    }
}
