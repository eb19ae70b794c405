package dev.devledger.adapters.rest.http;

import dev.devledger.application.entity.FilterSource;
import dev.devledger.application.entity.Page.Sort;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.shared.Violations;
import dev.devledger.domain.shared.Violations.Characters;
import dev.devledger.domain.shared.When;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/** Reads a value from a text of any source. */
@FunctionalInterface
public interface Parser<T> {
    T parse(String text) throws InvalidText;

    /** Thrown to refuse a text. The message continues the sentence after the field's name. */
    final class InvalidText extends Exception {
        private static final long serialVersionUID = 1L;

        public InvalidText(String message) {
            super(message, null, false, false);
        }

        public String why() {
            return String.valueOf(getMessage());
        }
    }

    /** Accepts any text that can be stored. */
    static String text(String text) throws InvalidText {
        if (Characters.hasUnpairedSurrogate(text)) {
            throw new InvalidText("has an unpaired surrogate (half of a character); send whole characters");
        }
        return text;
    }

    /**
     * Reads the name of an agent in the form in which it is stored. Blanks around the name would make another agent
     * that looks the same.
     */
    static String agent(String text) throws InvalidText {
        String name = text(text).strip();
        List<Rejection.Violation> wrong = new Violations().agent("agent", name).found();
        if (!wrong.isEmpty()) {
            throw new InvalidText(wrong.getFirst().message());
        }
        return name;
    }

    /** Reads a word to search for. */
    static String search(String text) throws InvalidText {
        if (Characters.hasControl(text)) {
            throw new InvalidText("has a control character");
        }
        return text(text);
    }

    static <E extends Enum<E>> Parser<E> word(Class<E> type) {
        return word(Arrays.asList(type.getEnumConstants()));
    }

    /** Reads one of the allowed words. */
    static <E extends Enum<E>> Parser<E> word(Collection<E> allowed) {
        return text -> {
            for (E value : allowed) {
                if (Json.word(value).equals(text)) {
                    return value;
                }
            }
            throw new InvalidText("is " + quoted(text) + "; allowed are " + words(allowed));
        };
    }

    static Parser<String> oneOf(Collection<String> allowed) {
        return text -> {
            if (allowed.contains(text)) {
                return text;
            }
            throw new InvalidText("is " + quoted(text) + "; allowed " + (allowed.size() == 1 ? "is " : "are ")
                    + String.join(", ", allowed));
        };
    }

    static boolean flag(String text) throws InvalidText {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new InvalidText("is " + quoted(text) + "; allowed are true, false");
        };
    }

    static UUID uuid(String text) throws InvalidText {
        return FilterSource.uuid(text)
                .orElseThrow(() -> new InvalidText("is " + quoted(text) + "; a UUID is expected"));
    }

    static When when(String text) throws InvalidText {
        try {
            return When.parse(text);
        } catch (When.OutOfRange e) {
            throw new InvalidText("is " + quoted(text) + ", which " + e.why());
        } catch (DateTimeException unreadable) {
            throw new InvalidText("is " + quoted(text) + "; a day such as 2026-03-31 or an instant such as"
                    + " 2026-03-31T09:00:00Z is expected");
        }
    }

    /**
     * Reads a date or moment in a query. In a query, a plus sign stands for a space, so a space is read as the plus
     * sign of an offset.
     */
    static When whenInQuery(String text) throws InvalidText {
        return when(text.length() > 10 ? text.replace(' ', '+') : text);
    }

    /**
     * Reads the order of a list.
     *
     * @param nameWord the word for the items' names in this list
     */
    static Parser<Sort> sort(String nameWord) {
        return text -> {
            boolean descending = text.startsWith("-");
            Sort.By by =
                    switch (descending ? text.substring(1) : text) {
                        case "updated" -> Sort.By.UPDATED;
                        case "due" -> Sort.By.DUE;
                        case "priority" -> Sort.By.PRIORITY;
                        case String name when name.equals(nameWord) -> Sort.By.NAME;
                        default ->
                            throw new InvalidText("is " + quoted(text) + "; allowed are updated, due, priority, "
                                    + nameWord + ", or one of these with - before it");
                    };
            return new Sort(by, descending);
        };
    }

    /**
     * Reads an order like {@link #sort}, and also {@code ready}: the order in which tasks should be started, which
     * cannot be reversed.
     */
    static Sort taskSort(String text) throws InvalidText {
        if (text.equals("ready")) {
            return Sort.READY;
        }
        try {
            return sort("title").parse(text);
        } catch (InvalidText wrong) {
            throw new InvalidText(wrong.why() + ", or ready");
        }
    }

    /**
     * Reads a time zone like {@link #zone}, and also an offset such as {@code Z} or {@code +01:00}, which entries
     * logged in other services have.
     */
    static ZoneId zoneOrOffset(String text) throws InvalidText {
        try {
            return text.matches("Z|[+-]\\d\\d:\\d\\d") ? ZoneOffset.of(text) : zone(text);
        } catch (DateTimeException none) {
            return zone(text);
        }
    }

    /** Reads a time zone of the IANA database. Java would also accept offsets, which have no summer time. */
    static ZoneId zone(String text) throws InvalidText {
        if (!text.startsWith("SystemV/") && ZoneId.getAvailableZoneIds().contains(text)) {
            return ZoneId.of(text);
        }
        throw new InvalidText("is " + quoted(text) + "; an IANA zone such as Europe/Berlin or UTC is expected");
    }

    private static String words(Collection<? extends Enum<?>> allowed) {
        return allowed.stream().map(Json::word).collect(Collectors.joining(", "));
    }

    /** Quotes the start of the text that the caller sent. */
    static String quoted(String text) {
        String cut = text.length() > 60 ? text.substring(0, 60) + "…" : text;
        return '"' + cut.replaceAll("\\p{Cntrl}", "?") + '"';
    }
}
