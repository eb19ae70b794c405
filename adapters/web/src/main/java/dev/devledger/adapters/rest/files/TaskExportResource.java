package dev.devledger.adapters.rest.files;

import dev.devledger.adapters.rest.beads.BeadsLine;
import dev.devledger.adapters.rest.beads.BeadsNames;
import dev.devledger.adapters.rest.http.HttpAnswer.Download;
import dev.devledger.adapters.rest.http.Parser;
import dev.devledger.adapters.rest.http.Problem;
import dev.devledger.adapters.rest.http.Problem.ProblemCode;
import dev.devledger.adapters.rest.http.Problem.ProblemException;
import dev.devledger.adapters.rest.http.QueryParameters;
import dev.devledger.application.directory.PersonQueries;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.entity.Page.Sort;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.project.Projects;
import dev.devledger.application.task.NoteQueries;
import dev.devledger.application.task.NoteQueries.NoteView;
import dev.devledger.application.task.TaskFilter;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.application.task.TaskQueries.TaskView;
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
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;

@Controller
@RequestMapping("/api/tasks/export")
public record TaskExportResource(
        TaskExportResource.TaskExport export, ProjectQueries projects, TaskQueries tasks, PersonQueries people) {

    /** The parameter says in which form, so what the caller accepts is not asked for. */
    @GetMapping(produces = MediaType.ALL_VALUE)
    Download export(QueryParameters query) {
        TaskFileForm asked = query.one("format", TaskFileForm::parse);
        String project = query.one("project", Parser::search);
        query.rejectIfAny();
        if (project != null && projects.find(project).isEmpty()) {
            throw Projects.unknown(project);
        }
        TaskFileForm form = asked == null ? TaskFileForm.NDJSON : asked;
        OwnFile.Named named = new OwnFile.Named(projects, tasks, people);
        return new Download(form.contentType(), form.fileName(), out -> export.write(form.file(named), project, out));
    }

    /** Writes tasks with their notes, some at a time. */
    public static final class TaskExport {
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
                                AT_ONCE
                                        + " exports of tasks are already running, and more are not allowed at a time. Try"
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
                List<TaskView> fresh = page.items().stream()
                        .filter(task -> seen.add(task.id()))
                        .toList();
                Map<UUID, List<NoteView>> logs =
                        notes.newest(fresh.stream().map(TaskView::id).toList(), NOTES);
                for (TaskView task : fresh) {
                    each.task(task, logs.getOrDefault(task.id(), List.of()).reversed());
                }
                cursor = page.nextCursor();
            } while (cursor != null);
        }
    }

    /** One file of tasks. All of them are looked at before the first is written: tasks name each other. Notes: the oldest first. */
    interface TaskFile {
        void look(TaskView task, List<NoteView> notes);

        /** What stands before the tasks. */
        List<String> head();

        String line(TaskView task, List<NoteView> notes);
    }

    /** The forms in which tasks can be taken along. */
    enum TaskFileForm {
        NDJSON("application/x-ndjson", "devledger-tasks.ndjson"),
        BEADS("application/x-beads+jsonl", "issues.jsonl");

        private final String contentType;
        private final String fileName;

        TaskFileForm(String contentType, String fileName) {
            this.contentType = contentType;
            this.fileName = fileName;
        }

        String contentType() {
            return contentType;
        }

        String fileName() {
            return fileName;
        }

        TaskFile file(OwnFile.Named named) {
            return switch (this) {
                case NDJSON -> new OwnFile(named);
                case BEADS -> new IssueFile();
            };
        }

        static TaskFileForm parse(String text) throws Parser.Wrong {
            return switch (text) {
                case "ndjson" -> NDJSON;
                case "beads" -> BEADS;
                default -> throw new Parser.Wrong("is " + Parser.quoted(text) + "; allowed are ndjson, beads");
            };
        }
    }

    /** Issues of beads, one a line. */
    static final class IssueFile implements TaskFile {
        private final BeadsNames names = new BeadsNames();

        @Override
        public void look(TaskView task, List<NoteView> notes) {
            names.add(task, notes);
        }

        @Override
        public List<String> head() {
            return List.of();
        }

        @Override
        public String line(TaskView task, List<NoteView> notes) {
            return new BeadsLine(task, notes, names).json();
        }
    }
}
