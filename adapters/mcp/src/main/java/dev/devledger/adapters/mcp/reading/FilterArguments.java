package dev.devledger.adapters.mcp.reading;

import dev.devledger.adapters.mcp.tool.Arguments;
import dev.devledger.adapters.mcp.tool.Quoted;
import dev.devledger.adapters.mcp.tool.Schema;
import dev.devledger.adapters.mcp.tool.ToolJson;
import dev.devledger.application.query.PageRequest;
import dev.devledger.application.query.SearchWords;
import dev.devledger.domain.shared.Characters;
import dev.devledger.domain.shared.When;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What several tools can be asked to look for.
 *
 * @param zone of days that come without one
 */
public record FilterArguments(ZoneId zone) {
    public static final Schema DATE = Schema.text(40).described("2026-03-31[T09:00:00Z]");
    static final Schema PROJECT = Schema.text(500).described("P- key or exact name");

    /** As a limit can be. */
    static final int MOST = 100;

    private static final int USUAL = 20;

    public static final Schema LIMIT = Schema.number(1, MOST).orElse(USUAL);
    public static final Schema CURSOR = Schema.text(512).described("nextCursor; keep the filters");

    /** So many whole ones, with texts that are cut, are as much as an answer may have; their page is no longer. */
    private static final int MOST_IN_FULL = 30;

    static PageRequest page(Arguments arguments, Format format) {
        int limit = limit(arguments);
        return new PageRequest(
                format == Format.DETAILED ? Math.min(limit, MOST_IN_FULL) : limit, arguments.text("cursor"));
    }

    static int limit(Arguments arguments) {
        return arguments.number("limit", USUAL);
    }

    public static String[] all(Class<? extends Enum<?>> type) {
        return Arrays.stream(type.getEnumConstants()).map(ToolJson::word).toArray(String[]::new);
    }

    /** The schema knows the words, so each is one. */
    static <E extends Enum<E>> Set<E> words(Arguments arguments, String field, Class<E> type) {
        List<String> words = arguments.texts(field);
        Set<E> values = EnumSet.noneOf(type);
        for (E value : type.getEnumConstants()) {
            if (words.contains(ToolJson.word(value))) {
                values.add(value);
            }
        }
        return values;
    }

    /** Each word of a text, as each is looked for. */
    static List<String> wordsIn(Arguments arguments, String field) {
        return SearchWords.of(field, arguments.text(field)).stream()
                .map(word -> searched(arguments, field, word))
                .toList();
    }

    public static @Nullable String text(Arguments arguments, String field) {
        String text = arguments.text(field);
        return text == null ? null : searched(arguments, field, text);
    }

    static Set<String> texts(Arguments arguments, String field) {
        return arguments.texts(field).stream()
                .map(text -> searched(arguments, field, text))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Neither a control character nor half a surrogate pair is in anything that is stored. */
    private static String searched(Arguments arguments, String field, String text) {
        if (Characters.hasControl(text) || Characters.hasUnpairedSurrogate(text)) {
            throw arguments.wrong(field, "has a control character or an incomplete character. Leave it out.");
        }
        return text;
    }

    public static @Nullable When when(Arguments arguments, String field) {
        String text = arguments.text(field);
        try {
            return text == null ? null : When.parse(text);
        } catch (DateTimeException unreadable) {
            throw arguments.wrong(field, Quoted.sent(text) + " is not a date. Use 2026-03-31 or 2026-03-31T09:00:00Z.");
        }
    }

    /** A day stands for its start. */
    @Nullable
    Instant since(Arguments arguments, String field) {
        When when = when(arguments, field);
        return when == null ? null : begin(when);
    }

    Instant begin(When when) {
        return switch (when) {
            case When.Day(var date) -> date.atStartOfDay(zone).toInstant();
            case When.Moment(var instant) -> instant;
        };
    }
}
