package dev.devledger.adapters.rest.history;

import dev.devledger.adapters.rest.http.AsOf;
import dev.devledger.adapters.rest.http.HttpAnswer;
import dev.devledger.adapters.rest.http.Parser;
import dev.devledger.adapters.rest.http.QueryParameters;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.history.Differences;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.project.ProjectQueries.ProjectView;
import dev.devledger.application.project.Projects;
import java.util.UUID;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
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
