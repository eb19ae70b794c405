package dev.devledger.domain.shared;

import java.text.Normalizer;
import java.util.Locale;
import java.util.regex.Pattern;

/** A name in the form in which names are compared: Unicode form, letter case and white space make no difference. */
public record NormalizedName(String value) {
    private static final Pattern WHITE_SPACE = Pattern.compile("[\\s\\p{Z}]+");

    public static NormalizedName of(String name) {
        String spaced = WHITE_SPACE.matcher(name).replaceAll(" ").strip();
        // Folds by the upper case, as several lower-case letters share one: both small sigmas, and ß and ss.
        String folded = composed(spaced).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        return new NormalizedName(composed(folded));
    }

    private static String composed(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFC);
    }
}
