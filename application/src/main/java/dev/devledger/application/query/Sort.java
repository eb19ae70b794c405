package dev.devledger.application.query;

/** The order of a list; equal ones are in the order of their keys. Ones without a date come last, both ways round. */
public record Sort(By by, boolean descending) {
    public enum By {
        UPDATED,
        DUE,
        PRIORITY,
        /** A project's name or a task's title, in any case. */
        NAME,
        /** In which they were made. */
        KEY,
        /** In which tasks are to be begun; always the most urgent first. */
        READY
    }

    /** Newest change first, as someone who opens a list wants it. */
    public static final Sort DEFAULT = new Sort(By.UPDATED, true);

    public static final Sort READY = new Sort(By.READY, false);
}
