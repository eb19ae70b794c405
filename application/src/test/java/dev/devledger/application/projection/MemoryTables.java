package dev.devledger.application.projection;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The tables of some projections, each a list of the positions that were applied to it, with those parked beside them. */
final class MemoryTables implements ShadowTables, Savepoints, ParkedEvents {
    /** What a projection has: applied and parked positions. */
    record Rows(List<Long> applied, List<Long> parked) {
        Rows() {
            this(new ArrayList<>(), new ArrayList<>());
        }

        Rows copy() {
            return new Rows(new ArrayList<>(applied), new ArrayList<>(parked));
        }
    }

    private final MemoryEvents events;
    private final Map<String, Rows> live = new LinkedHashMap<>();
    private Map<String, Rows> shadow = new LinkedHashMap<>();
    private final Set<Long> broken = new HashSet<>();
    private Runnable beforeBatch = () -> {};
    private boolean inShadow;
    int batches;
    int drops;

    MemoryTables(MemoryEvents events) {
        this.events = events;
    }

    Projection projection(String name) {
        live.put(name, new Rows());
        return new Projection() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public void apply(LedgerEvent event) {
                rows(name).applied().add(event.position());
                if (broken.contains(event.position())) {
                    throw new IllegalStateException("broken");
                }
            }
        };
    }

    void breakAt(long... positions) {
        for (long position : positions) {
            broken.add(position);
        }
    }

    void mend() {
        broken.clear();
    }

    void beforeBatch(Runnable listener) {
        beforeBatch = listener;
    }

    Rows live(String name) {
        return live.get(name);
    }

    boolean hasShadow() {
        return !shadow.isEmpty();
    }

    private Rows rows(String name) {
        if (!inShadow) {
            throw new AssertionError("a replay does not touch the live tables");
        }
        return shadow.get(name);
    }

    @Override
    public void create(Set<String> projections) {
        shadow = new LinkedHashMap<>();
        projections.forEach(each -> shadow.put(each, new Rows()));
    }

    @Override
    public long settledHead() {
        return events.settledHead();
    }

    @Override
    public <T> T inShadow(Supplier<T> batch) {
        batches++;
        beforeBatch.run();
        return orUndo(batch);
    }

    private <T> T orUndo(Supplier<T> work) {
        Map<String, Rows> before = new LinkedHashMap<>();
        shadow.forEach((name, rows) -> before.put(name, rows.copy()));
        boolean outer = inShadow;
        inShadow = true;
        boolean done = false;
        try {
            T result = work.get();
            done = true;
            return result;
        } finally {
            inShadow = outer;
            if (!done) {
                shadow = before;
            }
        }
    }

    @Override
    public void swap(Set<String> projections, Runnable lastBatch) {
        orUndo(() -> {
            lastBatch.run();
            return true;
        });
        projections.forEach(each -> live.put(each, shadow.get(each)));
        shadow = new LinkedHashMap<>();
    }

    @Override
    public void drop() {
        drops++;
        shadow = new LinkedHashMap<>();
    }

    @Override
    public boolean isPassing(RuntimeException failure) {
        return failure instanceof IllegalCallerException;
    }

    @Override
    public void attempt(Runnable work) {
        orUndo(() -> {
            work.run();
            return true;
        });
    }

    @Override
    public void park(String projection, LedgerEvent event, String error) {
        rows(projection).parked().add(event.position());
    }

    @Override
    public boolean isParked(String projection, String stream) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Map<String, Long> counts() {
        return live.entrySet().stream()
                .filter(each -> !each.getValue().parked().isEmpty())
                .collect(Collectors.toMap(Map.Entry::getKey, each ->
                        (long) each.getValue().parked().size()));
    }
}
