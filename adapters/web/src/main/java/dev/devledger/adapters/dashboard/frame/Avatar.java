package dev.devledger.adapters.dashboard.frame;

import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A sign beside the name of who made a change: one or two letters, and one of the colours of the style sheet. The same name
 * has the same sign on each page.
 */
public record Avatar(String letters, int tone) {
    private static final int TONES = 6;
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[^\\p{L}\\p{N}]+");

    public static Avatar of(String name) {
        String letters = BETWEEN_WORDS
                .splitAsStream(name)
                .filter(word -> !word.isEmpty())
                .limit(2)
                .map(word -> Character.toString(word.codePointAt(0)))
                .collect(Collectors.joining())
                .toUpperCase(Locale.ROOT);
        return new Avatar(letters.isEmpty() ? "?" : letters, Math.floorMod(name.hashCode(), TONES));
    }
}
