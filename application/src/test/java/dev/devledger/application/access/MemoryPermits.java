package dev.devledger.application.access;

import dev.devledger.application.access.RequestLimiter.Limit.CallerLimits;
import dev.devledger.application.access.RequestLimiter.SharedPermits;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;

/** The permits that several nodes share, in memory. Times are in nanoseconds. */
final class MemoryPermits {
    private final LongSupplier nanos;
    private final Map<String, TreeMap<Long, Integer>> requests = new HashMap<>();
    private final Map<String, Map<Integer, Held>> places = new HashMap<>();
    private int nodes;
    boolean away;

    private record Held(int places, long until) {}

    MemoryPermits(LongSupplier nanos) {
        this.nanos = nanos;
    }

    Node node() {
        return new Node(++nodes);
    }

    int held(String caller) {
        return places(caller).values().stream().mapToInt(Held::places).sum();
    }

    private Map<Integer, Held> places(String caller) {
        Map<Integer, Held> all = places.computeIfAbsent(caller, each -> new HashMap<>());
        all.values().removeIf(held -> held.until <= nanos.getAsLong());
        return all;
    }

    final class Node implements SharedPermits {
        private final int id;
        final AtomicInteger steps = new AtomicInteger();

        private Node(int id) {
            this.id = id;
        }

        @Override
        public Grant take(String caller, CallerLimits limits, PermitRequest wish) {
            synchronized (MemoryPermits.this) {
                step();
                long length = SLOT.toNanos();
                long slot = nanos.getAsLong() / length;
                TreeMap<Long, Integer> taken = requests.computeIfAbsent(caller, each -> new TreeMap<>());
                if (wish.unused() != null) {
                    taken.computeIfPresent(
                            wish.unused().slot(),
                            (each, many) -> many - wish.unused().requests());
                }
                taken.values().removeIf(many -> many == 0);
                taken.headMap(slot - SLOTS, true).clear();
                int free = limits.requests().most()
                        - taken.values().stream().mapToInt(Integer::intValue).sum();
                int granted = free < 1 ? 0 : Math.min(wish.requests(), Math.max(1, free / 4));
                if (granted > 0) {
                    taken.merge(slot, granted, Integer::sum);
                }
                Duration good = Duration.ofNanos((slot + 1) * length - nanos.getAsLong());
                Duration wait = taken.isEmpty()
                        ? Duration.ZERO
                        : Duration.ofNanos((taken.firstKey() + SLOTS) * length - nanos.getAsLong());
                return new Grant(granted, slot, good, wait, places(caller, limits, wish.places()));
            }
        }

        private int places(String caller, CallerLimits limits, int wish) {
            Map<Integer, Held> all = MemoryPermits.this.places(caller);
            all.remove(id);
            int granted = Math.clamp(limits.atOnce().most() - held(caller), 0, wish);
            all.put(id, new Held(granted, nanos.getAsLong() + LEASE.toNanos()));
            return granted;
        }

        @Override
        public void hold(String caller, int many) {
            synchronized (MemoryPermits.this) {
                step();
                places(caller).put(id, new Held(many, nanos.getAsLong() + LEASE.toNanos()));
            }
        }

        private Map<Integer, Held> places(String caller) {
            return MemoryPermits.this.places(caller);
        }

        private void step() {
            if (away) {
                throw new Unavailable(new IllegalStateException("away"));
            }
            steps.incrementAndGet();
        }
    }
}
