package dev.devledger.adapters.ticktick;

import dev.devledger.application.sync.connector.Listing;
import dev.devledger.application.sync.connector.Quarantined;
import dev.devledger.application.sync.connector.RemoteAnswer;
import dev.devledger.application.sync.connector.Sighting;
import dev.devledger.domain.sync.content.RemoteTask;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The rows of a read, by id: what came last counts, as a task may be on two pages. */
public final class ReadRows {
    private final Map<String, Sighting.Present> rows = new LinkedHashMap<>();

    void add(Sighting.Present row) {
        switch (row) {
            case Sighting.Here(var task) -> rows.put(task.ref().id(), row);
            case Sighting.Unreadable(var task) -> rows.put(task.ref().id(), row);
        }
    }

    void add(Listing listing) {
        listing.tasks().forEach(task -> add(new Sighting.Here(task)));
        listing.quarantined().forEach(task -> add(new Sighting.Unreadable(task)));
    }

    public int size() {
        return rows.size();
    }

    public Listing listing() {
        return listing(task -> true);
    }

    /** Without those that can be read and are not meant; of the others nobody knows. */
    Listing listing(Predicate<RemoteTask> meant) {
        List<RemoteTask> tasks = rows.values().stream()
                .filter(Sighting.Here.class::isInstance)
                .map(row -> ((Sighting.Here) row).task())
                .filter(meant)
                .toList();
        List<Quarantined> quarantined = rows.values().stream()
                .filter(Sighting.Unreadable.class::isInstance)
                .map(row -> ((Sighting.Unreadable) row).what())
                .toList();
        return new Listing(tasks, quarantined);
    }

    /** The same answer, where the rows are too many that cannot be read. */
    static RemoteAnswer<Listing> judged(RemoteAnswer<Listing> answer) {
        return answer.flatMap(Listing::unlessTooManyAreQuarantined);
    }
}
