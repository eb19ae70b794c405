package dev.devledger.domain.sync.note;

import dev.devledger.domain.shared.Violations;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was said about a task in the connected service.
 *
 * @param author what the service calls who said it, null where it does not say
 * @param ours whether it was said with the account that the sync uses: by the sync, or by the person whose account it is
 * @param at by the service's clock
 */
public record Comment(String id, String text, @Nullable String author, boolean ours, Instant at) {
    private static final String CUT = "…";

    /** As a note can have it: without what no note may have, and cut where it is too long. */
    public String asNote() {
        return fitting(text);
    }

    /** The same of any text. */
    public static String fitting(String text) {
        String plain = text.replaceAll("[\\p{Cc}&&[^\n\r\t]]", " ").replaceAll("\\p{Cs}", "\uFFFD");
        return plain.codePointCount(0, plain.length()) <= Violations.NOTE
                ? plain
                : plain.substring(0, plain.offsetByCodePoints(0, Violations.NOTE - CUT.length())) + CUT;
    }
}
