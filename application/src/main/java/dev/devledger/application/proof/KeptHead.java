package dev.devledger.application.proof;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The {@code head} of {@link LedgerHead}, as somebody kept it.
 *
 * @param place where it was kept, such as the line of a file; may be empty
 */
public record KeptHead(long batch, String hash, String place) {
    /** How many letters there are at least. */
    public static final int SHORTEST = 66;

    private static final Pattern FORM = Pattern.compile("([0-9]{1,18}):([0-9a-f]{64})");

    /** Throws an IllegalArgumentException that says which form it should have. */
    public static KeptHead parse(String word) {
        return parse(word, "");
    }

    /** Throws an IllegalArgumentException that says which form it should have. */
    public static KeptHead parse(String word, String place) {
        Matcher form = FORM.matcher(word.strip().toLowerCase(Locale.ROOT));
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "A head is the number of a batch, a colon and 64 hexadecimal digits, such as the head in the"
                            + " answer of GET /api/ledger/head; this is not one: \"" + word + "\".");
        }
        return new KeptHead(Long.parseLong(form.group(1)), form.group(2), place);
    }
}
