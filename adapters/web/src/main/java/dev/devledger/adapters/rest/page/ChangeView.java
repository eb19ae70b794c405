package dev.devledger.adapters.rest.page;

import dev.devledger.application.history.HistoryView;
import dev.devledger.application.sync.connector.Connectors;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What was changed, by whom, through what and when. */
record ChangeView(HistoryView entry, Connectors connectors) {
    private static final DateTimeFormatter UTC = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    String key() {
        String key = entry.entity().key();
        return key == null ? "" : key;
    }

    String utc() {
        return UTC.format(entry.at());
    }

    String through() {
        return switch (entry.channel()) {
            case "rest" -> "the API";
            case "web" -> "the browser";
            case "system" -> "Devledger itself";
            case "mcp" ->
                Stream.of(entry.client(), entry.tool())
                        .filter(name -> name != null)
                        .collect(Collectors.collectingAndThen(
                                Collectors.joining(", "), by -> by.isEmpty() ? "MCP" : "MCP (" + by + ")"));
            default -> connectors.title(entry.channel()).orElse(entry.channel());
        };
    }
}
