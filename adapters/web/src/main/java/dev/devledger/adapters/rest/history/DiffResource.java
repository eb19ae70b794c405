package dev.devledger.adapters.rest.history;

import dev.devledger.adapters.format.FormulaGuard;
import dev.devledger.adapters.rest.http.AsOf;
import dev.devledger.adapters.rest.http.HistoryFilters;
import dev.devledger.adapters.rest.http.HttpAnswer;
import dev.devledger.adapters.rest.http.HttpAnswer.Download;
import dev.devledger.adapters.rest.http.Json;
import dev.devledger.adapters.rest.http.Parser;
import dev.devledger.adapters.rest.http.Problem;
import dev.devledger.adapters.rest.http.Problem.ProblemCode;
import dev.devledger.adapters.rest.http.Problem.ProblemException;
import dev.devledger.adapters.rest.http.QueryParameters;
import dev.devledger.adapters.rest.resource.ProjectResource;
import dev.devledger.application.directory.People;
import dev.devledger.application.directory.PersonQueries;
import dev.devledger.application.directory.PersonQueries.PersonView;
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
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;

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
