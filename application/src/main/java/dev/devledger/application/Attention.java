package dev.devledger.application;

import java.time.Instant;
import java.util.List;

/** What needs the user in all projects and services. */
public interface Attention {

    /** Counts what needs the user, in one statement. */
    Counts counts(Since since);

    /** Returns the claims that {@link Counts#ended} counts, the last one first. */
    List<EndedClaim> endedClaims(Instant since, int most);

    /** Moments from which on events count: edits that services replaced, claims that ended, items left out. */
    record Since(Instant replaced, Instant ended, Instant leftOut) {}

    /**
     * @param overdue the overdue tasks of unfinished projects
     * @param blocked the tasks of unfinished projects that wait for an open task
     * @param replaced the edits that a service replaced by a rule, and about which nobody has decided otherwise
     * @param ended the claims that ended before their tasks were done
     * @param refused the items that the ledger or a service refuses at present, and those that were left out
     */
    record Counts(int overdue, int blocked, int replaced, int ended, int refused) {
        public static final Counts NONE = new Counts(0, 0, 0, 0, 0);
    }

    /** A claim that ended by its time, of a task that is still open. */
    record EndedClaim(String key, String title, String agent, Instant until) {}
}
