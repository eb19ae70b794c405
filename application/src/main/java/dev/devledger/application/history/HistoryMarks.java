package dev.devledger.application.history;

import java.time.Instant;
import java.util.List;

/** The moments at which something changed. */
public interface HistoryMarks {
    int MOST = 500;

    /**
     * @param position of the last entry of its change set: the moment behind it
     * @param changeSets how many are gathered in it
     * @param changes how many entries these have
     * @param status whether a status changed
     */
    record Mark(long position, Instant at, long changeSets, long changes, boolean status) {}

    /**
     * Oldest first, at most {@link #MOST}: the newest change sets each for itself, and if there are more what was before them
     * gathered. None is within a change set, as far as the filter goes.
     */
    List<Mark> of(HistoryFilter filter);
}
