package dev.devledger.domain.sync.time;

import dev.devledger.domain.shared.NearestValues;
import dev.devledger.domain.shared.Violations;
import dev.devledger.domain.sync.time.EntryContent.EntryField;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A time entry as a service shows it.
 *
 * @param id its id in the service
 * @param entry the id of the ledger's entry from which it was made, if the service can hold and show it; else null
 * @param unshown the fields that the answer leaves out; their values are unknown and do not count as empty
 */
public record RemoteEntry(
        String id,
        RemoteEntry.RemoteEntryContent work,
        @Nullable UUID entry,
        Set<EntryField> unshown) {
    public RemoteEntry {
        unshown = Set.copyOf(unshown);
    }

    public RemoteEntry(String id, RemoteEntryContent work, @Nullable UUID entry) {
        this(id, work, entry, Set.of());
    }

    /** Fills the fields that are not shown from known content; the fields stay marked as not shown. */
    public RemoteEntry filled(RemoteEntryContent known) {
        return unshown.isEmpty() ? this : new RemoteEntry(id, work.keeping(known, unshown), entry, unshown);
    }

    /** Returns a copy in which all fields count as shown. */
    public RemoteEntry whole() {
        return new RemoteEntry(id, work, entry);
    }

    /**
     * The content of a time entry, with the ids of a service. A field that the service does not hold has its default
     * value.
     *
     * @param user the remote id of the person who worked; null for the owner of the account
     * @param task the remote id of the task; null if there is none
     * @param project the remote list of an entry without a task, as links of lists name it; null if there is none
     * @param start the start, in whole seconds
     * @param end the end, in whole seconds; null while the entry runs
     * @param zone the entry's time zone; only for sending
     * @param note empty if there is none
     */
    public record RemoteEntryContent(
            @Nullable String user,
            @Nullable String task,
            @Nullable String project,
            Instant start,
            @Nullable Instant end,
            ZoneId zone,
            String note,
            SortedSet<String> tags,
            boolean billable,
            boolean billed) {

        public RemoteEntryContent {
            project = task == null ? project : null;
            start = start.truncatedTo(ChronoUnit.SECONDS);
            end = end == null ? null : end.truncatedTo(ChronoUnit.SECONDS);
            tags = Collections.unmodifiableSortedSet(new TreeSet<>(tags));
        }

        /** The content of an entry of the account's owner. */
        public RemoteEntryContent(
                @Nullable String task,
                @Nullable String project,
                Instant start,
                @Nullable Instant end,
                ZoneId zone,
                String note,
                SortedSet<String> tags,
                boolean billable,
                boolean billed) {
            this(null, task, project, start, end, zone, note, tags, billable, billed);
        }

        /** Returns a copy with another note. */
        public RemoteEntryContent noted(String text) {
            return new RemoteEntryContent(user, task, project, start, end, zone, text, tags, billable, billed);
        }

        /**
         * Returns a copy whose tags and note lines have their original form from {@code there} where the ledger only
         * holds a changed form.
         */
        RemoteEntryContent inTheFormOf(RemoteEntryContent there) {
            SortedSet<String> theirs = NearestValues.originalTags(tags, there.tags);
            String text = NearestValues.originalText(note, there.note);
            return new RemoteEntryContent(user, task, project, start, end, zone, text, theirs, billable, billed);
        }

        /** Returns a copy with the other's values in these fields. */
        public RemoteEntryContent keeping(RemoteEntryContent other, Set<EntryField> fields) {
            boolean place = fields.contains(EntryField.PLACE);
            return new RemoteEntryContent(
                    fields.contains(EntryField.PERSON) ? other.user : user,
                    place ? other.task : task,
                    place ? other.project : project,
                    fields.contains(EntryField.START) ? other.start : start,
                    fields.contains(EntryField.END) ? other.end : end,
                    fields.contains(EntryField.START) ? other.zone : zone,
                    fields.contains(EntryField.NOTE) ? other.note : note,
                    fields.contains(EntryField.TAGS) ? other.tags : tags,
                    fields.contains(EntryField.BILLABLE) ? other.billable : billable,
                    fields.contains(EntryField.BILLED) ? other.billed : billed);
        }

        /**
         * The note and the tags in the form that the ledger's limits allow.
         *
         * @param remarks the differences from the remote values
         */
        public record Fitted(String note, SortedSet<String> tags, List<NearestValues.Remark> remarks) {

            /** The fields of which the ledger holds only a part of the remote's value. */
            Set<EntryField> parts() {
                Set<EntryField> parts = EnumSet.noneOf(EntryField.class);
                remarks.stream()
                        .filter(each -> !each.kept().isEmpty())
                        .forEach(each ->
                                parts.add(EntryField.valueOf(each.field().toUpperCase(Locale.ROOT))));
                return parts;
            }
        }

        public Fitted fitted() {
            NearestValues nearest = new NearestValues();
            String text = note.isBlank() ? "" : nearest.text(EntryField.NOTE.word(), note, Violations.NOTE);
            SortedSet<String> words = new TreeSet<>(nearest.tags(EntryField.TAGS.word(), tags));
            return new Fitted(
                    text,
                    words,
                    nearest.remarks().stream()
                            .map(each -> each.leaving("it is cut here, and the rest is in the service alone"))
                            .toList());
        }

        /** The task or the project of the entry; null if there is none. */
        public @Nullable String object() {
            return task == null ? project : task;
        }

        public boolean running() {
            return end == null;
        }
    }
}
