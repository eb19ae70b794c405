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

/** Reads a value from text, wherever the text comes from. */
@FunctionalInterface
public interface Parser<T> {
    T parse(String text) throws Wrong;

    /** Text that is not what it should be; the message goes on after the field's name. */
    final class Wrong extends Exception {
        private static final long serialVersionUID = 1L;

        public Wrong(String message) {
            super(message, null, false, false);
        }

        public String why() {
            return String.valueOf(getMessage());
        }
    }

    /** Any text that can be stored. */
    static String text(String text) throws Wrong {
        if (Characters.hasUnpairedSurrogate(text)) {
            throw new Wrong("has an unpaired surrogate (half of a character); send whole characters");
        }
        return text;
    }

    /** Who works, as it is stored. Blanks around it would make another agent that looks the same. */
    static String agent(String text) throws Wrong {
        String name = text(text).strip();
        List<Rejection.Violation> wrong = new Violations().agent("agent", name).found();
        if (!wrong.isEmpty()) {
            throw new Wrong(wrong.getFirst().message());
        }
        return name;
    }

    /** A word to look for. */
    static String search(String text) throws Wrong {
        if (Characters.hasControl(text)) {
            throw new Wrong("has a control character");
        }
        return text(text);
    }

    static <E extends Enum<E>> Parser<E> word(Class<E> type) {
        return word(Arrays.asList(type.getEnumConstants()));
    }

    /** One of some of them. */
    static <E extends Enum<E>> Parser<E> word(Collection<E> allowed) {
        return text -> {
            for (E value : allowed) {
                if (Json.word(value).equals(text)) {
                    return value;
                }
            }
            throw new Wrong("is " + quoted(text) + "; allowed are " + words(allowed));
        };
    }

    static Parser<String> oneOf(Collection<String> allowed) {
        return text -> {
            if (allowed.contains(text)) {
                return text;
            }
            throw new Wrong("is " + quoted(text) + "; allowed " + (allowed.size() == 1 ? "is " : "are ")
                    + String.join(", ", allowed));
        };
    }

    static boolean flag(String text) throws Wrong {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new Wrong("is " + quoted(text) + "; allowed are true, false");
        };
    }

    static UUID uuid(String text) throws Wrong {
        return FilterSource.uuid(text).orElseThrow(() -> new Wrong("is " + quoted(text) + "; a UUID is expected"));
    }

    static When when(String text) throws Wrong {
        try {
            return When.parse(text);
        } catch (DateTimeException unreadable) {
            throw new Wrong("is " + quoted(text) + "; a day such as 2026-03-31 or an instant such as"
                    + " 2026-03-31T09:00:00Z is expected");
        }
    }

    /** A plus sign in a query stands for a space, which nobody means who sends an offset. */
    static When whenInQuery(String text) throws Wrong {
        return when(text.length() > 10 ? text.replace(' ', '+') : text);
    }

    /** The order of a list; {@code nameWord} is what it calls its items' names. */
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
                            throw new Wrong("is " + quoted(text) + "; allowed are updated, due, priority, " + nameWord
                                    + ", or one of these with - before it");
                    };
            return new Sort(by, descending);
        };
    }

    /** As {@link #sort}, and in the order in which tasks are to be begun, which nobody wants reversed. */
    static Sort taskSort(String text) throws Wrong {
        if (text.equals("ready")) {
            return Sort.READY;
        }
        try {
            return sort("title").parse(text);
        } catch (Wrong wrong) {
            throw new Wrong(wrong.why() + ", or ready");
        }
    }

    /** As {@link #zone}, and an offset such as {@code Z} or {@code +01:00}: with it comes what was logged elsewhere. */
    static ZoneId zoneOrOffset(String text) throws Wrong {
        try {
            return text.matches("Z|[+-]\\d\\d:\\d\\d") ? ZoneOffset.of(text) : zone(text);
        } catch (DateTimeException none) {
            return zone(text);
        }
    }

    /** A zone of the IANA database; Java would take offsets as well, which have no summer. */
    static ZoneId zone(String text) throws Wrong {
        if (!text.startsWith("SystemV/") && ZoneId.getAvailableZoneIds().contains(text)) {
            return ZoneId.of(text);
        }
        throw new Wrong("is " + quoted(text) + "; an IANA zone such as Europe/Berlin or UTC is expected");
    }

    private static String words(Collection<? extends Enum<?>> allowed) {
        return allowed.stream().map(Json::word).collect(Collectors.joining(", "));
    }

    /** What the caller sent, so that it is recognised, but not all of it. */
    static String quoted(String text) {
        String cut = text.length() > 60 ? text.substring(0, 60) + "…" : text;
        return '"' + cut.replaceAll("\\p{Cntrl}", "?") + '"';
    }
}
