package dev.devledger.application.entity;

import dev.devledger.domain.project.Project.ProjectStatus;
import dev.devledger.domain.shared.Priority;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.task.Task.TaskStatus;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SequencedSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The search language of filters in each interface. The words of a text may be in any places; words in quotes are a
 * phrase and must stand together. Where filters can be typed, a word such as {@code tag:rust} or
 * {@code project:"Big parser"} is one; in quotes as a whole it is text. Several values in one parameter are separated by
 * commas; a quoted one may contain a comma. A quote opened before a word and not closed is closed at the end of the text;
 * any other unpaired one is a character.
 *
 * @param texts the words and phrases, each once
 * @param qualifiers the words that are filters
 */
public record SearchWords(List<String> texts, List<Qualifier> qualifiers) {
    static final SearchWords NONE = new SearchWords(List.of(), List.of());

    /** The limit of words, as each is a condition of its own, over all titles. */
    static final int MOST = 20;

    private static final Pattern WORDS = Pattern.compile("\"([^\"]*)\"(?=\\s|$)|\"([^\"\\s][^\"]*)$|\\S+");
    private static final Pattern VALUES = Pattern.compile("\\s*\"([^\"]*)\"\\s*(?=,|$)|\\s*\"([^\"\\s][^\"]*)$|[^,]+");

    /** A word that is not in quotes, though its value may be. */
    private static final Pattern QUALIFIER = Pattern.compile(
            "(?i)(tag|is|status|priority|project|person):(?:\"(\\s*+[^\"\\s][^\"]*+)\"(?=\\s|$)|([^\\s\"]\\S*))");

    private static final Pattern QUERY = Pattern.compile(QUALIFIER.pattern() + "|" + WORDS.pattern());

    /**
     * Returns the words and phrases of a text; none of a blank text.
     *
     * @param field the field named in the rejection
     * @throws Rejection of that field, for more than twenty words
     */
    public static List<String> of(String field, @Nullable String text) {
        return few(field, text == null ? List.of() : List.copyOf(parts(WORDS, text)));
    }

    /** Reads a text as {@link #of}, in which words may be filters. */
    public static SearchWords read(String field, @Nullable String text) {
        List<Qualifier> qualifiers = new ArrayList<>();
        StringBuilder others = new StringBuilder();
        Matcher word = QUERY.matcher(text == null ? "" : text);
        while (word.find()) {
            if (word.group(1) == null) {
                others.append(word.group()).append(' ');
            } else {
                SequencedSet<String> values = word.group(2) == null
                        ? values(word.group(3))
                        : new LinkedHashSet<>(List.of(word.group(2).strip()));
                qualifiers.add(new Qualifier(word.group(1).toLowerCase(Locale.ROOT), values).known(field));
            }
        }
        few(field, qualifiers);
        return new SearchWords(of(field, others.toString()), List.copyOf(qualifiers));
    }

    private static <T> List<T> few(String field, List<T> words) {
        if (words.size() > MOST) {
            throw Rejection.invalid(
                    field, "has " + words.size() + " words; at most " + MOST + " are looked for at once");
        }
        return words;
    }

    /** Returns the values of a list with commas, each once; blank ones are skipped. */
    public static SequencedSet<String> values(String list) {
        return parts(VALUES, list);
    }

    /**
     * A word that is a filter.
     *
     * @param name {@code tag}, {@code is}, {@code status}, {@code priority}, {@code project} or {@code person}
     * @param values its values; one of them if it is in quotes
     */
    public record Qualifier(String name, Set<String> values) {
        /** What is no status, and so cannot be one of several. */
        private static final Set<String> CONDITIONS = Set.of("ready", "claimed", "overdue");

        /** The words of tasks and of projects, as one search finds both. */
        private static final Set<String> STATES = words(TaskStatus.values());

        static {
            STATES.addAll(words(ProjectStatus.values()));
            STATES.addAll(List.of("ready", "claimed", "overdue")); // as they are told
        }

        private static final Map<String, Set<String>> ALLOWED =
                Map.of("is", STATES, "status", STATES, "priority", words(Priority.values()));

        public boolean is(String other) {
            return values.stream().anyMatch(other::equalsIgnoreCase);
        }

        /** Returns the values of the type that it names; other kinds have other ones. */
        public <E extends Enum<E>> Set<E> words(Class<E> type) {
            Set<E> words = EnumSet.allOf(type);
            words.removeIf(word -> !is(word.name()));
            return words;
        }

        private Qualifier known(String field) {
            Set<String> allowed = ALLOWED.getOrDefault(name, Set.of());
            for (String each : allowed.isEmpty() ? Set.<String>of() : values) {
                String value = each.toLowerCase(Locale.ROOT);
                if (!allowed.contains(value)) {
                    throw Rejection.invalid(
                            field,
                            "has a word that begins with %1$s: and another value; allowed are %2$s. To search for it as text, put it in quotes"
                                    .formatted(name, String.join(", ", allowed)));
                }
                if (CONDITIONS.contains(value) && values.size() > 1) {
                    throw Rejection.invalid(
                            field,
                            "has %1$s:%2$s in a list; only statuses can be listed. Write %1$s:%2$s as a word of its own"
                                    .formatted(name, value));
                }
            }
            return this;
        }

        private static SequencedSet<String> words(Enum<?>... values) {
            return Stream.of(values)
                    .map(word -> word.name().toLowerCase(Locale.ROOT))
                    .collect(Collectors.toCollection(LinkedHashSet::new));
        }
    }

    private static SequencedSet<String> parts(Pattern pattern, String text) {
        SequencedSet<String> parts = new LinkedHashSet<>();
        for (Matcher part = pattern.matcher(text); part.find(); ) {
            String quoted = part.group(1) == null ? part.group(2) : part.group(1);
            parts.add((quoted == null ? part.group() : quoted).strip());
        }
        parts.remove("");
        return parts;
    }
}
