package dev.devledger.domain.sync.time;

import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.time.TimeEntryDetails;
import java.time.Instant;
import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What a time entry says in the ledger's own words.
 *
 * @param place the task, or else the project, that it is for; null where it is for none
 * @param end null while it runs
 * @param note empty where there is none
 */
public record EntryContent(
        @Nullable EntityRef place,
        Instant start,
        @Nullable Instant end,
        String note,
        SortedSet<String> tags,
        boolean billable,
        boolean billed) {

    public EntryContent {
        tags = Collections.unmodifiableSortedSet(new TreeSet<>(tags));
    }

    public static EntryContent of(TimeEntryDetails details) {
        return new EntryContent(
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

    /** But in these fields like the other one. */
    public EntryContent keeping(EntryContent other, Set<EntryField> fields) {
        return new EntryContent(
                fields.contains(EntryField.PLACE) ? other.place : place,
                fields.contains(EntryField.START) ? other.start : start,
                fields.contains(EntryField.END) ? other.end : end,
                fields.contains(EntryField.NOTE) ? other.note : note,
                fields.contains(EntryField.TAGS) ? other.tags : tags,
                fields.contains(EntryField.BILLABLE) ? other.billable : billable,
                fields.contains(EntryField.BILLED) ? other.billed : billed);
    }

    @Nullable
    Object value(EntryField field) {
        return switch (field) {
            case PLACE -> place;
            case START -> start;
            case END -> end;
            case NOTE -> note;
            case TAGS -> tags;
            case BILLABLE -> billable;
            case BILLED -> billed;
        };
    }
}
