package dev.devledger.domain.sync.time;

import dev.devledger.domain.shared.Nearest;
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
 * @param id its id there
 * @param entry the id of the entry of the ledger of which it was made, where the service has a place for that and says so;
 *     else null
 * @param unshown what the answer does not show of it, which is not nothing
 */
public record RemoteEntry(
        String id, RemoteEntry.RemoteWork work, @Nullable UUID entry, Set<EntryField> unshown) {
    public RemoteEntry {
        unshown = Set.copyOf(unshown);
    }

    public RemoteEntry(String id, RemoteWork work, @Nullable UUID entry) {
        this(id, work, entry, Set.of());
    }

    /** With what is known of it, where the answer does not show it; what that is of stays known. */
    public RemoteEntry filled(RemoteWork known) {
        return unshown.isEmpty() ? this : new RemoteEntry(id, work.keeping(known, unshown), entry, unshown);
    }

    /** The same where it is believed to be all that there is of it. */
    public RemoteEntry whole() {
        return new RemoteEntry(id, work, entry);
    }

    /**
     * What a time entry says, with the ids of a service. A field that the service does not hold has the value of one about
     * which nothing was said.
     *
     * @param user the id there of the person whose it is; null for the person whose account it is
     * @param task the id of the task there; null where it is for none
     * @param project the list there that it is for where there is no task, as links of lists name it; null likewise
     * @param start cut to whole seconds
     * @param end likewise; null while it runs
     * @param zone where it was; only for what is sent
     * @param note empty where there is none
     */
    public record RemoteWork(
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

        public RemoteWork {
            project = task == null ? project : null;
            start = start.truncatedTo(ChronoUnit.SECONDS);
            end = end == null ? null : end.truncatedTo(ChronoUnit.SECONDS);
            tags = Collections.unmodifiableSortedSet(new TreeSet<>(tags));
        }

        /** Of the person whose account it is. */
        public RemoteWork(
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

        /** With another note. */
        public RemoteWork noted(String text) {
            return new RemoteWork(user, task, project, start, end, zone, text, tags, billable, billed);
        }

        /** With the tags and the lines of that one for what stands for them. */
        RemoteWork inTheFormOf(RemoteWork there) {
            SortedSet<String> theirs = Nearest.originalTags(tags, there.tags);
            String text = Nearest.originalText(note, there.note);
            return new RemoteWork(user, task, project, start, end, zone, text, theirs, billable, billed);
        }

        /** But in these fields like the other one. */
        public RemoteWork keeping(RemoteWork other, Set<EntryField> fields) {
            boolean place = fields.contains(EntryField.PLACE);
            return new RemoteWork(
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
         * What the ledger has of a note and tags that break a limit of its own.
         *
         * @param remarks what of them is not as it is there
         */
        public record Fitted(String note, SortedSet<String> tags, List<Nearest.Remark> remarks) {

            /** The fields of which there is more than the ledger has. */
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
            Nearest nearest = new Nearest();
            String text = note.isBlank() ? "" : nearest.text(EntryField.NOTE.word(), note, Violations.NOTE);
            SortedSet<String> words = new TreeSet<>(nearest.tags(EntryField.TAGS.word(), tags));
            return new Fitted(
                    text,
                    words,
                    nearest.remarks().stream()
                            .map(each -> each.leaving("it is cut here, and the rest is in the service alone"))
                            .toList());
        }

        /** The task or the project that it is for; null where it is for none. */
        public @Nullable String object() {
            return task == null ? project : task;
        }

        public boolean running() {
            return end == null;
        }
    }
}
