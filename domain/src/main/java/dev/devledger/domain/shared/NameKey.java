package dev.devledger.domain.shared;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** What names have in common that count as the same: neither Unicode form nor letter case nor white space sets them apart. */
public record NameKey(String value) {
    private static final Pattern WHITE_SPACE = Pattern.compile("[\\s\\p{Z}]+");

    public static NameKey of(String name) {
        String spaced = WHITE_SPACE.matcher(name).replaceAll(" ").strip();
        // By the upper case, as several letters share one: both small sigmas, and ß and ss.
        String folded = composed(spaced).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        return new NameKey(composed(folded));
    }

    private static String composed(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }
}
