package dev.devledger.adapters.dashboard.frame;

import dev.devledger.application.history.HistoryQueries.HistoryView;
import dev.devledger.application.sync.connector.Connectors;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
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

    /**
     * The change as the words around its subject, such as "changed the priority of", T-12, " from low to high".
     *
     * @param whole true if the sentence has all that changed
     */
    public record Sentence(String verb, String rest, boolean whole) {
        /** The longest end of a sentence that is read at a glance; longer values are shown below it. */
        private static final int LONGEST = 90;

        private static final Pattern EDIT =
                Pattern.compile("Changed (the .+?)( from (?!from ).* to .*|: .*|)\\.", Pattern.DOTALL);
        private static final Pattern MOVE = Pattern.compile("(?:Moved|Deleted) the task( .*)?\\.");
        private static final Pattern CLAIM = Pattern.compile(
                "(?:Claimed|Released) by (.*?)( until [^,]*|: \".*\")?(?:, longer than before)?\\.", Pattern.DOTALL);

        /** Returns the sentence of what was said of a project or task; null if it needs the words that were said. */
        static @Nullable Sentence of(String event, String said, String who, @Nullable Object status) {
            return switch (event.substring(event.indexOf('.') + 1)) {
                case "created" -> new Sentence("created", "", false);
                case "restored" -> new Sentence("restored", "", true);
                case "deleted", "moved" -> ended(event.endsWith("deleted") ? "deleted" : "moved", MOVE.matcher(said));
                case "note-added" -> new Sentence("added a note to", author(said), false);
                case "note-retracted" -> new Sentence("took back a note on", "", false);
                case "note-restored" -> new Sentence("restored a note on", "", false);
                case "claimed" -> claim("claimed", CLAIM.matcher(said), who);
                case "claim-prolonged" -> claim("prolonged the claim on", CLAIM.matcher(said), who);
                case "released" -> claim("released", CLAIM.matcher(said), who);
                case "status-changed" ->
                    status instanceof String end
                                    && List.of("completed", "abandoned").contains(end)
                            ? new Sentence(end, "", false)
                            : edited(EDIT.matcher(said));
                case "edited", "fields-read" -> edited(EDIT.matcher(said));
                default -> null;
            };
        }

        /** Returns who wrote the note in a service, such as " by Jane"; empty without one. */
        private static String author(String said) {
            int end = said.lastIndexOf("\" by ");
            return end < 0 || said.endsWith("\".") ? "" : said.substring(end + 1, said.length() - 1);
        }

        private static @Nullable Sentence edited(Matcher edit) {
            if (!edit.matches()) {
                return null;
            }
            boolean brief = !edit.group(2).isEmpty() && edit.group(2).length() <= LONGEST;
            boolean counted = edit.group(2).matches("(?s): .*\\d+ items.*");
            return new Sentence("changed " + edit.group(1) + " of", brief ? edit.group(2) : "", brief && !counted);
        }

        private static Sentence ended(String verb, Matcher move) {
            String rest = move.matches() ? move.group(1) : null;
            return new Sentence(verb, rest == null ? "" : rest, verb.equals("deleted"));
        }

        private static @Nullable Sentence claim(String verb, Matcher claim, String who) {
            if (!claim.matches()) {
                return null;
            }
            String rest = claim.group(2) == null ? "" : claim.group(2);
            return new Sentence(verb, claim.group(1).equals(who) ? rest : " for " + claim.group(1) + rest, true);
        }

        /** Returns the verb as the first word of a line. */
        public String begun() {
            return Character.toUpperCase(verb.charAt(0)) + verb.substring(1);
        }
    }

    /** Returns the change of a project or task as a sentence; null if {@link #said()} is to follow the subject. */
    public @Nullable Sentence sentence() {
        Object status =
                entry.changes().isEmpty() ? null : entry.changes().getFirst().to();
        return href() == null || conflict() != null ? null : Sentence.of(entry.event(), said(), who(), status);
    }

    /** Returns the change in one line of text, such as "Completed T-12 Detect it". */
    public String words() {
        Sentence told = sentence();
        String subject = name() == null ? key() : key() + " " + name();
        return told == null ? key() + ": " + said() : told.begun() + " " + subject + told.rest();
    }

    /** True if the fields that changed are shown below the sentence. Those of a creation are nothing new to most readers. */
    public boolean hasMore() {
        Sentence told = sentence();
        return !isCreation()
                && (told == null || !told.whole() || entry.changes().size() > 1);
    }

    public boolean isCreation() {
        return entry.event().endsWith(".created");
    }

    /** Writes a moment for readers. Keeps a text that only looks like a moment, such as an agent's name. */
    private static String clock(String instant) {
        try {
            return ShownInstant.dateTime(Instant.parse(instant));
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

    /** True for the book-keeping of a sync, and its conflicts. */
    public boolean isOfSync() {
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
