package dev.devledger.application.projection;

import dev.devledger.application.projection.OutdatedProjections.Generations;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** The generations that the rows are recorded to be of. */
final class MemoryGenerations implements Generations {
    final Map<String, Built> built = new HashMap<>();
    boolean empty = true;

    @Override
    public Map<String, Built> built(Collection<String> projections) {
        return Map.copyOf(built);
    }

    @Override
    public void claim(Map<String, Integer> generations) {
        if (empty) {
            put(generations);
        }
    }

    @Override
    public void put(Map<String, Integer> generations) {
        generations.forEach((name, generation) -> built.put(name, new Built(generation, true)));
    }
}
