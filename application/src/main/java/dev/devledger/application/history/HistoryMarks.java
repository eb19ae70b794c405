package dev.devledger.application.history;

import java.time.Instant;
import java.util.List;

/** The moments at which something changed. */
public interface HistoryMarks {
    int MOST = 500;

    /**
     * @param position of the last entry of it: the moment behind it
     * @param changeSets how many are gathered in it
     * @param changes how many entries these have
     * @param status whether a status changed
     */
    record Mark(long position, Instant at, long changeSets, long changes, boolean status) {}

    /** Oldest first, at most {@link #MOST}: the newest change sets each for itself, and what was before them gathered. */
    List<Mark> of(HistoryFilter filter);
}
