package dev.devledger.adapters.rest.exports;

import dev.devledger.adapters.rest.http.Download;
import dev.devledger.adapters.rest.http.Parser;
import dev.devledger.adapters.rest.http.QueryParameters;
import dev.devledger.application.person.PersonQueries;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.project.Projects;
import dev.devledger.application.task.TaskQueries;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;

@Controller
@RequestMapping("/api/tasks/export")
public record TaskExportResource(TaskExport export, ProjectQueries projects, TaskQueries tasks, PersonQueries people) {

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
}
