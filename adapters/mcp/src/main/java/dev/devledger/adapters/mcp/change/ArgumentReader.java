package dev.devledger.adapters.mcp.change;

import dev.devledger.adapters.mcp.tool.Arguments;
import dev.devledger.adapters.mcp.tool.Quoted;
import dev.devledger.adapters.mcp.tool.ToolFailure;
import dev.devledger.adapters.mcp.tool.ToolFailure.ToolProblem;
import dev.devledger.application.entity.FilterSource;
import dev.devledger.domain.shared.When;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads arguments as values of the ledger, and refuses other values with their place in the call. */
public final class ArgumentReader {
    private ArgumentReader() {}

    public static @Nullable When when(Arguments arguments, String field) {
        String text = arguments.text(field);
        try {
            return text == null ? null : When.parse(text);
        } catch (When.OutOfRange e) {
            throw arguments.wrong(field, Quoted.sent(text) + " " + e.why() + ".");
        } catch (DateTimeException unreadable) {
            throw arguments.wrong(field, Quoted.sent(text) + " is not a date. Use 2026-03-31 or 2026-03-31T09:00:00Z.");
        }
    }

    /** Reads a zone of the IANA database; Java would take offsets as well, which have no summer time. */
    public static @Nullable ZoneId zone(Arguments arguments, String field) {
        String name = arguments.text(field);
        if (name == null) {
            return null;
        }
        if (!name.startsWith("SystemV/") && ZoneId.getAvailableZoneIds().contains(name)) {
            return ZoneId.of(name);
        }
        throw arguments.wrong(field, Quoted.sent(name) + " is not a zone. Use Europe/Berlin or UTC.");
    }

    public static <E extends Enum<E>> @Nullable E word(Class<E> type, Arguments arguments, String field) {
        String word = arguments.text(field);
        return word == null ? null : Enum.valueOf(type, word.toUpperCase(Locale.ROOT));
    }

    public static SortedSet<String> tags(Arguments arguments, String field) {
        return new TreeSet<>(arguments.texts(field));
    }

    /** Reads a list of keys, and refuses a key that occurs twice. */
    public static List<String> keys(Arguments arguments, String field) {
        List<String> keys = arguments.texts(field);
        once(keys, index -> arguments.place(field) + "[" + index + "]");
        return keys;
    }

    public static void once(List<String> keys, Function<Integer, String> place) {
        for (int i = 0; i < keys.size(); i++) {
            int first = keys.indexOf(keys.get(i));
            if (first < i) {
                throw new ToolFailure(
                        ToolProblem.INVALID,
                        "%s names %s, and so does %s. Name each only once."
                                .formatted(place.apply(i), Quoted.sent(keys.get(i)), place.apply(first)));
            }
        }
    }

    /** Reads ids that an earlier answer gave. */
    public static final class Ids {
        private Ids() {}

        /** Reads an id. A text that is not an id counts as an unknown id. */
        public static UUID of(String text, Supplier<ToolFailure> unknown) {
            return FilterSource.uuid(text).orElseThrow(unknown);
        }
    }
}
