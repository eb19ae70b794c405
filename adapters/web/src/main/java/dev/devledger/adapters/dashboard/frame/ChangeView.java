package dev.devledger.adapters.dashboard.frame;

import dev.devledger.application.history.HistoryQueries.HistoryView;
import dev.devledger.application.sync.connector.Connectors;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A change: its subject, actor, channel and time.
 *
 * @param name the name of the changed project or task; null if unknown, or for any other entity
 */
public record ChangeView(
        HistoryView entry,
        Connectors connectors,
        Instant now,
        @Nullable String name) {
    /** The words for programs at the end of a conflict's summary: the call, and the choices. */
    private static final Pattern CALL = Pattern.compile(
            "(?:(?<=until you choose: )(?:local|value) [^;]*; )?POST /api/sync/conflicts/([0-9a-f-]+)/resolve\\.$");

    /** The words in a sync event's summary that may be a service's name. Quotes enclose text of users. */
    private static final Pattern WORD = Pattern.compile("\"[^\"]*\"|[\\w-]+");

    /** The service's name in the summary of any other event. */
    private static final Pattern IN_SERVICE = Pattern.compile("(?<=placement in |\" in )[\\w-]+");

    /** A moment in ISO form, outside of quoted text of users. */
    private static final Pattern INSTANT = Pattern.compile("\"[^\"]*\"|\\b\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z\\b");

    /** Creates a change without a name. */
    public ChangeView(HistoryView entry, Connectors connectors, Instant now) {
        this(entry, connectors, now, null);
    }

    /** Returns the same change with another name. */
    public ChangeView called(@Nullable String other) {
        return new ChangeView(entry, connectors, now, other);
    }

    /** Returns the key of the entity, or its type if it has no key. */
    public String key() {
        String key = entry.entity().key();
        return key == null ? entry.entity().type() : key;
    }

    /** Returns the summary for readers of pages. */
    public String summary() {
        return conflict() == null ? said() : said() + "see Conflicts.";
    }

    /** Returns the summary without the words that lead to a conflict. */
    public String said() {
        String said = conflict() == null
                ? entry.summary()
                : CALL.matcher(entry.summary()).replaceFirst("");
        Pattern names = isOfSync() ? WORD : IN_SERVICE;
        String told = names.matcher(said).replaceAll(name -> Matcher.quoteReplacement(service(name.group())));
        return INSTANT.matcher(told).replaceAll(instant -> Matcher.quoteReplacement(clock(instant.group())));
    }

    /** Writes a moment for readers. Keeps a text that only looks like a moment, such as an agent's name. */
    private static String clock(String instant) {
        try {
            return ShownInstant.utc(Instant.parse(instant));
        } catch (DateTimeException none) {
            return instant;
        }
    }

    /** Returns the page of the conflict to decide; null without a conflict. */
    @Nullable
    public String conflict() {
        Matcher call = CALL.matcher(entry.summary());
        return isOfSync() && call.find() ? "/conflicts/" + call.group(1) : null;
    }

    private boolean isOfSync() {
        return Stream.of("sync.", "conflict.", "entry-link.").anyMatch(entry.event()::startsWith);
    }

    private String service(String name) {
        return connectors.titleOrName(name);
    }

    /** Returns the page with details: the conflict if the change waits for a choice, otherwise the change set. */
    public String more() {
        String conflict = conflict();
        return conflict == null ? "/change-sets/" + entry.changeSet() : conflict;
    }

    public ShownInstant at() {
        return new ShownInstant(entry.at(), now);
    }

    /** Returns the page of the changed entity; null without a page. */
    @Nullable
    public String href() {
        String key = entry.entity().key();
        return switch (entry.entity().type()) {
            case "project" -> key == null ? null : "/projects/" + key;
            case "task" -> key == null ? null : "/tasks/" + key;
            default -> null;
        };
    }

    /** Returns the author: the agent if several agents share the actor, and a service by its title. */
    public String who() {
        return who(entry.actor(), entry.agent(), entry.channel(), connectors);
    }

    /** Returns the author like {@link #who()}, without an entry of the history. */
    public static String who(String actor, @Nullable String agent, String channel, Connectors connectors) {
        String who = agent == null ? actor : agent;
        return actor.equals(channel) ? connectors.titleOrName(who) : who;
    }

    /** True for a change that was made in the service, which does not report its user. */
    private boolean isOfService() {
        return entry.actor().equals(entry.channel());
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
            default -> isOfService() ? "the sync" : service(entry.channel());
        };
    }
}
