package dev.devledger.adapters.rest.resource;

import dev.devledger.adapters.rest.http.Download;
import dev.devledger.adapters.rest.http.HttpAnswer;
import dev.devledger.adapters.rest.http.Parser;
import dev.devledger.adapters.rest.http.QueryParameters;
import dev.devledger.application.history.HistoryFilter;
import dev.devledger.application.history.HistoryQueries;
import dev.devledger.application.history.StatusTimeline;
import dev.devledger.application.history.StatusTimelines;
import dev.devledger.application.person.People;
import dev.devledger.application.person.PersonQueries;
import dev.devledger.application.person.PersonView;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.project.ProjectView;
import dev.devledger.application.project.Projects;
import dev.devledger.application.query.Page;
import dev.devledger.application.query.PageRequest;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.application.task.TaskView;
import dev.devledger.application.task.Tasks;
import java.util.List;
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
public final class HistoryResource {
    private final HistoryQueries history;
    private final ProjectQueries projects;
    private final TaskQueries tasks;
    private final PersonQueries people;
    private final HistoryFilters filters;
    private final StatusTimelines timelines;
    private final AsOf past;
    private final HistoryExport export;

    public HistoryResource(HistoryQueries history, HistoryFilters filters, StatusTimelines timelines, AsOf past) {
        this.history = history;
        this.timelines = timelines;
        this.past = past;
        this.export = new HistoryExport(history);
        this.projects = filters.projects();
        this.tasks = filters.tasks();
        this.people = filters.people();
        this.filters = filters;
    }

    @GetMapping("/history")
    HttpAnswer all(QueryParameters query) {
        PageRequest page = query.page();
        String after = query.one("after", Parser::search);
        if (after != null && page.cursor() != null) {
            query.wrong(
                    "after",
                    "cannot be combined with cursor: after reads forward, cursor reads back; send one of them");
        }
        if (after != null) {
            HistoryFilter followed = filters.toFollow(query);
            query.rejectIfAny();
            return HttpAnswer.page(history.follow(followed, new PageRequest(page.limit(), after)));
        }
        Optional<HistoryFilter> filter = filters.ofEntity(query);
        query.rejectIfAny();
        return HttpAnswer.page(
                filter.map(wanted -> history.list(wanted, page)).orElseGet(() -> new Page<>(List.of(), null)));
    }

    /** The parameter says in which form, so what the caller accepts is not asked for. */
    @GetMapping(path = "/history/export", produces = MediaType.ALL_VALUE)
    Download export(QueryParameters query) {
        HistoryFile file = query.one("format", HistoryFile::parse);
        HistoryFilter filter = filters.ofEntity(query).orElse(null);
        query.rejectIfAny();
        return export.of(filter, file == null ? HistoryFile.NDJSON : file);
    }

    @GetMapping("/projects/{id}/history")
    HttpAnswer ofProject(@PathVariable("id") String id, QueryParameters query) {
        PageRequest page = query.page();
        boolean withTasks = query.flag("tasks");
        UUID project = projects.find(id).map(ProjectView::id).orElseThrow(() -> Projects.unknown(id));
        HistoryFilter filter = filters.of(query, project, withTasks);
        query.rejectIfAny();
        return HttpAnswer.page(history.list(filter, page));
    }

    @GetMapping("/projects/{id}/status-timeline")
    HttpAnswer timeline(@PathVariable("id") String id, QueryParameters query) {
        Long then = past.position(query);
        query.rejectIfAny();
        return AsOf.marked(HttpAnswer.ok(stays(project(id, then), then)), then);
    }

    private ProjectView project(String id, @Nullable Long then) {
        ProjectView now = projects.find(id).orElseThrow(() -> Projects.unknown(id));
        return then == null ? now : projects.asOf(then).find(id).orElseThrow(() -> ProjectResource.notThen(now));
    }

    private List<StatusTimeline.Stay> stays(ProjectView project, @Nullable Long then) {
        return timelines.of(project.id(), then).stays();
    }

    /** The same as a file, which is asked for by its format, so what the caller accepts is not asked for. */
    @GetMapping(path = "/projects/{id}/status-timeline", params = "format", produces = MediaType.ALL_VALUE)
    Download timelineFile(@PathVariable("id") String id, QueryParameters query) {
        query.one("format", HistoryResource::csv);
        Long then = past.position(query);
        query.rejectIfAny();
        ProjectView project = project(id, then);
        List<StatusTimeline.Stay> stays = stays(project, then);
        return new Download(HistoryFile.CSV.contentType(), project.key() + "-statuses.csv", out -> {
            out.write(HistoryFile.row("from", "to", "seconds", "status", "reason", "actor"));
            for (StatusTimeline.Stay stay : stays) {
                out.write(HistoryFile.row(
                        stay.from(), stay.to(), stay.seconds(), stay.status(), stay.reason(), stay.actor()));
            }
        });
    }

    private static String csv(String text) throws Parser.Wrong {
        if (text.equals("csv")) {
            return text;
        }
        throw new Parser.Wrong("is " + Parser.quoted(text) + "; allowed is csv");
    }

    @GetMapping("/tasks/{id}/history")
    HttpAnswer ofTask(@PathVariable("id") String id, QueryParameters query) {
        PageRequest page = query.page();
        UUID task = tasks.find(id).map(TaskView::id).orElseThrow(() -> Tasks.unknown(id));
        HistoryFilter filter = filters.of(query, task, false);
        query.rejectIfAny();
        return HttpAnswer.page(history.list(filter, page));
    }

    @GetMapping("/people/{id}/history")
    HttpAnswer ofPerson(@PathVariable("id") String id, QueryParameters query) {
        PageRequest page = query.page();
        UUID person = people.find(id).map(PersonView::id).orElseThrow(() -> People.unknown(id));
        HistoryFilter filter = filters.of(query, person, false);
        query.rejectIfAny();
        return HttpAnswer.page(history.list(filter, page));
    }
}
