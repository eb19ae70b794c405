package dev.devledger.application.query;

import dev.devledger.domain.shared.Rejection;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A text that is looked for by its words, wherever they stand. */
public final class SearchWords {
    /** Each is a condition of its own, over all titles that there are. */
    static final int MOST = 20;

    private SearchWords() {}

    /**
     * Each of which is looked for, once; none where nothing is.
     *
     * @param field by which the text is told to be wrong
     * @throws Rejection of that field, for more than twenty words
     */
    public static List<String> of(String field, @Nullable String text) {
        List<String> words = text == null || text.isBlank()
                ? List.of()
                : Arrays.stream(text.strip().split("\\s+")).distinct().toList();
        if (words.size() > MOST) {
            throw Rejection.invalid(
                    field, "has " + words.size() + " words; at most " + MOST + " are looked for at once");
        }
        return words;
    }
}
