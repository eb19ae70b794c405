package dev.devledger.adapters.rest.history;

import dev.devledger.adapters.format.FormulaGuard;
import dev.devledger.adapters.rest.http.HistoryFilters;
import dev.devledger.adapters.rest.http.HttpAnswer;
import dev.devledger.adapters.rest.http.HttpAnswer.Download;
import dev.devledger.adapters.rest.http.Json;
import dev.devledger.adapters.rest.http.Parser;
import dev.devledger.adapters.rest.http.Problem.ConcurrencyLimit;
import dev.devledger.adapters.rest.http.QueryParameters;
import dev.devledger.adapters.rest.http.RequestArguments.AsOf;
import dev.devledger.adapters.rest.resource.ProjectResource;
import dev.devledger.application.directory.People;
import dev.devledger.application.directory.People.PersonQueries;
import dev.devledger.application.directory.People.PersonQueries.PersonView;
import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.history.Differences;
import dev.devledger.application.history.HistoryFilter;
import dev.devledger.application.history.HistoryQueries;
import dev.devledger.application.history.HistoryQueries.HistoryView;
import dev.devledger.application.history.StatusTimelines;
import dev.devledger.application.history.StatusTimelines.StatusTimeline;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.project.ProjectQueries.ProjectView;
import dev.devledger.application.project.Projects;
import dev.devledger.application.task.TaskQueries;
import dev.devledger.application.task.TaskQueries.TaskView;
import dev.devledger.application.task.Tasks;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
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

    /** Exports the history. A parameter names the form, so the Accept header is ignored. */
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

    private List<StatusTimeline.StatusPeriod> stays(ProjectView project, @Nullable Long then) {
        return timelines.of(project.id(), then).stays();
    }

    /** Returns the timeline as a file. A parameter names the form, so the Accept header is ignored. */
    @GetMapping(path = "/projects/{id}/status-timeline", params = "format", produces = MediaType.ALL_VALUE)
    Download timelineFile(@PathVariable("id") String id, QueryParameters query) {
        query.one("format", HistoryResource::csv);
        Long then = past.position(query);
        query.rejectIfAny();
        ProjectView project = project(id, then);
        List<StatusTimeline.StatusPeriod> stays = stays(project, then);
        return new Download(HistoryFile.CSV.contentType(), project.key() + "-statuses.csv", out -> {
            out.write(HistoryFile.row("from", "to", "seconds", "status", "reason", "actor"));
            for (StatusTimeline.StatusPeriod stay : stays) {
                out.write(HistoryFile.row(
                        stay.from(), stay.to(), stay.seconds(), stay.status(), stay.reason(), stay.actor()));
            }
        });
    }

    private static String csv(String text) throws Parser.InvalidText {
        if (text.equals("csv")) {
            return text;
        }
        throw new Parser.InvalidText("is " + Parser.quoted(text) + "; allowed is csv");
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

    /** Exports the history as a file. An export holds a database connection as long as it runs. */
    static final class HistoryExport {

        private final HistoryQueries history;

        /**
         * The limit of concurrent exports, which leaves most of the shared connections to other callers, as an export
         * can be slow.
         */
        private final ConcurrencyLimit running = new ConcurrencyLimit(3, "exports");

        HistoryExport(HistoryQueries history) {
            this.history = history;
        }

        /**
         * Returns the file.
         *
         * @param filter the filter; null if no entry can match
         */
        Download of(@Nullable HistoryFilter filter, HistoryFile file) {
            String name = "devledger-history." + file.name().toLowerCase(Locale.ROOT);
            return new Download(file.contentType(), name, out -> write(filter, file, out));
        }

        private void write(@Nullable HistoryFilter filter, HistoryFile file, OutputStream out) throws IOException {
            running.enter();
            try {
                out.write(file.head());
                if (filter != null) {
                    history.export(filter, entry -> write(file.line(entry), out));
                }
            } catch (UncheckedIOException gone) {
                throw gone.getCause();
            } finally {
                running.leave();
            }
        }

        private static void write(byte[] line, OutputStream out) {
            try {
                out.write(line);
            } catch (IOException gone) {
                throw new UncheckedIOException(gone);
            }
        }
    }

    /** The formats of a history file, with one entry in each line. */
    enum HistoryFile {
        NDJSON("application/x-ndjson") {
            @Override
            byte[] head() {
                return new byte[0];
            }

            @Override
            byte[] line(HistoryView entry) {
                return bytes(Json.text(entry) + "\n");
            }
        },
        CSV("text/csv;charset=UTF-8") {
            @Override
            byte[] head() {
                return bytes(
                        "position,at,entityType,entityId,entityKey,event,summary,changes,reason,actor,channel,client,"
                                + "tool,requestId,changeSet,agent\r\n");
            }

            @Override
            byte[] line(HistoryView entry) {
                return row(
                        entry.position(),
                        entry.at(),
                        entry.entity().type(),
                        entry.entity().id(),
                        entry.entity().key(),
                        entry.event(),
                        entry.summary(),
                        Json.text(entry.changes()),
                        entry.reason(),
                        entry.actor(),
                        entry.channel(),
                        entry.client(),
                        entry.tool(),
                        entry.requestId(),
                        entry.changeSet(),
                        entry.agent());
            }
        };

        private final String contentType;

        HistoryFile(String contentType) {
            this.contentType = contentType;
        }

        String contentType() {
            return contentType;
        }

        abstract byte[] head();

        abstract byte[] line(HistoryView entry);

        static HistoryFile parse(String text) throws Parser.InvalidText {
            return switch (text) {
                case "ndjson" -> NDJSON;
                case "csv" -> CSV;
                default -> throw new Parser.InvalidText("is " + Parser.quoted(text) + "; allowed are ndjson, csv");
            };
        }

        /** Returns a line of CSV. */
        static byte[] row(@Nullable Object... cells) {
            return bytes(Arrays.stream(cells).map(HistoryFile::cell).collect(Collectors.joining(",", "", "\r\n")));
        }

        /**
         * Returns a cell in the form of RFC 4180; an empty cell for null. A text that a spreadsheet would run as a
         * formula gets a ' before it, as any user, web page or mail may have supplied the text.
         */
        private static String cell(@Nullable Object value) {
            String safe = FormulaGuard.guarded(value == null ? "" : value.toString());
            return safe.matches("(?s).*[\",\r\n].*") ? "\"" + safe.replace("\"", "\"\"") + "\"" : safe;
        }

        private static byte[] bytes(String text) {
            return text.getBytes(StandardCharsets.UTF_8);
        }
    }

    @Controller
    @RequestMapping(path = "/api", produces = MediaType.APPLICATION_JSON_VALUE)
    public record DiffResource(Differences differences, ProjectQueries projects, AsOf past) {
        @GetMapping("/diff")
        HttpAnswer between(QueryParameters query) {
            PageRequest page = query.page();
            Long from = past.position(query, "from");
            Long to = past.position(query, "to");
            String project = query.one("project", Parser::search);
            query.require("from", from, "a position of the history, an instant or a day");
            query.rejectIfAny();
            UUID of = project == null
                    ? null
                    : projects.find(project).map(ProjectView::id).orElseThrow(() -> Projects.unknown(project));
            return HttpAnswer.ok(differences.between(from == null ? 0 : from, to, of, page));
        }
    }
}
