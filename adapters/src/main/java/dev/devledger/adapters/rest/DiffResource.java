package dev.devledger.adapters.rest;

import dev.devledger.application.history.Differences;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.project.ProjectView;
import dev.devledger.application.project.Projects;
import dev.devledger.application.query.PageRequest;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;

@Controller
@RequestMapping(path = "/api", produces = MediaType.APPLICATION_JSON_VALUE)
final class DiffResource {
    private final Differences differences;
    private final ProjectQueries projects;
    private final Past past;

    DiffResource(Differences differences, ProjectQueries projects, Past past) {
        this.differences = differences;
        this.projects = projects;
        this.past = past;
    }

    @GetMapping("/diff")
    Answer between(Query query) {
        PageRequest page = query.page();
        Long from = past.position(query, "from");
        Long to = past.position(query, "to");
        String project = query.one("project", Parser::search);
        query.require("from", from, "a position of the history, an instant or a day");
        query.rejectIfAny();
        UUID of = project == null
                ? null
                : projects.find(project).map(ProjectView::id).orElseThrow(() -> Projects.unknown(project));
        return Answer.ok(differences.between(from == null ? 0 : from, to, of, page));
    }
}
