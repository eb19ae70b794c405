package dev.devledger.adapters.dashboard.history;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How much of some words is in a name, by the parts of three letters that both have: a name comes near with a letter too many
 * or too few, with its words in another order, and with other words around them.
 */
record Likeness(Set<String> wanted) {
    private static final Pattern MARKS = Pattern.compile("\\p{M}+");
    private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}\\p{N}]+");

    static Likeness to(String words) {
        return new Likeness(parts(words));
    }

    /** The words of a text, as they are compared: without case and accents. */
    private static List<String> words(String text) {
        return written(MARKS.matcher(Normalizer.normalize(text, Normalizer.Form.NFD))
                .replaceAll("")
                .toLowerCase(Locale.ROOT));
    }

    /** The same, as they stand there. */
    static List<String> written(String text) {
        return Arrays.stream(BETWEEN.split(Normalizer.normalize(text, Normalizer.Form.NFC)))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    /** From 0, for nothing, to 1, for all of it. */
    double of(String name) {
        if (wanted.isEmpty()) {
            return 0;
        }
        Set<String> there = parts(name);
        return (double) wanted.stream().filter(there::contains).count() / wanted.size();
    }

    /** The beginning of a word counts more than its end, as it has a part more. */
    private static Set<String> parts(String text) {
        Set<String> parts = new HashSet<>();
        for (String word : words(text)) {
            String padded = "  " + word + " ";
            for (int i = 0; i + 3 <= padded.length(); i++) {
                parts.add(padded.substring(i, i + 3));
            }
        }
        return parts;
    }
}
