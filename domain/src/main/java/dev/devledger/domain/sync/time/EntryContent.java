package dev.devledger.domain.sync.time;

import dev.devledger.domain.directory.Person.PersonId;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.time.TimeEntry.TimeEntryDetails;
import java.time.Instant;
import java.util.Collections;
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
}
