package dev.devledger.adapters.rest.http;

import dev.devledger.domain.shared.Rejection;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ETag;

/**
 * The condition of a write (RFC 9110, section 13.1.1): any of the versions it names. A weak tag never matches, as the
 * comparison is a strong one.
 */
public final class IfMatch {
    private static final IfMatch ABSENT = new IfMatch(null);
    /** Looked for behind a tag only: else blanks without a comma would take the square of their number of steps. */
    private static final Pattern COMMAS = Pattern.compile("(?<![\\s,])[\\s,]*,[\\s,]*");

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
        List<ETag> tags = ETag.parse(text);
        if (tags.isEmpty() || !isAllOf(text, tags)) {
            throw new ProblemException(new Problem(
                    ProblemCode.UNREADABLE,
                    "If-Match is not readable; send the ETag of the last answer, with its quotes: \"7\"."));
        }
        return new IfMatch(tags.stream()
                .filter(tag -> !tag.weak() && VERSION.matcher(tag.tag()).matches())
                .map(tag -> Long.valueOf(tag.tag()))
                .toList());
    }

    /** Spring passes over what is no tag, and would take a condition for another one. */
    private static boolean isAllOf(String text, List<ETag> tags) {
        String read = tags.stream().map(tag -> tag.formattedTag() + ",").collect(Collectors.joining());
        return read.equals(COMMAS.matcher(text + ",").replaceAll(",").replaceFirst("^,", ""));
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
