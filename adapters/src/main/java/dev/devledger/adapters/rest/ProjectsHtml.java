package dev.devledger.adapters.rest;

import dev.devledger.application.project.ProjectView;
import dev.devledger.domain.project.ProjectStatus;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.web.util.HtmlUtils;

/**
 * The projects by status, the ones under way first.
 *
 * @param counts of all projects
 * @param newest those that were changed last, newest change first
 */
record ProjectsHtml(Map<ProjectStatus, Integer> counts, List<ProjectView> newest) {
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
                .limit(SHOWN)
                .toList();
        Stream<String> more = shown.size() < count
                ? Stream.of("<li><a href=\"/api/projects?status=" + Json.word(status) + "\">" + (count - shown.size())
                        + " more</a></li>\n")
                : Stream.of();
        return """
                <h3>%s <span class="count">%d</span></h3>
                <ul>
                %s</ul>
                """.formatted(
                capital(Json.word(status)),
                count,
                Stream.concat(shown.stream().map(ProjectsHtml::line), more).collect(Collectors.joining()));
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
