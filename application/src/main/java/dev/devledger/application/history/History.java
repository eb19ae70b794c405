package dev.devledger.application.history;

import dev.devledger.domain.history.HistoryEntry;

/** The rows of {@code history}. */
public interface History {
    void add(HistoryEntry entry);
}
