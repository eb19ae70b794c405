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

/** The projections whose rows earlier code has made. A replay rebuilds them, while reads go on. */
public final class Rebuilds {
    /** The projections whose tables hold past states. */
    private static final Set<String> OF_THE_PAST = Set.of("projects", "tasks");

    /** The time for which a look is good. If nothing is to be rebuilt there is no look at all. */
    private static final Duration KNOWN = Duration.ofSeconds(1);

    private record RebuildState(Set<String> stale, Set<String> halfFilled, Instant at) {
        static final RebuildState NOTHING = new RebuildState(Set.of(), Set.of(), Instant.MAX);
    }

    private final Map<String, Integer> ours;
    private final Generations generations;
    private final Fence fence;
    private final Clock clock;
    private volatile RebuildState seen = RebuildState.NOTHING;

    public Rebuilds(List<Projection> projections, Generations generations, Fence fence, Clock clock) {
        this.ours = projections.stream().collect(Collectors.toMap(Projection::name, Projection::generation));
        this.generations = generations;
        this.fence = fence;
        this.clock = clock;
    }

    /**
     * Claims the read model at the start, before anyone reads or writes. Throws if a newer Devledger has used the
     * database.
     */
    public void claim() {
        fence.require();
        generations.ask(ours);
        look();
    }

    /** Returns the projections, in order, with rows of another generation, or with only half of their rows. */
    public Set<String> stale() {
        return now().stale();
    }

    /** Throws {@link RebuildUnfinished} if past states are only half built. */
    public void requirePast() {
        Set<String> missing = now().halfFilled();
        if (!missing.isEmpty()) {
            throw new RebuildUnfinished(missing);
        }
    }

    /** Throws if a newer Devledger builds the read model: the rows of this one would be useless. */
    void requireOurs() {
        fence.require();
    }

    /** Records the generations, in the transaction that puts the tables of these in place. */
    void put(Collection<String> names) {
        fence.require();
        generations.put(names.stream().collect(Collectors.toMap(name -> name, ours::get)));
    }

    /** Looks now, whenever the last look was. */
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
        seen = stale.isEmpty() ? RebuildState.NOTHING : new RebuildState(stale, halfFilled, clock.instant());
    }

    private RebuildState now() {
        if (seen.at().isBefore(clock.instant().minus(KNOWN))) {
            look();
        }
        return seen;
    }

    /** The generation of each projection's rows. */
    public interface Generations {

        /**
         * @param generation the generation of the rows, 0 if unknown
         * @param whole true if the tables have the columns that they were built with; with others, as a migration
         *     leaves them, they may be half filled
         */
        record Built(int generation, boolean whole) {
            static final Built UNKNOWN = new Built(0, false);
        }

        /** Returns the generations of the rows; a projection of which nothing is known is left out. */
        Map<String, Built> built(Collection<String> projections);

        /**
         * Keeps code of an earlier generation from writing from now on. If there is no event yet, the rows are of these
         * generations at once.
         */
        void ask(Map<String, Integer> generations);

        /** Records that the rows are of these generations, in the transaction that puts them in place. */
        void put(Map<String, Integer> generations);
    }

    /** Past states are not known before a replay has come to its end. */
    public static final class RebuildUnfinished extends RuntimeException {
        private static final long serialVersionUID = 1L;

        RebuildUnfinished(Collection<String> projections) {
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
