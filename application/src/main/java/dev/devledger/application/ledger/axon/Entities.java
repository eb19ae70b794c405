package dev.devledger.application.ledger.axon;

import dev.devledger.domain.shared.Decider.Addressed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** The entities of a transaction: each command is decided on the state that the commands before it have left. */
final class Entities {
    private final Map<String, Entity<?, ?, ?>> byStream = new HashMap<>();

    /**
     * @param version the entity's version after the event, from 1
     * @param before the entity's state before the event
     */
    record Decided(String stream, long version, Object event, Object before) {}

    boolean has(String stream) {
        return byStream.containsKey(stream);
    }

    Optional<Entity<?, ?, ?>> find(String stream) {
        return Optional.ofNullable(byStream.get(stream));
    }

    void put(Entity<?, ?, ?> entity) {
        byStream.put(entity.stream(), entity);
    }

    void remove(String stream) {
        byStream.remove(stream);
    }

    void clear() {
        byStream.clear();
    }

    /**
     * Returns the events that follow from the command, and applies them to its entity, which must have been put here
     * before.
     */
    List<Decided> decide(Addressed command) {
        Entity<?, ?, ?> entity = Objects.requireNonNull(byStream.get(command.address()));
        List<Decided> decided = new ArrayList<>();
        for (Object event : entity.decide(command)) {
            Entity<?, ?, ?> after = entity.after(event, entity.version() + 1);
            decided.add(new Decided(after.stream(), after.version(), event, entity.state()));
            entity = after;
        }
        put(entity);
        return decided;
    }
}
