package dev.devledger.adapters.dashboard.frame;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Words that programs read too, as a page tells them: without where programs find more, and with instants as times. */
public record TimedWords(List<Part> parts) {
    private static final Pattern FOR_PROGRAMS = Pattern.compile("[:;,]? (?:see )?GET /api/[\\w/{}-]+");
    private static final Pattern INSTANT = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d(?:\\.\\d+)?Z");

    /** @param at null where it is words */
    public record Part(String words, @Nullable Instant at) {}

    public static TimedWords of(String words) {
        String said = FOR_PROGRAMS.matcher(words).replaceAll("");
        List<Part> parts = new ArrayList<>();
        Matcher found = INSTANT.matcher(said);
        int from = 0;
        while (found.find()) {
            Instant at = instant(found.group());
            if (at != null) {
                parts.add(new Part(said.substring(from, found.start()), null));
                parts.add(new Part(At.utc(at), at));
                from = found.end();
            }
        }
        parts.add(new Part(said.substring(from), null));
        return new TimedWords(List.copyOf(parts));
    }

    /** Null where it only looks like one, as in what a service said. */
    private static @Nullable Instant instant(String text) {
        try {
            return Instant.parse(text);
        } catch (DateTimeException noInstant) {
            return null;
        }
    }
}
