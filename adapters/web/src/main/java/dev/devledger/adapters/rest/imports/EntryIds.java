package dev.devledger.adapters.rest.imports;

import dev.devledger.adapters.rest.http.Parser;
import dev.devledger.application.imports.LastingIds;
import dev.devledger.domain.time.TimeEntryId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Ids of the time entries of a file: of what a row says, so that the same file has the same ones each time it is read. */
final class EntryIds {
    static final int MOST = 500_000;

    private final Map<UUID, Integer> counts = new HashMap<>();
    private int rows;

    /** Rows that say the same are told apart by their number. */
    TimeEntryId of(List<String> said) {
        int before = count(LastingIds.of(said));
        List<String> numbered = new ArrayList<>(said);
        numbered.add(Integer.toString(before));
        return new TimeEntryId(LastingIds.of(numbered));
    }

    /** Null where a row before has it, as where the files of two months that overlap were put together. */
    @Nullable
    TimeEntryId own(String id) throws Parser.Wrong {
        UUID known = Parser.uuid(id);
        return count(known) > 0 ? null : new TimeEntryId(known);
    }

    private int count(UUID id) {
        rows++;
        return counts.merge(id, 1, Integer::sum) - 1;
    }

    boolean isFull() {
        return rows >= MOST;
    }
}
