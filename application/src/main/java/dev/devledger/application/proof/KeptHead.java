package dev.devledger.application.proof;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The {@code head} of {@link LedgerHead}, as somebody kept it. */
public record KeptHead(long batch, String hash) {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,18}):([0-9a-f]{64})");

    /** Throws an IllegalArgumentException that says which form it should have. */
    public static KeptHead parse(String word) {
        Matcher form = FORM.matcher(word.strip().toLowerCase(Locale.ROOT));
        if (!form.matches()) {
            throw new IllegalArgumentException(
                    "A head is the number of a batch, a colon and 64 hexadecimal digits, as GET /api/ledger/head answers it in"
                            + " head; \"" + word + "\" is none.");
        }
        return new KeptHead(Long.parseLong(form.group(1)), form.group(2));
    }
}
