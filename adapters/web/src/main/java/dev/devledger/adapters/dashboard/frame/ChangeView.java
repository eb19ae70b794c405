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
 * What was changed, by whom, through what and when.
 *
 * @param name what the project or task is called that it is about; null where that is not known, or it is neither
 */
public record ChangeView(
        HistoryView entry,
        Connectors connectors,
        Instant now,
        @Nullable String name) {
    /** What a conflict names for programs, at the end: the call, and what can be chosen with it. */
    private static final Pattern CALL = Pattern.compile(
            "(?:(?<=until you choose: )(?:local|value) [^;]*; )?POST /api/sync/conflicts/([0-9a-f-]+)/resolve\\.$");

    /** What is of the sync names its service; what somebody wrote stands in quotes. */
    private static final Pattern WORD = Pattern.compile("\"[^\"]*\"|[\\w-]+");

    /** Where anything else names one. */
    private static final Pattern IN_SERVICE = Pattern.compile("(?<=placement in |\" in )[\\w-]+");

    /** An instant as programs read it, outside of what somebody wrote. */
    private static final Pattern INSTANT = Pattern.compile("\"[^\"]*\"|\\b\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z\\b");

    /** Of what nobody has looked up the name. */
    public ChangeView(HistoryView entry, Connectors connectors, Instant now) {
        this(entry, connectors, now, null);
    }

    /** The same, of what is called so. */
    public ChangeView called(@Nullable String other) {
        return new ChangeView(entry, connectors, now, other);
    }

    /** What it is, where that has none. */
    public String key() {
        String key = entry.entity().key();
        return key == null ? entry.entity().type() : key;
    }

    /** In words, for who has pages. */
    public String summary() {
        return conflict() == null ? said() : said() + "see Conflicts.";
    }

    /** The same without the words that lead to a conflict. */
    public String said() {
        String said = conflict() == null
                ? entry.summary()
                : CALL.matcher(entry.summary()).replaceFirst("");
        Pattern names = isOfSync() ? WORD : IN_SERVICE;
        String told = names.matcher(said).replaceAll(name -> Matcher.quoteReplacement(service(name.group())));
        return INSTANT.matcher(told).replaceAll(instant -> Matcher.quoteReplacement(clock(instant.group())));
    }

    /** What only looks like an instant, as the name of an agent may, stays as it is. */
    private static String clock(String instant) {
        try {
            return At.utc(Instant.parse(instant));
        } catch (DateTimeException none) {
            return instant;
        }
    }

    /** The page on which a choice is made; null where there is none to make. */
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

    /** The page that tells more: of what waits for a choice the conflict, of all else the change set. */
    public String more() {
        String conflict = conflict();
        return conflict == null ? "/change-sets/" + entry.changeSet() : conflict;
    }

    public At at() {
        return new At(entry.at(), now);
    }

    /** The page of what it is about; null where it has none. */
    @Nullable
    public String href() {
        String key = entry.entity().key();
        return switch (entry.entity().type()) {
            case "project" -> key == null ? null : "/projects/" + key;
            case "task" -> key == null ? null : "/tasks/" + key;
            default -> null;
        };
    }

    /** The agent, where several share the actor; a service by its title. */
    public String who() {
        return who(entry.actor(), entry.agent(), entry.channel(), connectors);
    }

    /** The same of what is known without an entry. */
    public static String who(String actor, @Nullable String agent, String channel, Connectors connectors) {
        String who = agent == null ? actor : agent;
        return actor.equals(channel) ? connectors.titleOrName(who) : who;
    }

    /** Whoever changed it there: that is not told here. */
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
