package dev.devledger.adapters.rest.http;

import dev.devledger.domain.shared.Rejection;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The condition of a write (RFC 9110, section 13.1.1): any of the versions it names. A weak tag never matches, as the
 * comparison is a strong one.
 */
public final class IfMatch {
    private static final IfMatch ABSENT = new IfMatch(null);
    private static final Pattern TAG = Pattern.compile("\\s*(W/)?\"([\\x21\\x23-\\x7e\\x80-\\xff]*)\"\\s*(?:,|$)");
    private static final Pattern VERSION = Pattern.compile("[1-9][0-9]{0,17}");

    private final @Nullable List<Long> versions;

    private IfMatch(@Nullable List<Long> versions) {
        this.versions = versions;
    }

    public static IfMatch parse(List<String> headers) {
        String text = String.join(",", headers).strip();
        if (headers.isEmpty() || text.equals("*")) {
            return ABSENT;
        }
        List<Long> versions = new ArrayList<>();
        Matcher tag = TAG.matcher(text);
        int end = 0;
        while (tag.find() && tag.start() == end) {
            end = tag.end();
            if (tag.group(1) == null && VERSION.matcher(tag.group(2)).matches()) {
                versions.add(Long.valueOf(tag.group(2)));
            }
        }
        if (end != text.length() || end == 0) {
            throw new ProblemException(new Problem(
                    ProblemCode.UNREADABLE,
                    "If-Match is not readable; send the ETag of the last answer, with its quotes: \"7\"."));
        }
        return new IfMatch(versions);
    }

    /** The version to insist on, null where any will do. {@code current} is asked only where several might do. */
    @Nullable
    Long expected(Supplier<@Nullable Long> current) {
        if (versions == null) {
            return null;
        }
        if (versions.size() == 1) {
            return versions.getFirst();
        }
        Long now = current.get();
        if (now == null || versions.contains(now)) {
            return now;
        }
        throw stale("The current version is " + now + ", which If-Match does not name. Read it again, then send your"
                + " change with the current ETag.");
    }

    /** For what has no version: no tag can match it. */
    public void requireNone() {
        if (versions != null) {
            throw stale("This resource has no version, so If-Match can never match. Leave If-Match out.");
        }
    }

    private static Rejection stale(String detail) {
        return Rejection.of(Rejection.Code.STALE, detail);
    }
}
