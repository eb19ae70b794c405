package dev.devledger.adapters.dashboard.frame;

import dev.devledger.application.query.SearchWords;
import dev.devledger.domain.shared.Rejection;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;
import org.springframework.web.util.UriComponentsBuilder;

/** What the address of a page asks for. All of it is in the address, so that it can be kept and sent to others. */
public record Asked(String path, Map<String, String> parameters) {
    public static final String AS_OF = "asOf";
    public static final String CURSOR = "cursor";

    /** Its end has to be a day as well. */
    private static final int LAST_YEAR = 9999;

    public Asked {
        Map<String, String> given = new TreeMap<>(parameters);
        given.values().removeIf(String::isBlank);
        parameters = Collections.unmodifiableMap(given);
    }

    /** @param several what may be there more than once; each once with commas means the same, and is how it stays */
    public static Asked of(String path, MultiValueMap<String, String> parameters, String several) {
        Map<String, String> given = new TreeMap<>(parameters.toSingleValueMap());
        given.put(
                several,
                parameters.getOrDefault(several, List.of()).stream()
                        .filter(value -> !value.isBlank())
                        .collect(Collectors.joining(",")));
        return new Asked(path, given);
    }

    @Nullable
    public String text(String name) {
        String value = parameters.get(name);
        return value == null ? null : value.strip();
    }

    /** Each of which is looked for; none where nothing is. */
    public List<String> words(String name) {
        return SearchWords.of(name, text(name));
    }

    /** As a field of a form has it. */
    public String field(String name) {
        return parameters.getOrDefault(name, "");
    }

    public boolean is(String name) {
        return "true".equals(parameters.get(name));
    }

    public @Nullable LocalDate day(String name) {
        String text = text(name);
        try {
            LocalDate day = text == null ? null : LocalDate.parse(text);
            if (day == null || (day.getYear() >= 1 && day.getYear() < LAST_YEAR)) {
                return day;
            }
        } catch (DateTimeException e) {
            // as one that nobody has in mind
        }
        throw Rejection.invalid(name, "is \"" + text + "\"; use a day such as 2026-03-31");
    }

    public <E extends Enum<E>> @Nullable E word(String name, Class<E> type) {
        String value = text(name);
        return value == null ? null : word(name, value, type);
    }

    /** In the order of the type, each once; none where nothing is asked for. */
    public <E extends Enum<E>> List<E> each(String name, Class<E> type) {
        return Arrays.stream(field(name).split(","))
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .map(value -> word(name, value, type))
                .distinct()
                .sorted()
                .toList();
    }

    private static <E extends Enum<E>> E word(String name, String value, Class<E> type) {
        return Arrays.stream(type.getEnumConstants())
                .filter(each -> word(each).equals(value))
                .findFirst()
                .orElseThrow(() -> Rejection.invalid(
                        name,
                        "is \"" + value + "\"; allowed are "
                                + Arrays.stream(type.getEnumConstants())
                                        .map(Asked::word)
                                        .collect(Collectors.joining(", "))));
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    /** The same page with another value, from its beginning; null for none. */
    public String with(String name, @Nullable String value) {
        Map<String, String> all = new TreeMap<>(parameters);
        all.remove(CURSOR);
        Optional.ofNullable(value).ifPresentOrElse(given -> all.put(name, given), () -> all.remove(name));
        return address(all);
    }

    /** The page behind this one. */
    @Nullable
    public String next(@Nullable String cursor) {
        if (cursor == null) {
            return null;
        }
        Map<String, String> all = new TreeMap<>(parameters);
        all.put(CURSOR, cursor);
        return address(all);
    }

    /** The same page with another value, from a cursor of that. */
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
}
