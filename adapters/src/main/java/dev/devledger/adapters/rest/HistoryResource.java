package dev.devledger.adapters.rest;

import dev.devledger.application.history.HistoryFilter;
import dev.devledger.application.history.HistoryQueries;
import dev.devledger.application.history.StatusTimeline;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.project.ProjectView;
import dev.devledger.application.project.Projects;
import dev.devledger.application.query.Page;
import dev.devledger.application.query.PageRequest;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.application.task.TaskView;
import dev.devledger.application.task.Tasks;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;

@Controller
@RequestMapping(path = "/api", produces = MediaType.APPLICATION_JSON_VALUE)
final class HistoryResource {
    private final HistoryQueries history;
    private final ProjectQueries projects;
    private final TaskQueries tasks;
    private final ZoneId zone;
    private final Clock clock;
    private final HistoryExport export;

    HistoryResource(HistoryQueries history, ProjectQueries projects, TaskQueries tasks, ZoneId zone, Clock clock) {
        this.history = history;
        this.clock = clock;
        this.export = new HistoryExport(history);
        this.projects = projects;
        this.tasks = tasks;
        this.zone = zone;
    }

    @GetMapping("/history")
    Answer all(Query query) {
        PageRequest page = query.page();
        HistoryFilter filter = ofEntity(query);
        query.rejectIfAny();
        return Answer.page(filter == null ? new Page<>(List.of(), null) : history.list(filter, page));
    }

    /** The parameter says in which form, so what the caller accepts is not asked for. */
    @GetMapping(path = "/history/export", produces = MediaType.ALL_VALUE)
    Download export(Query query) {
        HistoryFile file = query.one("format", HistoryFile::parse);
        HistoryFilter filter = ofEntity(query);
        query.rejectIfAny();
        return export.of(filter, file == null ? HistoryFile.NDJSON : file);
    }

    @GetMapping("/projects/{id}/history")
    Answer ofProject(@PathVariable("id") String id, Query query) {
        PageRequest page = query.page();
        boolean withTasks = query.flag("tasks");
        UUID project = projects.find(id).map(ProjectView::id).orElseThrow(() -> Projects.unknown(id));
        HistoryFilter filter = filter(query, project, withTasks);
        query.rejectIfAny();
        return Answer.page(history.list(filter, page));
    }

    @GetMapping("/projects/{id}/status-timeline")
    Answer timeline(@PathVariable("id") String id) {
        UUID project = projects.find(id).map(ProjectView::id).orElseThrow(() -> Projects.unknown(id));
        return Answer.ok(StatusTimeline.of(history.statusesOf(project), clock.instant()));
    }

    @GetMapping("/tasks/{id}/history")
    Answer ofTask(@PathVariable("id") String id, Query query) {
        PageRequest page = query.page();
        UUID task = tasks.find(id).map(TaskView::id).orElseThrow(() -> Tasks.unknown(id));
        HistoryFilter filter = filter(query, task, false);
        query.rejectIfAny();
        return Answer.page(history.list(filter, page));
    }

    /** Null where the entity that is asked for does not exist, and so has no history. */
    private @Nullable HistoryFilter ofEntity(Query query) {
        String entity = query.one("entity", HistoryResource::idOrKey);
        UUID id = entity == null ? null : resolved(entity).orElse(null);
        HistoryFilter filter = filter(query, id, query.flag("tasks"));
        return entity != null && id == null ? null : filter;
    }

    private HistoryFilter filter(Query query, @Nullable UUID entity, boolean withTasks) {
        return new HistoryFilter(
                entity,
                withTasks,
                query.one("kind", HistoryResource::kind) != null,
                query.one("actor", Parser::search),
                query.one("channel", Parser::search),
                query.one("since", Parser.since(zone)),
                query.one("until", Parser.since(zone)),
                query.one("changeSet", Parser::uuid),
                query.flag("sync"));
    }

    private static String kind(String text) throws Parser.Wrong {
        if (text.equals("status")) {
            return text;
        }
        throw new Parser.Wrong("is " + Parser.quoted(text) + "; allowed is status");
    }

    private static String idOrKey(String text) throws Parser.Wrong {
        if (text.matches("(?i)[PT]-[0-9]{1,18}")) {
            return text.toUpperCase(Locale.ROOT);
        }
        return Parser.uuid(text).toString();
    }

    /** An id may be of something whose row could not be built; its history is there all the same. */
    private Optional<UUID> resolved(String entity) {
        return switch (entity.charAt(1) == '-' ? entity.charAt(0) : ' ') {
            case 'P' -> projects.find(entity).map(ProjectView::id);
            case 'T' -> tasks.find(entity).map(TaskView::id);
            default -> Optional.of(UUID.fromString(entity));
        };
    }
}
