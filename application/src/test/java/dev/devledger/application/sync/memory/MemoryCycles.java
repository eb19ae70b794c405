package dev.devledger.application.sync.memory;

import dev.devledger.application.entity.Page;
import dev.devledger.application.entity.Page.PageRequest;
import dev.devledger.application.sync.connector.Connector.ConnectedAccount;
import dev.devledger.application.sync.memory.Cycles.CycleView;
import dev.devledger.application.sync.simulation.Steps;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The cycles in memory, all on one page. */
public final class MemoryCycles implements Cycles {
    private final Steps steps;
    private final List<Cycle> cycles;
    private Map<String, ListReadState> reads = Map.of();
    private @Nullable Instant lastFullAt;

    /** @param cycles the list to which cycles are added, oldest first */
    public MemoryCycles(Steps steps, List<Cycle> cycles) {
        this.steps = steps;
        this.cycles = cycles;
    }

    @Override
    public void save(ConnectedAccount of, Cycle cycle) {
        steps.before("the record of the cycle");
        cycles.add(cycle);
    }

    @Override
    public void save(ConnectedAccount of, Cycle cycle, Map<String, ListReadState> read) {
        save(of, cycle);
        reads = Map.copyOf(read);
        lastFullAt = cycle.startedAt();
    }

    @Override
    public Map<String, ListReadState> reads(ConnectedAccount of) {
        return reads;
    }

    @Override
    public Optional<Instant> lastFullAt(ConnectedAccount of) {
        return Optional.ofNullable(lastFullAt);
    }

    @Override
    public Optional<Cycle> last(ConnectedAccount of) {
        return cycles.isEmpty() ? Optional.empty() : Optional.of(cycles.getLast());
    }

    @Override
    public Page<CycleView> list(List<ConnectedAccount> of, PageRequest page) {
        String connector = of.getFirst().connector();
        return new Page<>(
                cycles.reversed().stream()
                        .map(each -> new CycleView(connector, each))
                        .toList(),
                null);
    }

    @Override
    public List<HourOfCalls> callsByHour(List<ConnectedAccount> of, Instant since) {
        String connector = of.getFirst().connector();
        Map<Instant, Long> hours = new TreeMap<>();
        cycles.stream()
                .filter(each -> !each.startedAt().isBefore(since) && each.remoteRequests() > 0)
                .forEach(each -> hours.merge(
                        each.startedAt().truncatedTo(ChronoUnit.HOURS), (long) each.remoteRequests(), Long::sum));
        return hours.entrySet().stream()
                .map(each -> new HourOfCalls(connector, each.getKey(), each.getValue()))
                .toList();
    }

    @Override
    public int forget(Instant before) {
        List<Cycle> old = cycles.stream()
                .filter(cycle -> cycle.startedAt().isBefore(before))
                .filter(cycle ->
                        !cycle.equals(cycles.getLast()) && !cycle.startedAt().equals(lastFullAt))
                .toList();
        cycles.removeAll(old);
        return old.size();
    }
}
