package dev.devledger.application.proof;

import java.time.Instant;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The newest sealed batch, and with it the proof of everything up to its last event.
 *
 * @param position the position of the last sealed event; 0 if there is none
 * @param events the number of sealed events
 * @param batch the batch's number; 0 if none is sealed
 * @param hash the batch's hash, in hexadecimal; zeros if none is sealed
 * @param head the batch's number and hash in one word, which can be kept elsewhere
 */
public record LedgerHead(
        long position,
        long events,
        long batch,
        String hash,
        @Nullable Instant sealedAt,
        String head) {

    private static final String BEFORE_THE_FIRST = "0".repeat(64);

    /** The head of a ledger in which nothing is sealed. */
    public static final LedgerHead NONE = of(0, 0, 0, BEFORE_THE_FIRST, null);

    public static LedgerHead of(long position, long events, long batch, String hash, @Nullable Instant sealedAt) {
        return new LedgerHead(position, events, batch, hash, sealedAt, batch + ":" + hash);
    }

    /**
     * A {@link LedgerHead#head} that was kept elsewhere.
     *
     * @param place the place where the head was kept, such as the line of a file; may be empty
     */
    public record ExternalHead(long batch, String hash, String place) {
        /** The least number of characters of a head. */
        public static final int SHORTEST = 66;

        private static final Pattern FORM = Pattern.compile("([0-9]{1,18}):([0-9a-f]{64})");

        /** Parses a head. Throws an IllegalArgumentException that names the expected form. */
        public static ExternalHead parse(String word) {
            return parse(word, "");
        }

        /**
         * Parses a head that was kept at {@code place}. Throws an IllegalArgumentException that names the expected
         * form.
         */
        public static ExternalHead parse(String word, String place) {
            Matcher form = FORM.matcher(word.strip().toLowerCase(Locale.ROOT));
            if (!form.matches()) {
                throw new IllegalArgumentException(
                        "A head is the number of a batch, a colon and 64 hexadecimal digits, such as the head in the"
                                + " answer of GET /api/ledger/head; this is not one: \"" + word + "\".");
            }
            return new ExternalHead(Long.parseLong(form.group(1)), form.group(2), place);
        }
    }
}
