package dev.devledger.adapters.rest.imports;

import dev.devledger.adapters.rest.http.Json;
import dev.devledger.adapters.rest.http.Parser;
import dev.devledger.adapters.rest.http.QueryParameters;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a query says of a file of time entries.
 *
 * @param zone of times that come without one, null where it is not said
 * @param person whose time it is where a row names nobody who is known here
 * @param create what is made where it is missing
 * @param dates null where the file has to tell
 */
record TimeWishes(
        @Nullable ZoneId zone,
        @Nullable String person,
        List<Made> create,
        @Nullable DateOrder dates) {
    static final TimeWishes NONE = new TimeWishes(null, null, List.of(), null);

    enum Made {
        PROJECTS,
        TASKS
    }

    /** Which of two numbers in front of a year is the day. */
    enum DateOrder {
        DAY_FIRST,
        MONTH_FIRST
    }

    static TimeWishes of(QueryParameters query) {
        ZoneId zone = query.one("timeZone", Parser::zone);
        String person = query.one("person", Parser::search);
        List<Made> create = query.one("create", TimeWishes::create);
        DateOrder dates = query.one("dates", Parser.word(DateOrder.class));
        return new TimeWishes(zone, person, create == null ? List.of() : create, dates);
    }

    private static List<Made> create(String text) throws Parser.Wrong {
        List<Made> made = new ArrayList<>();
        for (String word : text.split(",", -1)) {
            made.add(Parser.word(Made.class).parse(word));
        }
        return List.copyOf(made);
    }

    /** Those that are said, null where none is. */
    @Nullable
    String said() {
        List<String> said = new ArrayList<>();
        add(said, "timeZone", zone);
        add(said, "person", person);
        add(said, "create", create.isEmpty() ? null : Json.word(create.getFirst()));
        add(said, "dates", dates);
        return said.isEmpty() ? null : String.join(", ", said);
    }

    private static void add(List<String> said, String name, @Nullable Object value) {
        if (value != null) {
            said.add(name);
        }
    }
}
