package dev.devledger.domain.sync.time;

import dev.devledger.domain.directory.Person.PersonId;
import dev.devledger.domain.shared.NearestValues;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.time.RemoteEntry.RemoteEntryContent;
import dev.devledger.domain.time.TimeEntry.TimeEntryDetails;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The content of a time entry in the ledger's words.
 *
 * @param person the person who worked; null for the owner of the ledger
 * @param place the task, or else the project, of the entry; null if there is none
 * @param end null while the entry runs
 * @param note empty if there is none
 */
public record EntryContent(
        @Nullable PersonId person,
        @Nullable EntityRef place,
        Instant start,
        @Nullable Instant end,
        String note,
        SortedSet<String> tags,
        boolean billable,
        boolean billed) {

    public EntryContent {
        person = PersonId.OWNER.equals(person) ? null : person;
        tags = Collections.unmodifiableSortedSet(new TreeSet<>(tags));
    }

    /** The content of an entry of the owner. */
    public EntryContent(
            @Nullable EntityRef place,
            Instant start,
            @Nullable Instant end,
            String note,
            SortedSet<String> tags,
            boolean billable,
            boolean billed) {
        this(null, place, start, end, note, tags, billable, billed);
    }

    public static EntryContent of(TimeEntryDetails details) {
        return new EntryContent(
                details.person(),
                place(details),
                details.start(),
                details.end(),
                details.note() == null ? "" : details.note(),
                details.tags(),
                details.billable(),
                details.billed());
    }

    private static @Nullable EntityRef place(TimeEntryDetails details) {
        if (details.task() != null) {
            return EntityRef.task(details.task().value());
        }
        return details.project() == null
                ? null
                : EntityRef.project(details.project().value());
    }

    public boolean running() {
        return end == null;
    }

    public EntryContent unbilled() {
        return new EntryContent(person, place, start, end, note, tags, billable, false);
    }

    public EntryContent placed(EntityRef newPlace) {
        return new EntryContent(person, newPlace, start, end, note, tags, billable, billed);
    }

    public PersonId whose() {
        return person == null ? PersonId.OWNER : person;
    }

    /** Returns a copy with the other's values in these fields. */
    public EntryContent keeping(EntryContent other, Set<EntryField> fields) {
        return new EntryContent(
                fields.contains(EntryField.PERSON) ? other.person : person,
                fields.contains(EntryField.PLACE) ? other.place : place,
                fields.contains(EntryField.START) ? other.start : start,
                fields.contains(EntryField.END) ? other.end : end,
                fields.contains(EntryField.NOTE) ? other.note : note,
                fields.contains(EntryField.TAGS) ? other.tags : tags,
                fields.contains(EntryField.BILLABLE) ? other.billable : billable,
                fields.contains(EntryField.BILLED) ? other.billed : billed);
    }

    public @Nullable Object value(EntryField field) {
        return switch (field) {
            case PERSON -> whose();
            case PLACE -> place;
            case START -> start;
            case END -> end;
            case NOTE -> note;
            case TAGS -> tags;
            case BILLABLE -> billable;
            case BILLED -> billed;
        };
    }

    /** The fields of a time entry that a service may hold. */
    public enum EntryField {
        /** The person who worked. */
        PERSON,
        /** The task of the entry, or else the project. */
        PLACE,
        START,
        END,
        NOTE,
        TAGS,
        BILLABLE,
        BILLED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * The content on which both sides last agreed, in the form of each side: a side's later changes are found by comparison
     * with its own form, however the service writes values.
     */
    public record EntryBase(EntryContent here, RemoteEntryContent there) {

        /**
         * A base for two entries that are the same but were never compared: each value that only one side has goes to the
         * other.
         */
        public static EntryBase nothing(RemoteEntryContent there) {
            EntryContent here =
                    new EntryContent(null, there.start(), there.end(), "", Collections.emptySortedSet(), false, false);
            RemoteEntryContent nowhere = new RemoteEntryContent(
                    null,
                    null,
                    there.start(),
                    there.end(),
                    there.zone(),
                    "",
                    Collections.emptySortedSet(),
                    false,
                    false);
            return new EntryBase(here, nowhere);
        }

        /**
         * A base for an entry that the service reported as stored and no read has shown. If the entry turns out not to
         * exist, nobody deleted it; the base therefore differs from the ledger, so that the entry is sent again.
         */
        public static EntryBase unseen(EntryContent here, RemoteEntryContent sent) {
            EntryContent never = new EntryContent(
                    here.person(),
                    here.place(),
                    Instant.EPOCH,
                    here.end(),
                    here.note(),
                    here.tags(),
                    here.billable(),
                    here.billed());
            return new EntryBase(never, sent);
        }

        /** Returns a copy in which the ledger's place, which equals the remote one, is this place. */
        public EntryBase placed(EntityRef place) {
            return new EntryBase(here.placed(place), there);
        }

        /** The changes that the ledger made to remote values that it could not hold as they are. */
        public List<NearestValues.Remark> remarks() {
            return there.fitted().remarks();
        }

        /** The fields of which the ledger holds only a part, with which it must not overwrite the whole. */
        public Set<EntryField> parts() {
            RemoteEntryContent.Fitted fitted = there.fitted();
            Set<EntryField> parts = fitted.parts();
            parts.removeIf(field -> field == EntryField.NOTE
                    ? !here.note().equals(fitted.note())
                    : !here.tags().equals(fitted.tags()));
            return parts;
        }

        /**
         * Returns the ledger's content as it is sent: a field of which the ledger has an unchanged part is sent with its
         * whole remote value, and unchanged tags and lines keep their remote form.
         */
        public RemoteEntryContent whole(EntryContent now, RemoteEntryContent wanted) {
            Set<EntryField> parts = parts();
            parts.removeIf(field -> !EntryMerge.isSame(now, here, Set.of(field)));
            return wanted.inTheFormOf(there).keeping(there, parts);
        }

        /**
         * Returns a copy after a person decided to send these fields as they are in the ledger, although it holds only a
         * part.
         */
        public EntryBase written(Set<EntryField> fields) {
            Set<EntryField> parts = parts();
            parts.retainAll(fields);
            EntryContent all = new EntryContent(
                    here.person(),
                    here.place(),
                    here.start(),
                    here.end(),
                    there.note(),
                    there.tags(),
                    here.billable(),
                    here.billed());
            return new EntryBase(here.keeping(all, parts), there);
        }

        /** Returns a copy in which these fields have the agreement of {@code before}. */
        public EntryBase keeping(EntryBase before, Set<EntryField> fields) {
            return new EntryBase(here.keeping(before.here, fields), there.keeping(before.there, fields));
        }
    }
}
