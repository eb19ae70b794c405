package dev.devledger.adapters.rest.page;

import dev.devledger.adapters.rest.http.Json;
import dev.devledger.adapters.rest.http.Template;
import dev.devledger.application.history.HistoryFilter;
import dev.devledger.application.history.HistoryQueries;
import dev.devledger.application.project.ProjectFilter;
import dev.devledger.application.project.ProjectQueries;
import dev.devledger.application.project.ProjectView;
import dev.devledger.application.query.PageRequest;
import dev.devledger.application.query.Sort;
import dev.devledger.application.sync.Sync;
import dev.devledger.application.sync.SyncStatus;
import dev.devledger.domain.project.ProjectStatus;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.security.web.csrf.CsrfToken;
import org.springframework.stereotype.Controller;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;
import org.springframework.web.util.HtmlUtils;

/** Where someone with a browser begins. */
@Controller
public final class StartPage {
    private static final Template PAGE = Template.of(StartPage.class, "start.html");
    private static final PageRequest LAST_CHANGES = new PageRequest(10, null);
    private static final PageRequest LAST_PROJECTS = new PageRequest(50, null);
    private static final PageRequest MOST_PROJECTS = new PageRequest(PageRequest.MAX_LIMIT, null);

    private static final HistoryFilter EVERYTHING =
            new HistoryFilter(null, false, false, null, null, null, null, null, false);

    private final Sync sync;
    private final ConnectOffer offer;
    private final HistoryQueries history;
    private final ProjectQueries projects;
    private final OwnerTokenFile token;

    public StartPage(
            Sync sync, ConnectOffer offer, HistoryQueries history, ProjectQueries projects, OwnerTokenFile token) {
        this.sync = sync;
        this.offer = offer;
        this.history = history;
        this.projects = projects;
        this.token = token;
    }

    @GetMapping(path = "/", produces = MediaType.TEXT_HTML_VALUE)
    void show(
            @RequestParam(required = false) @Nullable String status,
            HttpServletRequest request,
            HttpServletResponse response)
            throws IOException {
        show(shown(status), request, response);
    }

    /** All of one status, where there is such a status and a project of it; else some of each. */
    private ProjectsHtml shown(@Nullable String word) {
        Map<ProjectStatus, Integer> counts = projects.counts();
        return counts.keySet().stream()
                .filter(each -> Json.word(each).equals(word))
                .findFirst()
                .map(only -> new ProjectsHtml(counts, list(Set.of(only), MOST_PROJECTS), only))
                .orElseGet(() -> new ProjectsHtml(counts, list(Set.of(), LAST_PROJECTS), null));
    }

    private List<ProjectView> list(Set<ProjectStatus> statuses, PageRequest page) {
        return projects.list(new ProjectFilter(statuses, null, null, null, null, false, Sort.DEFAULT), page)
                .items();
    }

    private void show(ProjectsHtml shown, HttpServletRequest request, HttpServletResponse response) throws IOException {
        SyncStatus status = sync.status();
        StartCommands commands = new StartCommands(server(request), token);
        boolean sandbox = status.mode().equals("sandbox");
        String html = PAGE.with(Map.of(
                "logout",
                logout(request),
                "sandbox",
                sandbox ? "<a href=\"/sandbox/ticktick\">TickTick sandbox</a>" : "",
                "connect",
                offer.isMade() ? "<a href=\"/oauth/ticktick/connect\">Connect TickTick</a>" : "",
                "projects",
                shown.html(commands, status.mode()),
                "sync",
                new SyncHtml(status).html(),
                "changes",
                ChangesHtml.html(history.list(EVERYTHING, LAST_CHANGES).items()),
                "mcp",
                HtmlUtils.htmlEscape(commands.mcp()),
                "command",
                HtmlUtils.htmlEscape(commands.addAgent())));
        response.setContentType("text/html;charset=UTF-8");
        response.getOutputStream().write(html.getBytes(StandardCharsets.UTF_8));
    }

    /** As the browser calls it, so that the commands work where the person is. */
    private static String server(HttpServletRequest request) {
        return ServletUriComponentsBuilder.fromContextPath(request).build().toUriString();
    }

    /** Only a session has something to log out of, and only there is a CSRF token. */
    private static String logout(HttpServletRequest request) {
        return request.getAttribute(CsrfToken.class.getName()) instanceof CsrfToken csrf
                ? "<form method=\"post\" action=\"/logout\"><input type=\"hidden\" name=\""
                        + HtmlUtils.htmlEscape(csrf.getParameterName()) + "\" value=\""
                        + HtmlUtils.htmlEscape(csrf.getToken()) + "\"><button>Log out</button></form>"
                : "";
    }
}
