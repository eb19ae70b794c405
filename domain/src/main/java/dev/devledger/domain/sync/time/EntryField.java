package dev.devledger.domain.sync.time;

import java.util.Locale;

/** What a service may hold of a time entry. */
public enum EntryField {
    /** Whose it is. */
    PERSON,
    /** The task that it was for, or else the project. */
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
