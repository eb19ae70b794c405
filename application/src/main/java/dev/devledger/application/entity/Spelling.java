package dev.devledger.application.entity;

import dev.devledger.application.entity.Labels.EntityNames;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Corrects typing errors of a search by the words of titles and names. */
public record Spelling(EntityNames names) {
    /** The length of a corrected word: to a shorter one too many others are near. */
    private static final int SHORTEST = 4;

    private static final int LONGEST = 40;

    private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]{%d,%d}".formatted(SHORTEST, LONGEST));

    /** The length from which on a word may have two errors. */
    private static final int LONG = 8;

    /**
     * Returns the text with the nearest words in place of those that no title or name has, but for its phrases and
     * filters; empty if none is near.
     */
    public Optional<String> corrected(String text) {
        List<String> words = SearchWords.read("q", text).texts().stream()
                .filter(each -> WORD.matcher(each).matches())
                .toList();
        Map<String, Integer> known = words.isEmpty() ? Map.of() : names.words(SHORTEST - 1, LONGEST + 2);
        String corrected = text;
        for (String word : words) {
            corrected = Pattern.compile("(?<=^|\\s)" + Pattern.quote(word) + "(?=\\s|$)")
                    .matcher(corrected)
                    .replaceFirst(Matcher.quoteReplacement(nearest(word, known)));
        }
        return corrected.equals(text) ? Optional.empty() : Optional.of(corrected);
    }

    private static String nearest(String typed, Map<String, Integer> known) {
        String word = typed.toLowerCase(Locale.ROOT);
        int errors = word.length() < LONG ? 1 : 2;
        if (known.keySet().stream().anyMatch(each -> each.contains(word))) {
            return typed;
        }
        return known.entrySet().stream()
                .filter(each -> Math.abs(each.getKey().length() - word.length()) <= errors)
                .map(each -> new Near(each.getKey(), distance(word, each.getKey()), each.getValue()))
                .filter(near -> near.distance() <= errors)
                .min(Comparator.comparingInt(Near::distance)
                        .thenComparing(Near::count, Comparator.reverseOrder())
                        .thenComparing(Near::word))
                .map(Near::word)
                .orElse(typed);
    }

    private record Near(String word, int distance, int count) {}

    /** Returns how many characters are inserted, removed, replaced, or exchanged with their neighbour. */
    public static int distance(String from, String to) {
        int[] before = new int[to.length() + 1];
        int[] last = new int[to.length() + 1];
        for (int j = 0; j <= to.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= from.length(); i++) {
            int[] row = new int[to.length() + 1];
            row[0] = i;
            for (int j = 1; j <= to.length(); j++) {
                int replaced = last[j - 1] + (from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1);
                row[j] = Math.min(replaced, 1 + Math.min(last[j], row[j - 1]));
                if (i > 1
                        && j > 1
                        && from.charAt(i - 1) == to.charAt(j - 2)
                        && from.charAt(i - 2) == to.charAt(j - 1)) {
                    row[j] = Math.min(row[j], before[j - 2] + 1);
                }
            }
            before = last;
            last = row;
        }
        return last[to.length()];
    }
}
