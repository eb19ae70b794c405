package dev.devledger.adapters.rest.page;

import dev.devledger.adapters.rest.http.Json;
import dev.devledger.application.project.ProjectView;
import dev.devledger.domain.project.ProjectStatus;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.util.HtmlUtils;

/**
 * The projects by status, the ones under way first.
 *
 * @param counts of all projects
 * @param newest those that were changed last, newest change first
 * @param only the status whose projects alone are shown, as many as there are in {@code newest}; null for some of each
 */
record ProjectsHtml(
        Map<ProjectStatus, Integer> counts,
        List<ProjectView> newest,
        @Nullable ProjectStatus only) {
    private static final int SHOWN = 8;

    private static final List<ProjectStatus> ORDER = List.of(
            ProjectStatus.ACTIVE,
            ProjectStatus.BLOCKED,
            ProjectStatus.PAUSED,
            ProjectStatus.PLANNED,
            ProjectStatus.COMPLETED,
            ProjectStatus.ABANDONED);

    /** @param mode what TickTick is, such as {@code sandbox} */
    String html(StartCommands commands, String mode) {
        if (only != null) {
            return group(only) + "<p><a href=\"/#projects\">Projects of each status</a></p>\n";
        }
        return counts.isEmpty()
                ? none(commands, mode)
                : ORDER.stream().filter(counts::containsKey).map(this::group).collect(Collectors.joining());
    }

    private static String none(StartCommands commands, String mode) {
        return """
                <p>There is no project yet. Make the first one in one of these ways:</p>
                <ul>
                <li>Connect your agent with the command at the end of this page and tell it: <q>Create a project for this
                repository.</q></li>
                <li>Run this in a shell:
                <pre id="first" tabindex="0">%s</pre>
                <button type="button" data-copy="first" hidden>Copy the command</button></li>
                <li>Send <code>POST /api/projects</code> on the page of the <a href="/swagger-ui.html">API
                documentation</a>.</li>
                </ul>
                %s
                """.formatted(HtmlUtils.htmlEscape(commands.firstProject()), inTickTick(mode));
    }

    private static String inTickTick(String mode) {
        return switch (mode) {
            case "sandbox" ->
                "<p>It then also appears as a card in the <a href=\"/sandbox/ticktick\">TickTick sandbox</a>.</p>";
            case "off" -> "";
            default -> "<p>It then also appears as a card in TickTick, once your account is connected.</p>";
        };
    }

    private String group(ProjectStatus status) {
        int count = counts.getOrDefault(status, 0);
        List<ProjectView> shown = newest.stream()
                .filter(project -> project.status() == status)
                .limit(only == null ? SHOWN : newest.size())
                .toList();
        Stream<String> more =
                shown.size() < count ? Stream.of("<li>" + more(status, count - shown.size()) + "</li>\n") : Stream.of();
        return """
                <h3>%s <span class="count">%d</span></h3>
                <ul>
                %s</ul>
                """.formatted(
                capital(Json.word(status)),
                count,
                Stream.concat(shown.stream().map(ProjectsHtml::line), more).collect(Collectors.joining()));
    }

    private String more(ProjectStatus status, int count) {
        return only == null
                ? "<a href=\"/?status=" + Json.word(status) + "#projects\">" + count + " more</a>"
                : count + " more";
    }

    /** The name is set apart, so that letters that turn the direction of text do not turn what is beside it. */
    private static String line(ProjectView project) {
        int open = project.taskCounts().open();
        return """
                <li><span class="key">%s</span> <bdi>%s</bdi> <span class="hint">%s</span></li>
                """.formatted(
                        HtmlUtils.htmlEscape(project.key()),
                        HtmlUtils.htmlEscape(project.name()),
                        open == 0 ? "no open tasks" : open == 1 ? "1 open task" : open + " open tasks");
    }

    private static String capital(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }
}
