package dev.devledger.application.projection;

import dev.devledger.application.ledger.Ledger.WriteGate.VersionFence;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Finds the projections whose rows were made by code of another generation. A replay rebuilds these rows, while reads
 * go on.
 */
public final class OutdatedProjections {
    /** The projections whose tables hold past states too. */
    private static final Set<String> OF_THE_PAST = Set.of("projects", "tasks");

    /**
     * The time for which the result of a check is used. If the last check found nothing to rebuild, there are no
     * further checks.
     */
    private static final Duration KNOWN = Duration.ofSeconds(1);

    private record RebuildState(Set<String> stale, Set<String> halfFilled, Instant at) {
        static final RebuildState NOTHING = new RebuildState(Set.of(), Set.of(), Instant.MAX);
    }

    private final Map<String, Integer> ours;
    private final Generations generations;
    private final VersionFence fence;
    private final Clock clock;
    private volatile RebuildState seen = RebuildState.NOTHING;

    public OutdatedProjections(List<Projection> projections, Generations generations, VersionFence fence, Clock clock) {
        this.ours = projections.stream().collect(Collectors.toMap(Projection::name, Projection::generation));
        this.generations = generations;
        this.fence = fence;
        this.clock = clock;
    }

    /**
     * Claims the read model at the start of the program, before any read or write. Throws if a newer Devledger has used
     * the database.
     */
    public void claim() {
        fence.require();
        generations.claim(ours);
        look();
    }

    /** Returns the projections whose rows are of another generation or only half built, in the order of their names. */
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

    /** Throws if a newer Devledger builds the read model, in which this one's rows would be useless. */
    void requireOurs() {
        fence.require();
    }

    /** Records this code's generations of the named projections, in the transaction that puts their tables in place. */
    void put(Collection<String> names) {
        fence.require();
        generations.put(names.stream().collect(Collectors.toMap(name -> name, ours::get)));
    }

    /** Checks the generations now, however recent the last check is. */
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
         * @param whole true if the tables have the columns that they were built with; after a migration has changed the
         *     columns, the rows may be incomplete
         */
        record Built(int generation, boolean whole) {
            static final Built UNKNOWN = new Built(0, false);
        }

        /** Returns the generations of the rows, without projections of which nothing is known. */
        Map<String, Built> built(Collection<String> projections);

        /**
         * From now on, keeps code of an earlier generation from writing. If there is no event yet, records these
         * generations at once.
         */
        void claim(Map<String, Integer> generations);

        /** Records that the rows are of these generations, in the transaction that puts their tables in place. */
        void put(Map<String, Integer> generations);
    }

    /** Thrown for requests about past states before a replay has rebuilt them. */
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
