package dev.devledger.application.query;

import dev.devledger.domain.shared.Rejection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.SequencedSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The language of filters in each door. A text is looked for by its words, wherever they stand; words in quotes are a phrase,
 * which stands together. Several values in one parameter have commas between them; one in quotes may have a comma. A quote
 * without its other one is a character like any.
 */
public final class SearchWords {
    /** Each is a condition of its own, over all titles. */
    static final int MOST = 20;

    private static final Pattern WORDS = Pattern.compile("\"([^\"]*)\"(?=\\s|$)|\\S+");
    private static final Pattern VALUES = Pattern.compile("\\s*\"([^\"]*)\"\\s*(?=,|$)|[^,]+");

    private SearchWords() {}

    /**
     * The words and phrases of a text, each once; none of a blank text.
     *
     * @param field by which the text is told to be wrong
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

    /** The values of a list with commas, each once; blank ones are none. */
    public static SequencedSet<String> values(String list) {
        return parts(VALUES, list);
    }

    private static SequencedSet<String> parts(Pattern pattern, String text) {
        SequencedSet<String> parts = new LinkedHashSet<>();
        for (Matcher part = pattern.matcher(text); part.find(); ) {
            String quoted = part.group(1);
            parts.add((quoted == null ? part.group() : quoted).strip());
        }
        parts.remove("");
        return parts;
    }
}
