package dev.devledger.adapters.rest.page;

import dev.devledger.adapters.html.CsrfField;
import dev.devledger.adapters.html.Templates;
import dev.devledger.adapters.rest.http.Json;
import dev.devledger.application.history.HistoryFilter;
import dev.devledger.application.history.HistoryQueries;
import dev.devledger.application.project.ProjectFilter;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.project.ProjectView;
import dev.devledger.application.query.PageRequest;
import dev.devledger.application.query.Sort;
import dev.devledger.application.sync.Syncs;
import dev.devledger.application.sync.connector.Connectors;
import dev.devledger.domain.project.ProjectStatus;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/** Where someone with a browser begins. */
@Controller
public record StartPage(
        Syncs syncs,
        Connectors connectors,
        ConnectOffers offers,
        HistoryQueries history,
        ProjectQueries projects,
        OwnerTokenFile token) {
    private static final PageRequest LAST_CHANGES = new PageRequest(10, null);
    private static final PageRequest LAST_PROJECTS = new PageRequest(50, null);
    private static final PageRequest MOST_PROJECTS = new PageRequest(PageRequest.MAX_LIMIT, null);

    private static final HistoryFilter EVERYTHING =
            new HistoryFilter(null, false, false, null, null, null, null, null, false);

    @GetMapping(path = "/", produces = MediaType.TEXT_HTML_VALUE)
    void show(
            @RequestParam(required = false) @Nullable String status,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        StartView page = new StartView(
                new StartCommands(server(request), token),
                offers.open(),
                shown(status),
                SyncView.of(syncs),
                history.list(EVERYTHING, LAST_CHANGES).items().stream()
                        .map(each -> new ChangeView(each, connectors))
                        .toList(),
                CsrfField.of(request));
        Templates.write(Templates.render("rest/page/start.jte", page), response);
    }

    /** All of one status, where there is such a status and a project of it; else some of each. */
    private ProjectsView shown(@Nullable String word) {
        Map<ProjectStatus, Integer> counts = projects.counts();
        return counts.keySet().stream()
                .filter(each -> Json.word(each).equals(word))
                .findFirst()
                .map(only -> new ProjectsView(counts, list(Set.of(only), MOST_PROJECTS), only))
                .orElseGet(() -> new ProjectsView(counts, list(Set.of(), LAST_PROJECTS), null));
    }

    private List<ProjectView> list(Set<ProjectStatus> statuses, PageRequest page) {
        return projects.list(new ProjectFilter(statuses, null, null, null, null, false, Sort.DEFAULT), page)
                .items();
    }

    /** As the browser calls it, so that the commands work where the person is. */
    private static String server(HttpServletRequest request) {
        return ServletUriComponentsBuilder.fromContextPath(request).build().toUriString();
    }
}
