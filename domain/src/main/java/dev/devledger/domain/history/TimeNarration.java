package dev.devledger.domain.history;

import dev.devledger.domain.field.EntityKind.Changes;
import dev.devledger.domain.shared.Change;
import dev.devledger.domain.shared.Change.FieldChange;
import dev.devledger.domain.shared.NearestValues;
import dev.devledger.domain.sync.time.EntryContent.EntryBase;
import dev.devledger.domain.sync.time.EntryLink.EntryLinkEvent;
import dev.devledger.domain.time.TimeEntry.TimeEntryDetails;
import dev.devledger.domain.time.TimeEntry.TimeEntryEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Describes changes of time entries. */
final class TimeNarration {
    private TimeNarration() {}

    static Narration of(TimeEntryEvent event) {
        return switch (event) {
            case TimeEntryEvent.Created e -> new Narration(created(e.details()), fields(e.details()));
            case TimeEntryEvent.Edited e -> edited(e.changes());
            case TimeEntryEvent.Deleted e -> new Narration("Deleted the time entry.", List.of());
            case TimeEntryEvent.Restored e -> new Narration("Restored the time entry.", List.of());
        };
    }

    private static String created(TimeEntryDetails details) {
        return details.end() == null
                ? "Started the timer."
                : "Logged " + length(Duration.ofSeconds(details.seconds(details.end()))) + ".";
    }

    /** Describes a length, such as "1 h 30 min"; less than a minute in seconds. */
    private static String length(Duration time) {
        if (time.toMinutes() == 0) {
            return time.toSeconds() + " s";
        }
        String minutes = time.toMinutesPart() + " min";
        return time.toHours() == 0 ? minutes : time.toHours() + " h" + (time.toMinutesPart() == 0 ? "" : " " + minutes);
    }

    private static Narration edited(Changes<TimeEntryDetails> changes) {
        List<FieldChange> list = changes.list();
        Change<Boolean> billing = changes.get(TimeEntryDetails.BILLED);
        if (TimeEntryDetails.stopped(changes)) {
            return new Narration("Stopped the timer.", list);
        }
        if (billing != null && list.size() == 1) {
            boolean billed = Boolean.TRUE.equals(billing.to());
            return new Narration("Marked the time as " + (billed ? "billed." : "not billed."), list);
        }
        return Narration.edited(list);
    }

    private static List<FieldChange> fields(TimeEntryDetails details) {
        List<FieldChange> set = new ArrayList<>();
        set(set, "person", details.person());
        set(set, "task", details.task());
        set(set, "project", details.project());
        set(set, "start", details.start());
        set(set, "end", details.end());
        set(set, "timeZone", details.timeZone());
        set(set, "note", details.note());
        set(set, "tags", details.tags().isEmpty() ? null : details.tags());
        set(set, "billable", details.billable() ? true : null);
        set(set, "billed", details.billed() ? true : null);
        set(set, "agent", details.agent());
        return List.copyOf(set);
    }

    private static void set(List<FieldChange> into, String field, @Nullable Object value) {
        if (value != null) {
            into.add(new FieldChange(field, null, value));
        }
    }

    /** Describes the book-keeping of the sync of time entries. */
    static final class EntryLinkNarration {
        private EntryLinkNarration() {}

        static Narration of(EntryLinkEvent event) {
            String connector = event.link().connector();
            return switch (event) {
                case EntryLinkEvent.AddIntended e -> sentence("Will be logged in " + connector + ".");
                case EntryLinkEvent.AddDropped e -> sentence("Was not logged in " + connector + ".");
                case EntryLinkEvent.Linked e ->
                    sentence("Is the time entry " + e.remote() + " in " + connector + "." + warnings(e.base()));
                case EntryLinkEvent.Agreed e ->
                    sentence("Is the same in Devledger and " + connector + "." + warnings(e.base()));
                case EntryLinkEvent.KeptApart e ->
                    sentence("Is kept apart from " + connector + ", as a person has said.");
                case EntryLinkEvent.Closed e ->
                    sentence(
                            switch (e.end()) {
                                case DELETED_THERE -> "Was deleted in " + connector + ".";
                                case DELETED_HERE -> "Was deleted here, and so in " + connector + ".";
                                case GONE -> "Is in neither Devledger nor " + connector + ".";
                            });
            };
        }

        private static String warnings(EntryBase base) {
            List<NearestValues.Remark> remarks = base.remarks();
            return remarks.isEmpty()
                    ? ""
                    : remarks.stream()
                            .map(each -> each.field() + " " + each.message())
                            .collect(Collectors.joining("; ", " Not as it is there: ", "."));
        }

        private static Narration sentence(String summary) {
            return new Narration(summary, List.of());
        }
    }
}
