package dev.devledger.application.history;

import dev.devledger.domain.history.HistoryEntry;
import java.util.List;

/** The rows of {@code history}. */
public interface History {
    /** An entry that is there already becomes this one. */
    void add(List<HistoryEntry> entries);
}
