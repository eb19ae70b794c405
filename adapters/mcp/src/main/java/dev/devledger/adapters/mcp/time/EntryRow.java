package dev.devledger.adapters.mcp.time;

import dev.devledger.domain.field.Patch;
import dev.devledger.domain.time.TimeEntryDetails;
import dev.devledger.adapters.mcp.change.ArgumentReader;
import dev.devledger.adapters.mcp.change.WriteSchema;
import dev.devledger.adapters.mcp.tool.Arguments;
import dev.devledger.adapters.mcp.tool.Schema;
import dev.devledger.domain.person.PersonId;
import dev.devledger.domain.shared.SetTo;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What a call wants of one time entry, or of a new one. All that is wrong with the row alone is refused before anything is done.
 *
 * @param key null of a new one
 * @param deed what is done to an entry that there is: {@code split_at}, {@code merge}, {@code deleted} or {@code
 *     billed}; null of an edit
 * @param person null where nobody is named
 */
record EntryRow(
        Arguments given,
        String place,
        @Nullable String key,
        @Nullable String deed,
        @Nullable PersonId person,
        Times times) {

    private static final int LONGEST = 86_400;
    private static final List<String> DEEDS = List.of("split_at", "merge", "deleted", "billed");
    private static final List<String> CLEARED = List.of("task", "project", "note", "tags");
    private static final List<String> FIELDS =
            List.of("start", "end", "seconds", "task", "project", "note", "tags", "billable", "person", "clear");

    static final Schema SCHEMA = Schema.closed(
            "key", Schema.entryKey(),
            "start", LoggedOn.MOMENT,
            "end", LoggedOn.MOMENT,
            "seconds", Schema.number(),
            "task", Schema.taskKey(),
            "project", LoggedOn.PROJECT,
            "note", Schema.text(),
            "tags", WriteSchema.tags(),
            "billable", Schema.flag(),
            "billed", Schema.flag(),
            "person", LoggedOn.PERSON,
            "clear", Schema.list(Schema.oneOf(CLEARED.toArray(String[]::new))),
            "split_at", LoggedOn.MOMENT,
            "merge", Schema.list(Schema.entryKey()).described("With key"),
            "deleted", Schema.flag().described("false restores"));

    /** @param splitAt where it is divided */
    record Times(
            @Nullable Instant start,
            @Nullable Instant end,
            @Nullable Integer seconds,
            @Nullable Instant splitAt) {

        private static Times of(Arguments given) {
            Times times = new Times(
                    LoggedOn.moment(given, "start"),
                    LoggedOn.moment(given, "end"),
                    given.number("seconds"),
                    LoggedOn.moment(given, "split_at"));
            if (times.end != null && times.seconds != null) {
                throw given.wrong("seconds", "comes together with end. Give only one of the two.");
            }
            Long seconds = given.whole("seconds");
            if (seconds != null && (seconds < 0 || seconds > LONGEST)) {
                throw given.wrong("seconds", "is " + seconds + "; 0 to " + LONGEST + " are allowed.");
            }
            return times;
        }

        /** Null where no end is said. */
        @Nullable
        Instant endFrom(Instant known) {
            return seconds == null ? end : known.plusSeconds(seconds);
        }
    }

    static EntryRow of(Arguments given, int index, LoggedOn on) {
        String key = given.text("key");
        List<String> deeds = DEEDS.stream().filter(given::has).toList();
        Times times = Times.of(given);
        LoggedOn.requireOneTarget(given);
        if (key == null) {
            requireNew(given, times, deeds);
        } else {
            requireOneDeed(given, deeds);
        }
        return new EntryRow(
                given,
                "entries[" + index + "]",
                key,
                deeds.isEmpty() ? null : deeds.getFirst(),
                key == null || given.has("person") ? on.person(given) : null,
                times);
    }

    private static void requireNew(Arguments given, Times times, List<String> deeds) {
        List<String> others = new ArrayList<>(deeds);
        if (given.has("clear")) {
            others.add("clear");
        }
        if (!others.isEmpty()) {
            throw given.wrong(others.getFirst(), "is for an entry that there is. Give its key, or leave it out.");
        }
        if (times.start == null) {
            throw given.wrong("start", "is missing. Give start and end or seconds, or the key of an entry.");
        }
        if (times.end == null && times.seconds == null) {
            throw given.wrong("end", "is missing. Give end or seconds; start_timer makes one that runs.");
        }
    }

    private static void requireOneDeed(Arguments given, List<String> deeds) {
        List<String> fields = FIELDS.stream().filter(given::has).toList();
        if (deeds.isEmpty() && fields.isEmpty()) {
            throw given.wrong("key", "stands alone. Say what is to be done with it.");
        }
        if (deeds.size() > 1 || (!deeds.isEmpty() && !fields.isEmpty())) {
            throw given.wrong(
                    deeds.getLast(),
                    "comes together with " + (fields.isEmpty() ? deeds.getFirst() : fields.getFirst())
                            + ". Do one of them in another call.");
        }
    }

    /** Keys of all entries that there are, with their places. */
    List<String> keys() {
        List<String> keys = new ArrayList<>();
        if (key != null) {
            keys.add(key);
        }
        keys.addAll(given.texts("merge"));
        return keys;
    }

    /** What the rules call otherwise than the row. */
    UnaryOperator<String> places() {
        return field -> given.place(
                switch (field) {
                    case "at" -> "split_at";
                    case "ids" -> "merge";
                    default -> field;
                });
    }

    SortedSet<String> tags() {
        return ArgumentReader.tags(given, "tags");
    }

    /** @param start that it has so far */
    Patch<TimeEntryDetails> edit(LoggedOn on, Instant start) {
        Instant end = times.endFrom(times.start == null ? start : times.start);
        return Patch.<TimeEntryDetails>none().with(TimeEntryDetails.PERSON, set(person)).with(TimeEntryDetails.TASK, ArgumentReader.wish(given, "task", on.task(given))).with(TimeEntryDetails.PROJECT, ArgumentReader.wish(given, "project", on.project(given))).with(TimeEntryDetails.START, set(times.start)).with(TimeEntryDetails.END, set(end)).with(TimeEntryDetails.NOTE, ArgumentReader.wish(given, "note", given.text("note"))).with(TimeEntryDetails.TAGS, ArgumentReader.wish(given, "tags", given.has("tags") ? tags() : null)).with(TimeEntryDetails.BILLABLE, given.has("billable") ? new SetTo<>(given.flag("billable")) : null).with(TimeEntryDetails.BILLED, given.has("billed") ? new SetTo<>(given.flag("billed")) : null);
    }

    private static <T> @Nullable SetTo<T> set(@Nullable T value) {
        return value == null ? null : new SetTo<>(value);
    }
}
