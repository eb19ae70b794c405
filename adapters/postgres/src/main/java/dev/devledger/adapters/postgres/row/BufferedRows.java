package dev.devledger.adapters.postgres.row;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Rows that wait to be sent together, in as few statements as there are kinds of them. */
final class BufferedRows {

    /** Rows of one table, each another one, so that the order of their statements does not matter. */
    private static final class Wave {
        private final Map<String, List<RowWrite>> bySql = new LinkedHashMap<>();
        private final Set<Object> ids = new HashSet<>();
    }

    private static final Comparator<RowWrite> BY_ID =
            Comparator.comparing(row -> row.id().toString());

    private static final Comparator<List<RowWrite>> DERIVED_LAST =
            Comparator.comparing(rows -> rows.getFirst().derived());

    private final Map<String, List<Wave>> tables = new LinkedHashMap<>();

    /** What is derived is so once, of all that is written by then. */
    void add(RowWrite row) {
        List<Wave> waves = tables.computeIfAbsent(row.table(), table -> new ArrayList<>(List.of(new Wave())));
        if (waves.getLast().ids.contains(row.id())) {
            if (row.derived()) {
                return;
            }
            waves.add(new Wave());
        }
        Wave wave = waves.getLast();
        wave.ids.add(row.id());
        wave.bySql.computeIfAbsent(row.sql(), sql -> new ArrayList<>()).add(row);
    }

    boolean isEmpty() {
        return tables.isEmpty();
    }

    /**
     * What is sent as one statement each, in the order in which it is to run, what is derived last; nothing waits any more.
     * Whoever writes the same rows in another transaction sends them in the same order, so that none has what the other one
     * waits for.
     */
    List<List<RowWrite>> take() {
        List<List<RowWrite>> taken = tables.values().stream()
                .flatMap(List::stream)
                .flatMap(wave -> wave.bySql.values().stream())
                .map(rows -> rows.stream().sorted(BY_ID).toList())
                .sorted(DERIVED_LAST)
                .toList();
        tables.clear();
        return taken;
    }
}
