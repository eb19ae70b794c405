package dev.devledger.application.proof;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What is told of all differences: the first so many, one for each place, and how many others there are. */
public final class Findings {
    private static final int MOST = 1_000;

    private final Map<Object, Difference> told = new LinkedHashMap<>();
    private long untold;

    public void add(Difference difference) {
        Object place =
                switch (difference) {
                    case Difference.OfEvent event -> event.position();
                    case Difference.OfMissingEvent event -> event.position();
                    default -> difference;
                };
        if (!isFull()) {
            told.putIfAbsent(place, difference);
        } else if (!told.containsKey(place)) {
            untold++;
        }
    }

    /** Whether a further one is only counted, so that nobody need find out what to say of it. */
    public boolean isFull() {
        return told.size() == MOST;
    }

    public int room() {
        return MOST - told.size();
    }

    public void addUntold(long more) {
        untold += more;
    }

    public boolean isEmpty() {
        return told.isEmpty();
    }

    public List<Difference> told() {
        return new ArrayList<>(told.values());
    }

    public long untold() {
        return untold;
    }
}
