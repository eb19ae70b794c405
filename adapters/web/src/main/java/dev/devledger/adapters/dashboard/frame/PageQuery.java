package dev.devledger.adapters.dashboard.frame;

import dev.devledger.application.entity.FilterSource;
import dev.devledger.application.entity.LedgerMoment;
import dev.devledger.application.entity.SearchWords;
import dev.devledger.application.history.Moments;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.shared.When;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * The request for a page. The address contains the whole request, so that people can keep the address and send it to
 * other people.
 */
public record PageQuery(String path, Map<String, String> parameters) implements FilterSource {
    public static final String AS_OF = "asOf";
    public static final String CURSOR = "cursor";

    /** The year after it must still be a valid day's. */
    private static final LocalDate LAST = LocalDate.of(9998, 12, 31);

    public PageQuery {
        Map<String, String> given = new TreeMap<>(parameters);
        given.values().removeIf(String::isBlank);
        parameters = Collections.unmodifiableMap(given);
    }

    /**
     * @param several the parameters that may be repeated; one parameter with commas means the same, and is the stored
     *     form
     */
    public static PageQuery of(String path, MultiValueMap<String, String> parameters, String... several) {
        Map<String, String> given = new TreeMap<>(parameters.toSingleValueMap());
        for (String name : several) {
            given.put(
                    name,
                    parameters.getOrDefault(name, List.of()).stream()
                            .filter(value -> !value.isBlank())
                            .collect(Collectors.joining(",")));
        }
        return new PageQuery(path, given);
    }

    @Override
    public @Nullable String text(String name) {
        String value = parameters.get(name);
        return value == null ? null : value.strip();
    }

    @Override
    public Set<String> texts(String name) {
        return SearchWords.values(field(name));
    }

    /** Returns the value of a form's field. */
    public String field(String name) {
        return parameters.getOrDefault(name, "");
    }

    public boolean is(String name) {
        return "true".equals(parameters.get(name));
    }

    public @Nullable LocalDate day(String name) {
        String text = text(name);
        try {
            return text == null ? null : When.within(When.FIRST, LAST, LocalDate.parse(text));
        } catch (When.OutOfRange e) {
            throw Rejection.invalid(name, "is \"" + text + "\", which " + e.why());
        } catch (DateTimeException e) {
            throw Rejection.invalid(name, "is \"" + text + "\"; use a day such as 2026-03-31");
        }
    }

    public <E extends Enum<E>> @Nullable E word(String name, Class<E> type) {
        String value = text(name);
        return value == null ? null : word(name, value, type);
    }

    /** Returns the values in the order of the type. */
    @Override
    public <E extends Enum<E>> Set<E> words(String name, Class<E> type) {
        Set<E> words = EnumSet.noneOf(type);
        texts(name).forEach(value -> words.add(word(name, value, type)));
        return words;
    }

    @Override
    public @Nullable String oneOf(String name, Collection<String> allowed) {
        String value = text(name);
        if (value != null && !allowed.contains(value)) {
            wrong(name, "is \"" + value + "\"; allowed are " + String.join(", ", allowed));
        }
        return value;
    }

    @Override
    public @Nullable Boolean truth(String name) {
        return switch (text(name)) {
            case null -> null;
            case "true" -> true;
            case "false" -> false;
            case String other -> throw Rejection.invalid(name, "is \"" + other + "\"; true or false is expected");
        };
    }

    @Override
    public @Nullable When when(String name) {
        LocalDate day = day(name);
        return day == null ? null : new When.Day(day);
    }

    @Override
    public @Nullable UUID id(String name) {
        String text = text(name);
        return text == null
                ? null
                : FilterSource.uuid(text)
                        .orElseThrow(() -> Rejection.invalid(name, "is \"" + text + "\"; a UUID is expected"));
    }

    @Override
    public void wrong(String name, String why) {
        throw Rejection.invalid(name, why);
    }

    private static <E extends Enum<E>> E word(String name, String value, Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .filter(each -> word(each).equals(value))
                .findFirst()
                .orElseThrow(() -> Rejection.invalid(
                        name,
                        "is \"" + value + "\"; allowed are "
                                + Arrays.stream(type.getEnumConstants())
                                        .map(PageQuery::word)
                                        .collect(Collectors.joining(", "))));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** Returns the address of the same page with another value, from its beginning; null removes the value. */
    public String with(String name, @Nullable String value) {
        Map<String, String> all = new TreeMap<>(parameters);
        all.remove(CURSOR);
        Optional.ofNullable(value).ifPresentOrElse(given -> all.put(name, given), () -> all.remove(name));
        return address(all);
    }

    /** Returns the address of the next page. */
    @Nullable
    public String next(@Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        Map<String, String> all = new TreeMap<>(parameters);
        all.put(CURSOR, cursor);
        return address(all);
    }

    /** Returns the address of the same page with another value, from a cursor for that value. */
    public String next(String name, String value, String cursor) {
        Map<String, String> all = new TreeMap<>(parameters);
        all.put(name, value);
        all.put(CURSOR, cursor);
        return address(all);
    }

    private String address(Map<String, String> all) {
        UriComponentsBuilder address = UriComponentsBuilder.fromPath(path);
        all.forEach((name, value) -> address.queryParam(name, "{" + name + "}"));
        return address.encode().buildAndExpand(all).toUriString();
    }

    /** Reads the moments in the address of a page. */
    public record MomentParameters(Moments moments) {
        /** Returns the position of the moment; null without a moment. */
        public @Nullable Long position(PageQuery asked, String name) {
            LedgerMoment moment = of(asked, name);
            return moment == null ? null : moment.position();
        }

        /**
         * Returns the moment: a position, or the position of the last event before a time; a day means its beginning.
         * Null without a moment.
         */
        public @Nullable LedgerMoment of(PageQuery asked, String name) {
            String moment = asked.text(name);
            try {
                return moments.read(name, moment, ShownInstant.zone());
            } catch (DateTimeException e) {
                throw Rejection.invalid(
                        name,
                        "is \"" + moment
                                + "\"; use the number of an event such as 4711, a day such as 2026-03-31, or a time"
                                + " such as 2026-03-31T09:00:00Z");
            }
        }
    }
}
