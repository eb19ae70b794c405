package dev.devledger.application.sync.notes;

/** What can wait leaves a poll that has made many requests as it is, but not many polls in a row. */
public final class NotePatience {
    private static final int MANY_REQUESTS = 4;

    /** So many polls in a row it waits: a quiet account has some with fewer requests among them. */
    static final int LONGEST = 10;

    private int waited;

    /** @param requests of the poll so far */
    synchronized boolean waits(long requests) {
        boolean waits = requests >= MANY_REQUESTS && waited < LONGEST;
        waited = waits ? waited + 1 : 0;
        return waits;
    }
}
