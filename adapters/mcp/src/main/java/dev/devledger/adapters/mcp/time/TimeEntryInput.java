package dev.devledger.adapters.mcp.time;

import dev.devledger.adapters.mcp.change.FieldArguments;
import dev.devledger.adapters.mcp.tool.Arguments;
import dev.devledger.adapters.mcp.tool.Schema;
import dev.devledger.domain.directory.Person.PersonId;
import dev.devledger.domain.field.EntityKind.Patch;
import dev.devledger.domain.time.TimeEntry.TimeEntryDetails;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A row of a call: a change to one time entry, or a new entry. Errors within the row are reported before any change.
 *
 * @param key the key of the entry; null for a new one
 * @param deed the action on an existing entry: {@code split_at}, {@code merge}, {@code deleted} or {@code billed}; null
 *     for an edit
 * @param person the person of the entry; null if the row names none
 */
record TimeEntryInput(
        Arguments given,
        String place,
        @Nullable String key,
        @Nullable String deed,
        @Nullable PersonId person,
        Times times) {

    private static final int LONGEST = 86_400;
    private static final List<String> DEEDS = List.of("split_at", "merge", "deleted", "billed");

    static final FieldArguments<TimeEntryDetails, EntryRequest> FIELDS =
            FieldArguments.<TimeEntryDetails, EntryRequest>of(TimeEntryDetails.KIND)
                    .beside("key", Schema.entryKey())
                    .field(TimeEntryDetails.START, EntryReferenceArguments.MOMENT, wish -> wish.row.times.start)
                    .also("end", EntryReferenceArguments.MOMENT, TimeEntryDetails.END, EntryRequest::end)
                    .also("seconds", Schema.number(), TimeEntryDetails.END, EntryRequest::end)
                    .field(TimeEntryDetails.TASK, Schema.taskKey(), wish -> wish.on.task(wish.row.given))
                    .field(
                            TimeEntryDetails.PROJECT,
                            EntryReferenceArguments.PROJECT,
                            wish -> wish.on.project(wish.row.given))
                    .field(TimeEntryDetails.NOTE)
                    .field(TimeEntryDetails.TAGS)
                    .field(TimeEntryDetails.BILLABLE, Schema.flag())
                    .field(TimeEntryDetails.BILLED)
                    .field(TimeEntryDetails.PERSON, EntryReferenceArguments.PERSON, wish -> wish.row.person)
                    .others(Set.of(TimeEntryDetails.TIME_ZONE, TimeEntryDetails.AGENT))
                    .clear()
                    .beside("split_at", EntryReferenceArguments.MOMENT)
                    .beside("merge", Schema.list(Schema.entryKey()).described("With key"))
                    .beside("deleted", Schema.flag().described("false restores"));

    /** @param start the entry's present start */
    record EntryRequest(TimeEntryInput row, EntryReferenceArguments on, Instant start) {
        @Nullable
        Instant end() {
            Instant other = row.times.start;
            return row.times.endFrom(other == null ? start : other);
        }
    }

    /** @param splitAt the moment at which the entry is divided */
    record Times(
            @Nullable Instant start,
            @Nullable Instant end,
            @Nullable Integer seconds,
            @Nullable Instant splitAt) {

        private static Times of(Arguments given) {
            Times times = new Times(
                    EntryReferenceArguments.moment(given, "start"),
                    EntryReferenceArguments.moment(given, "end"),
                    given.number("seconds"),
                    EntryReferenceArguments.moment(given, "split_at"));
            if (times.end != null && times.seconds != null) {
                throw given.wrong("seconds", "comes together with end. Give only one of the two.");
            }
            Long seconds = given.whole("seconds");
            if (seconds != null && (seconds < 0 || seconds > LONGEST)) {
                throw given.wrong("seconds", "is " + seconds + "; 0 to " + LONGEST + " are allowed.");
            }
            return times;
        }

        /** Returns the end for a known start; null if the row has neither an end nor a duration. */
        @Nullable
        Instant endFrom(Instant known) {
            return seconds == null ? end : known.plusSeconds(seconds);
        }
    }

    /** Returns the row of a timer, whose times the timer sets itself. */
    static TimeEntryInput timer(Arguments given, PersonId person) {
        return new TimeEntryInput(given, "", null, null, person, Times.of(given));
    }

    static TimeEntryInput of(Arguments given, int index, EntryReferenceArguments on) {
        String key = given.text("key");
        List<String> deeds = DEEDS.stream().filter(given::has).toList();
        Times times = Times.of(given);
        EntryReferenceArguments.requireOneTarget(given);
        if (key == null) {
            requireNew(given, times, deeds);
        } else {
            requireOneDeed(given, deeds);
        }
        return new TimeEntryInput(
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
        List<String> fields = FIELDS.said(given).stream()
                .filter(field -> !DEEDS.contains(field))
                .toList();
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

    /** Returns the keys of all existing entries in the row. */
    List<String> keys() {
        List<String> keys = new ArrayList<>();
        if (key != null) {
            keys.add(key);
        }
        keys.addAll(given.texts("merge"));
        return keys;
    }

    /** Maps the field names in the rules to places in the row. */
    UnaryOperator<String> places() {
        return field -> given.place(
                switch (field) {
                    case "at" -> "split_at";
                    case "ids" -> "merge";
                    default -> field;
                });
    }

    /** @param start the entry's present start */
    Patch<TimeEntryDetails> edit(EntryReferenceArguments on, Instant start) {
        return FIELDS.patch(given, new EntryRequest(this, on, start));
    }

    /**
     * Returns a new entry. Unless the row says so, the entry's task or project decides whether the entry is billable.
     */
    TimeEntryDetails details(EntryReferenceArguments on, Instant start) {
        Patch<TimeEntryDetails> said = edit(on, start);
        TimeEntryDetails details = TimeEntryDetails.KIND.edited(on.blank(Objects.requireNonNull(person), start), said);
        return said.has(TimeEntryDetails.BILLABLE)
                ? details
                : TimeEntryDetails.KIND.edited(details, Patch.of(TimeEntryDetails.BILLABLE, on.billable(details)));
    }
}
