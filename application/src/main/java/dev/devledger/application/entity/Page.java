package dev.devledger.application.entity;

import dev.devledger.domain.shared.Rejection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Some items of a list, and the cursor of the next ones; {@code nextCursor} is null on the last page. */
public record Page<T>(List<T> items, @Nullable String nextCursor) {

    /**
     * The requested part of a list.
     *
     * @param limit 1 to 200
     * @param cursor the {@code nextCursor} of the page before with the same filter and sort; anything else is a
     *     Rejection of the field {@code cursor}
     */
    public record PageRequest(int limit, @Nullable String cursor) {
        public static final int DEFAULT_LIMIT = 50;
        public static final int MAX_LIMIT = 200;
    }

    /**
     * The order of a list; equal items are in the order of their keys. Items without a date come last in both
     * directions.
     */
    public record Sort(By by, boolean descending) {
        public enum By {
            UPDATED,
            DUE,
            PRIORITY,
            /** A project's name or a task's title, in any case. */
            NAME,
            /** The order of creation. */
            KEY,
            /** The order in which tasks are to be begun; always the most urgent first. */
            READY
        }

        /** The newest change first, the usual order of a list. */
        public static final Sort DEFAULT = new Sort(By.UPDATED, true);

        public static final Sort READY = new Sort(By.READY, false);
    }

    /**
     * The search language of filters in each interface. The words of a text may be in any places; words in quotes are a
     * phrase and must stand together. Several values in one parameter are separated by commas; a quoted one may contain
     * a comma. A quote opened before a word and not closed is closed at the end of the text; any other unpaired one is a
     * character.
     */
    public static final class SearchWords {
        /** The limit of words, as each is a condition of its own, over all titles. */
        static final int MOST = 20;

        private static final Pattern WORDS = Pattern.compile("\"([^\"]*)\"(?=\\s|$)|\"([^\"\\s][^\"]*)$|\\S+");
        private static final Pattern VALUES =
                Pattern.compile("\\s*\"([^\"]*)\"\\s*(?=,|$)|\\s*\"([^\"\\s][^\"]*)$|[^,]+");

        private SearchWords() {}

        /**
         * Returns the words and phrases of a text, each once; none of a blank text.
         *
         * @param field the field named in the rejection
         * @throws Rejection of that field, for more than twenty words
         */
        public static List<String> of(String field, @Nullable String text) {
            List<String> words = text == null ? List.of() : List.copyOf(parts(WORDS, text));
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
}
