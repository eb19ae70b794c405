package dev.devledger.application.history;

import java.util.List;

/** The rows of {@code history}. */
public interface History {
    /** An entry that is there already becomes this one. */
    void add(List<Filed> entries);
}
