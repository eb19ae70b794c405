package dev.devledger.adapters.dashboard.frame;

import dev.devledger.application.history.HistoryView;
import dev.devledger.application.sync.connector.Connectors;
import java.time.Instant;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What was changed, by whom, through what and when.
 *
 * @param name what the project or task is called that it is about; null where that is not known, or it is neither
 */
public record ChangeView(
        HistoryView entry,
        Connectors connectors,
        Instant now,
        @Nullable String name) {
    /** What an entry names for programs. */
    private static final Pattern CALL = Pattern.compile("POST /api/sync/conflicts/[0-9a-f-]+/resolve");

    /** Of what nobody has looked up the name. */
    public ChangeView(HistoryView entry, Connectors connectors, Instant now) {
        this(entry, connectors, now, null);
    }

    /** The same, of what is called so. */
    public ChangeView called(@Nullable String other) {
        return new ChangeView(entry, connectors, now, other);
    }

    public String key() {
        String key = entry.entity().key();
        return key == null ? "" : key;
    }

    /** In words, for who has pages. */
    public String summary() {
        return CALL.matcher(entry.summary()).replaceAll("see Conflicts");
    }

    public At at() {
        return new At(entry.at(), now);
    }

    /** The page of what it is about; null where it has none. */
    @Nullable
    public String href() {
        return switch (entry.entity().type()) {
            case "project" -> "/projects/" + key();
            case "task" -> "/tasks/" + key();
            default -> null;
        };
    }

    /** The agent, where several share the actor. */
    public String who() {
        return entry.agent() == null ? entry.actor() : entry.agent();
    }

    public String through() {
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
