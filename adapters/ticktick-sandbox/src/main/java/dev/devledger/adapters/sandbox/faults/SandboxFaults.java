package dev.devledger.adapters.sandbox.faults;

import dev.devledger.adapters.sandbox.api.StaleView;
import dev.devledger.adapters.sandbox.common.Call;
import dev.devledger.adapters.sandbox.common.Circumstances;
import java.util.ArrayList;
import java.util.List;
import java.util.ListIterator;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/** What a test wants to go wrong with TickTick, and a count of what was asked of it. */
public final class SandboxFaults {
    private final StaleView staleView;
    private final Circumstances circumstances;
    private final List<Armed> armed = new ArrayList<>();
    private final SortedMap<String, Integer> requests = new TreeMap<>();

    public SandboxFaults(StaleView staleView, Circumstances circumstances) {
        this.staleView = staleView;
        this.circumstances = circumstances;
    }

    /** What can go wrong; written in lower case with hyphens over HTTP. */
    public enum Fault {
        /** The change is done and kept, then the connection is cut without an answer. */
        DROP_ANSWER,
        /** The change is done and kept, half of the answer is sent, then the connection is cut. */
        TRUNCATE,
        /** The change is done and kept, the answer comes late. */
        DELAY,
        /** As without a fault, but 201 in the place of 200, as is listed for what is made. */
        CREATED,
        /** The change is done and kept; the status is that of success, and the answer is empty. */
        EMPTY_ANSWER,
        /** Nothing is done; 500 {@code unknown_exception}. */
        ERROR_500,
        /** Nothing is done; 500 {@code exceed_query_limit}. */
        LIMIT,
        /** A read shows everything as it was when the fault was set. */
        STALE_READ,
        /** Nothing is done; 200 with a body that is not JSON. */
        NONSENSE,
        /** Nothing is done; 401. */
        UNAUTHORIZED,
        /** Nothing is done; 403, as where a list is not shared any more. */
        FORBIDDEN
    }

    /** @param after how many requests that it concerns are let by before it is met */
    record Armed(Fault fault, int times, Pattern path, long millis, int after) {
        boolean concerns(Call call) {
            return call.isAbout(path) && (fault != Fault.STALE_READ || call.reads());
        }

        Armed oneLess() {
            return new Armed(fault, times - 1, path, millis, 0);
        }

        Armed oneSooner() {
            return new Armed(fault, times, path, millis, after - 1);
        }
    }

    /** For the next {@code times} requests to any path. */
    public void arm(Fault fault, int times) {
        arm(fault, times, "", 0);
    }

    /**
     * For the next {@code times} requests in which the pattern is found; it is looked for in {@code /task/…},
     * {@code POST /task/…} and the whole path. Faults set earlier come first, one to a request.
     */
    public void arm(Fault fault, int times, String pathPattern, long millis) {
        arm(fault, times, pathPattern, millis, 0);
    }

    /** As above, but the first {@code after} requests in which the pattern is found are let by. */
    public void arm(Fault fault, int times, String pathPattern, long millis, int after) {
        Armed added = new Armed(fault, times, Pattern.compile(pathPattern), millis, after);
        if (fault == Fault.STALE_READ) staleView.keep();
        synchronized (this) {
            if (times > 0) armed.add(added);
        }
    }

    /** No fault is left, nothing was counted, and the account is as TickTick's are. */
    public void clear() {
        synchronized (this) {
            armed.clear();
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

    synchronized Optional<Armed> take(Call call) {
        requests.merge(call.method() + " " + call.path(), 1, Integer::sum);
        for (ListIterator<Armed> each = armed.listIterator(); each.hasNext(); ) {
            Armed fault = each.next();
            if (!fault.concerns(call)) continue;
            if (fault.after() > 0) {
                each.set(fault.oneSooner());
                continue;
            }
            if (fault.times() > 1) each.set(fault.oneLess());
            else each.remove();
            return Optional.of(fault);
        }
        return Optional.empty();
    }

    synchronized boolean expects(Fault fault) {
        return armed.stream().anyMatch(left -> left.fault() == fault);
    }

    synchronized List<Armed> armed() {
        return List.copyOf(armed);
    }
}
