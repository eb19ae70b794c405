package dev.devledger.application.projection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.projection.EventLog.LedgerEvent;
import dev.devledger.application.projection.EventLog.ParkedEvents;
import dev.devledger.application.projection.LiveProjections.Savepoints;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The tables of some projections: for each a list of the positions that were applied to it, and the parked events. */
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
    private boolean indexed;
    private String owner = "";
    private FillProgress mark = FillProgress.BEGIN;
    private int busy;
    int creations;
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
            public int generation() {
                return 1;
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
    public Optional<FillProgress> takeOver(String replay) {
        return replay.equals(owner) ? Optional.of(mark) : Optional.empty();
    }

    /** As after an update of the software. */
    void forgetOwner() {
        owner = "";
    }

    /** So many tries to swap come at a time at which somebody reads for long. */
    void busy(int tries) {
        busy = tries;
    }

    FillProgress marked() {
        return mark;
    }

    @Override
    public void mark(FillProgress reached) {
        mark = reached;
    }

    @Override
    public void create(String replay, Set<String> projections) {
        creations++;
        indexed = false;
        owner = replay;
        mark = FillProgress.BEGIN;
        shadow = new LinkedHashMap<>();
        projections.forEach(each -> shadow.put(each, new Rows()));
    }

    @Override
    public void index(Set<String> projections) {
        assertThat(projections).isEqualTo(shadow.keySet());
        indexed = true;
    }

    @Override
    public OptionalLong settledHeadNow() {
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
        FillProgress marked = mark;
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
                mark = marked;
            }
        }
    }

    @Override
    public boolean swap(Set<String> projections, Runnable lastBatch, Runnable done) {
        if (busy > 0) {
            busy--;
            Map<String, Rows> before = new LinkedHashMap<>();
            shadow.forEach((name, rows) -> before.put(name, rows.copy()));
            orUndo(() -> {
                lastBatch.run();
                return true;
            });
            shadow = before;
            return false;
        }
        assertThat(indexed).as("no table without indexes is put in place").isTrue();
        orUndo(() -> {
            lastBatch.run();
            return true;
        });
        done.run();
        owner = "";
        projections.forEach(each -> live.put(each, shadow.get(each)));
        shadow = new LinkedHashMap<>();
        return true;
    }

    @Override
    public void drop() {
        drops++;
        owner = "";
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
    public Set<List<String>> streams() {
        Set<List<String>> streams = new HashSet<>();
        shadow.forEach((name, rows) -> rows.parked().forEach(each -> streams.add(List.of(name, events.stream(each)))));
        return streams;
    }

    @Override
    public Page<Parked> list(PageRequest page) {
        return new Page<>(List.of(), null);
    }

    @Override
    public Map<String, Long> counts() {
        return live.entrySet().stream()
                .filter(each -> !each.getValue().parked().isEmpty())
                .collect(Collectors.toMap(Map.Entry::getKey, each ->
                        (long) each.getValue().parked().size()));
    }
}
