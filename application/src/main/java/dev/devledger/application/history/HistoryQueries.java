package dev.devledger.application.history;

import dev.devledger.application.query.Page;
import dev.devledger.application.query.PageRequest;

/** Reads of the history, newest first. */
public interface HistoryQueries {
    Page<HistoryView> list(HistoryFilter filter, PageRequest page);
}
