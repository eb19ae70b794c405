package dev.devledger.adapters.sandbox.ticktick.faults;

import dev.devledger.adapters.sandbox.fault.ArmedFaults;
import dev.devledger.adapters.sandbox.fault.ArmedFaults.Armed;
import dev.devledger.adapters.sandbox.fault.Fault;
import dev.devledger.adapters.sandbox.ticktick.api.StaleView;
import dev.devledger.adapters.sandbox.ticktick.common.Call;
import dev.devledger.adapters.sandbox.ticktick.common.Circumstances;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What a test wants to go wrong with TickTick, and a count of what was asked of it. */
public final class SandboxFaults {
    private final StaleView staleView;
    private final Circumstances circumstances;
    private final ArmedFaults armed = new ArmedFaults(
            EnumSet.complementOf(EnumSet.of(Fault.DONE_500, Fault.GATEWAY, Fault.NOT_GRANTED, Fault.ERR_UNDER_200)));
    private final SortedMap<String, Integer> requests = new TreeMap<>();

    public SandboxFaults(StaleView staleView, Circumstances circumstances) {
        this.staleView = staleView;
        this.circumstances = circumstances;
    }

    /** For the next {@code times} requests to any path. */
    public void arm(Fault fault, int times) {
        arm(fault, times, "", 0);
    }

    /**
     * For the next {@code times} requests in which the pattern is found; it is looked for in {@code /task/…},
     * {@code POST /task/…} and the whole path.
     */
    public void arm(Fault fault, int times, String pathPattern, long millis) {
        arm(new Armed(fault, times, Pattern.compile(pathPattern), millis, 0));
    }

    void arm(Armed fault) {
        if (fault.fault() == Fault.STALE_READ) staleView.keep();
        armed.arm(fault);
    }

    /** No fault is left, nothing was counted, and the account is as TickTick's are. */
    public void clear() {
        armed.clear();
        synchronized (this) {
            requests.clear();
        }
        staleView.drop();
        circumstances.clear();
    }

    /** How often each {@code METHOD /path} was asked for since the start or the last clearing, refused ones too. */
    public synchronized Map<String, Integer> requests() {
        return new TreeMap<>(requests);
    }

    /** All of {@link #requests()} together. */
    public synchronized int requestCount() {
        return requests.values().stream().mapToInt(Integer::intValue).sum();
    }

    Optional<Armed> take(Call call) {
        synchronized (this) {
            requests.merge(call.method() + " " + call.path(), 1, Integer::sum);
        }
        return armed.take(fault -> call.isAbout(fault.path()) && (fault.fault() != Fault.STALE_READ || call.reads()));
    }

    ArmedFaults armed() {
        return armed;
    }

    StaleView staleView() {
        return staleView;
    }
}
