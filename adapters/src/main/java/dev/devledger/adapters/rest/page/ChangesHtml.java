package dev.devledger.adapters.rest.page;

import dev.devledger.application.history.HistoryView;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.web.util.HtmlUtils;

/** What was changed: what, who, through what and when. */
final class ChangesHtml {
    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private ChangesHtml() {}

    static String html(List<HistoryView> changes) {
        return changes.isEmpty()
                ? "<p>Nothing has been changed yet. Each change of a project or task will be shown here.</p>"
                : changes.stream().map(ChangesHtml::line).collect(Collectors.joining("", "<ul>\n", "</ul>"));
    }

    private static String line(HistoryView change) {
        String key = change.entity().key();
        return """
                <li><span class="key">%s</span> <bdi>%s</bdi>
                <span class="hint"><bdi>%s</bdi> through <bdi>%s</bdi>, %s</span></li>
                """.formatted(
                        HtmlUtils.htmlEscape(key == null ? "" : key),
                        HtmlUtils.htmlEscape(change.summary()),
                        HtmlUtils.htmlEscape(change.actor()),
                        HtmlUtils.htmlEscape(through(change)),
                        time(change.at()));
    }

    /** The script of the page puts the browser's own time into the place of this one. */
    private static String time(Instant at) {
        String utc = UTC.format(at);
        return "<time datetime=\"" + at + "\" title=\"" + utc + "\">" + utc + "</time>";
    }

    private static String through(HistoryView change) {
        return switch (change.channel()) {
            case "rest" -> "the API";
            case "web" -> "the browser";
            case "system" -> "Devledger itself";
            case "ticktick" -> "TickTick";
            case "mcp" ->
                Stream.of(change.client(), change.tool())
                        .filter(name -> name != null)
                        .collect(Collectors.collectingAndThen(
                                Collectors.joining(", "), by -> by.isEmpty() ? "MCP" : "MCP (" + by + ")"));
            default -> change.channel();
        };
    }
}
