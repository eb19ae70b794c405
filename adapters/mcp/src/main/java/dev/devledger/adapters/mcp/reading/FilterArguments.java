package dev.devledger.adapters.mcp.reading;

import dev.devledger.adapters.mcp.change.ArgumentReader;
import dev.devledger.adapters.mcp.tool.Arguments;
import dev.devledger.adapters.mcp.tool.Quoted;
import dev.devledger.adapters.mcp.tool.RuleWords;
import dev.devledger.adapters.mcp.tool.Schema;
import dev.devledger.adapters.mcp.tool.ToolJson;
import dev.devledger.application.entity.Filter.Criterion;
import dev.devledger.application.entity.FilterSource;
import dev.devledger.application.entity.LedgerMoment;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.entity.SearchWords;
import dev.devledger.application.history.Moments;
import dev.devledger.domain.shared.Violations.Characters;
import dev.devledger.domain.shared.When;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the filters of a tool, whose names differ from REST's. The input schema has already checked words and types.
 */
public record FilterArguments(Arguments arguments) implements FilterSource {
    public static final Schema DATE = Schema.text(40);
    static final Schema PROJECT = Schema.text(500).described("P- key or exact name");

    /** The most items that a call may request. */
    static final int MOST = 100;

    private static final int USUAL = 20;

    public static final Schema LIMIT = Schema.number(1, MOST).orElse(USUAL);
    public static final Schema CURSOR = Schema.text(512);

    /** The most detailed items, with cut texts, that fit into an answer; a page has no more. */
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

    /** Fields that a filter names, for a schema. */
    static Object[] fields(List<? extends Criterion<?, ?>> criteria) {
        return Criterion.fields(criteria)
                .flatMap(field -> Stream.of(RuleWords.snake(field.name()), values(field.element())))
                .toArray();
    }

    private static Schema values(Class<?> element) {
        Object[] words = element.getEnumConstants();
        return words == null
                ? Schema.list(Schema.text(500), 50)
                : Schema.list(
                        Schema.oneOf(Stream.of(words)
                                .map(word -> ToolJson.word((Enum<?>) word))
                                .toArray(String[]::new)),
                        words.length);
    }

    private String argument(String name) {
        return switch (name) {
            case "q" -> "query";
            case "tag" -> arguments.has("tag") ? "tag" : "tags";
            default -> RuleWords.snake(name);
        };
    }

    @Override
    public @Nullable String text(String name) {
        String text = arguments.text(argument(name));
        return text == null ? null : searched(name, text);
    }

    @Override
    public Set<String> texts(String name) {
        Set<String> texts = new LinkedHashSet<>();
        arguments.texts(argument(name)).forEach(text -> texts.add(searched(name, text)));
        return texts;
    }

    @Override
    public List<String> search(String name) {
        List<String> words = SearchWords.of(argument(name), arguments.text(argument(name)));
        words.forEach(word -> searched(name, word));
        return words;
    }

    @Override
    public SearchWords query(String name) {
        SearchWords words = SearchWords.read(argument(name), arguments.text(argument(name)));
        words.texts().forEach(word -> searched(name, word));
        words.qualifiers().forEach(each -> each.values().forEach(value -> searched(name, value)));
        return words;
    }

    /** Refuses control characters and unpaired surrogates, which no stored text has. */
    private String searched(String name, String text) {
        if (Characters.hasControl(text) || Characters.hasUnpairedSurrogate(text)) {
            wrong(name, "has a control character or an incomplete character. Leave it out");
        }
        return text;
    }

    @Override
    public @Nullable String oneOf(String name, Collection<String> allowed) {
        return arguments.text(argument(name));
    }

    @Override
    public <E extends Enum<E>> Set<E> words(String name, Class<E> type) {
        List<String> words = arguments.texts(argument(name));
        Set<E> values = EnumSet.allOf(type);
        values.removeIf(value -> !words.contains(ToolJson.word(value)));
        return values;
    }

    @Override
    public @Nullable Boolean truth(String name) {
        return arguments.has(argument(name)) ? arguments.flag(argument(name)) : null;
    }

    @Override
    public @Nullable When when(String name) {
        return ArgumentReader.when(arguments, argument(name));
    }

    @Override
    public @Nullable UUID id(String name) {
        String text = arguments.text(argument(name));
        return text == null
                ? null
                : FilterSource.uuid(text)
                        .orElseThrow(() -> arguments.wrong(
                                argument(name),
                                Quoted.sent(text)
                                        + " is not the id of a change set. Use a changeSet from the answer of a write or"
                                        + " from get_history."));
    }

    @Override
    public void wrong(String name, String why) {
        throw arguments.wrong(argument(name), why + ".");
    }

    /** The amount of detail in an answer. */
    enum Format {
        CONCISE,
        DETAILED;

        private static final String ARGUMENT = "response_format";

        static Schema schema(Format otherwise) {
            return Schema.oneOf("concise", "detailed").orElse(otherwise.word());
        }

        static Format of(Arguments arguments, Format otherwise) {
            return arguments.text(ARGUMENT, otherwise.word()).equals(DETAILED.word()) ? DETAILED : CONCISE;
        }

        private String word() {
            return this == DETAILED ? "detailed" : "concise";
        }
    }

    /** Reads the moment in the argument {@code as_of}. */
    static final class AsOfArgument {
        static final String ARGUMENT = "as_of";

        private final Moments moments;
        private final ZoneId zone;

        AsOfArgument(Moments moments, ZoneId zone) {
            this.moments = moments;
            this.zone = zone;
        }

        /** Returns the moment; null for now. A day means its start. */
        @Nullable
        LedgerMoment moment(Arguments arguments) {
            String text = arguments.text(ARGUMENT);
            try {
                return moments.read(ARGUMENT, text, zone);
            } catch (DateTimeException unreadable) {
                throw arguments.wrong(
                        ARGUMENT,
                        Quoted.sent(String.valueOf(text))
                                + " is not a time or a position. Use 2026-03-31T09:00:00Z, 2026-03-31, or the position of"
                                + " an entry in get_history, such as 12; positions start at 1.");
            }
        }
    }
}
