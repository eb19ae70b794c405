package dev.devledger.application.history;

import dev.devledger.application.query.Page;
import dev.devledger.application.query.PageRequest;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The history by change set: what one request changed, or one cycle of a sync. */
public interface ChangeSets {
    /** So many of its entries stand for it. */
    int SHOWN = 5;

    /**
     * What of a change set a filter means.
     *
     * @param first the position of its first entry
     * @param type what all of it is about, such as {@code task}; null where that is more than one thing
     * @param newest the positions of its newest entries, {@value #SHOWN} at most, the newest first
     */
    record Listed(
            UUID id, long first, long entries, @Nullable String type, List<Long> newest) {}

    /** Each once, by the newest of the entries that the filter means; the newest first. */
    Page<Listed> list(HistoryFilter filter, PageRequest page);
}
