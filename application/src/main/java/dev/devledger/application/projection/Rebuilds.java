package dev.devledger.application.projection;

import dev.devledger.application.ledger.WriteGate.Fence;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Which projections have rows that earlier code has made. They are built anew by a replay, while reads go on. */
public final class Rebuilds {
    /** Those whose tables hold what was. */
    private static final Set<String> OF_THE_PAST = Set.of("projects", "tasks");

    /** For so long nobody looks again. Where nothing is to be built there is nothing to look for at all. */
    private static final Duration KNOWN = Duration.ofSeconds(1);

    private record Seen(Set<String> stale, Set<String> halfFilled, Instant at) {
        static final Seen NOTHING = new Seen(Set.of(), Set.of(), Instant.MAX);
    }

    private final Map<String, Integer> ours;
    private final Generations generations;
    private final Fence fence;
    private final Clock clock;
    private volatile Seen seen = Seen.NOTHING;

    public Rebuilds(List<Projection> projections, Generations generations, Fence fence, Clock clock) {
        this.ours = projections.stream().collect(Collectors.toMap(Projection::name, Projection::generation));
        this.generations = generations;
        this.fence = fence;
        this.clock = clock;
    }

    /** At the start, before anybody reads or writes. Throws where a newer Devledger was here. */
    public void claim() {
        fence.require();
        generations.ask(ours);
        look();
    }

    /** In order; what is in here has rows that another generation made, or half of its rows. */
    public Set<String> stale() {
        return now().stale();
    }

    /** Throws {@link NotFilledYet} where what was is only half there. */
    public void requirePast() {
        Set<String> missing = now().halfFilled();
        if (!missing.isEmpty()) {
            throw new NotFilledYet(missing);
        }
    }

    /** Throws where a newer Devledger builds the read model: what this one would make of it nobody could use. */
    void requireOurs() {
        fence.require();
    }

    /** In the transaction that puts the tables of these in place. */
    void put(Collection<String> names) {
        fence.require();
        generations.put(names.stream().collect(Collectors.toMap(name -> name, ours::get)));
    }

    /** Now, and not a second ago. */
    public void look() {
        Map<String, Generations.Built> built = generations.built(ours.keySet());
        Set<String> stale = new TreeSet<>();
        Set<String> halfFilled = new TreeSet<>();
        ours.forEach((name, generation) -> {
            Generations.Built rows = built.getOrDefault(name, Generations.Built.UNKNOWN);
            if (rows.generation() != generation || !rows.whole()) {
                stale.add(name);
            }
            if (!rows.whole() && OF_THE_PAST.contains(name)) {
                halfFilled.add(name);
            }
        });
        seen = stale.isEmpty() ? Seen.NOTHING : new Seen(stale, halfFilled, clock.instant());
    }

    private Seen now() {
        if (seen.at().isBefore(clock.instant().minus(KNOWN))) {
            look();
        }
        return seen;
    }

    /** Of which generation the rows of each projection are. */
    public interface Generations {

        /**
         * @param generation that of the rows, 0 where nobody knows
         * @param whole whether the tables have the columns that they were built with; with others, as a migration leaves them,
         *     they may be half filled
         */
        record Built(int generation, boolean whole) {
            static final Built UNKNOWN = new Built(0, false);
        }

        /** One of which nothing is known is not in it. */
        Map<String, Built> built(Collection<String> projections);

        /**
         * From here on nobody writes who makes an earlier generation of one of them. Where there is no event yet, the rows are
         * of these at once.
         */
        void ask(Map<String, Integer> generations);

        /** The rows are of these, in the transaction that puts them in place. */
        void put(Map<String, Integer> generations);
    }

    /** What was is not known before a replay has come to its end. */
    public static final class NotFilledYet extends RuntimeException {
        private static final long serialVersionUID = 1L;

        NotFilledYet(Collection<String> projections) {
            super(
                    "Past states are not available yet: after an update, Devledger rebuilds the older versions"
                            + " of " + String.join(" and ", projections)
                            + " from the events. Ask again later. GET /api/projections shows the progress."
                            + " Requests without asOf work as usual.",
                    null,
                    false,
                    false);
        }
    }
}
