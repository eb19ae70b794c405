package dev.devledger.application.entity;

import dev.devledger.domain.shared.When;
import java.time.Instant;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A source of filters: the query of a request, the arguments of a tool, or the address of a page. Filters are read from
 * it by their names, such as {@code dueAfter}; a source may spell them otherwise. Null and empty stand for missing and
 * for invalid values; the source reports invalid values in its own words, at once or after all filters are read.
 */
public interface FilterSource {
    /** Reads a text without control characters. */
    @Nullable
    String text(String name);

    /** Reads several texts as {@link #text}, without blank ones. */
    Set<String> texts(String name);

    /** Reads one of the allowed words. */
    @Nullable
    String oneOf(String name, Collection<String> allowed);

    <E extends Enum<E>> Set<E> words(String name, Class<E> type);

    @Nullable
    Boolean truth(String name);

    @Nullable
    When when(String name);

    @Nullable
    UUID id(String name);

    /** Reports an error; {@code why} continues after the name, without a full stop. */
    void wrong(String name, String why);

    default boolean flag(String name) {
        return Boolean.TRUE.equals(truth(name));
    }

    /** Reads words and phrases. */
    default List<String> search(String name) {
        return SearchWords.of(name, text(name));
    }

    /** Reads words, phrases and filters. */
    default SearchWords query(String name) {
        return SearchWords.read(name, text(name));
    }

    /** Reads an instant; a day stands for its start. */
    default @Nullable Instant since(String name, ZoneId zone) {
        When when = when(name);
        return when == null ? null : begin(when, zone);
    }

    static Instant begin(When when, ZoneId zone) {
        return switch (when) {
            case When.Moment(Instant instant) -> instant;
            case When.Day(var day) -> day.atStartOfDay(zone).toInstant();
        };
    }

    /** Reads a UUID; empty also for the short forms that Java accepts. */
    static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text)).filter(id -> id.toString().equals(text.toLowerCase(Locale.ROOT)));
        } catch (IllegalArgumentException notOne) {
            return Optional.empty();
        }
    }
}
