package dev.devledger.application.ledger.axon;

import dev.devledger.application.ledger.ChangeSet.NewId;
import dev.devledger.application.ledger.LongWrites.LongWrite;
import dev.devledger.application.ledger.Provenance;
import dev.devledger.application.ledger.axon.CommandEngine.Entities;
import dev.devledger.application.ledger.axon.CommandEngine.Entity;
import dev.devledger.application.projection.BulkEvents;
import dev.devledger.application.projection.BulkEvents.EventBatches;
import dev.devledger.application.projection.EventLog.LedgerEvent;
import dev.devledger.domain.shared.Decider.Addressed;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;

/**
 * Decides many commands as {@link CommandEngine} decides one, on states that are read for thousands of entities at
 * once; and stores the events batch by batch, in the transaction at hand.
 */
final class BulkCommands {
    private static final int BATCH = 5_000;

    private final BulkEvents many;
    private final LongWrite progress;
    private final Provenance by;
    private final UUID changeSet;
    private final boolean guarded;
    private final Entities entities = new Entities();
    private final Map<String, String> hashes = new HashMap<>();
    private final List<Entities.Decided> decided = new ArrayList<>();
    private List<UUID> undoes = List.of();
    private long stored;

    /** @param guarded true if events that a projection cannot apply are parked */
    BulkCommands(BulkEvents many, LongWrite progress, Provenance by, UUID changeSet, boolean guarded) {
        this.many = many;
        this.progress = progress;
        this.by = by;
        this.changeSet = changeSet;
        this.guarded = guarded;
    }

    void send(Addressed command) {
        if (!entities.has(command.address())) {
            read(List.of(command));
        }
        decided.addAll(entities.decide(command));
        if (decided.size() >= BATCH) {
            store();
        }
    }

    /** Reads the states for commands that are about to be sent. */
    void expect(List<? extends Addressed> commands) {
        read(commands.subList(0, Math.min(BATCH, commands.size())));
    }

    void sendAll(List<? extends Addressed> commands) {
        progress.expect(commands.size());
        int next = 0;
        while (next < commands.size()) {
            read(commands.subList(next, Math.min(next + BATCH, commands.size())));
            int end = Math.min(next + BATCH, commands.size());
            while (next < end && entities.has(commands.get(next).address())) {
                decided.addAll(entities.decide(commands.get(next++)));
            }
            store();
        }
    }

    /** Records the undone change sets, which are stored with the first event. */
    void undoes(List<UUID> changeSets) {
        undoes = changeSets;
    }

    /** Begins, before the first command. */
    void begin() {
        many.events().takeTime();
    }

    /** Stores the remaining events, and returns the number of all stored events. */
    long finish() {
        store();
        return stored;
    }

    /** Reads the entities of these commands: all of them, or only the first ones if they are large. */
    private void read(List<? extends Addressed> commands) {
        Map<String, Entity<?, ?, ?>> read = new LinkedHashMap<>();
        for (Addressed command : commands) {
            if (!entities.has(command.address())) {
                read.computeIfAbsent(command.address(), stream -> Entity.of(command));
            }
        }
        if (read.isEmpty()) {
            return;
        }
        List<String> streams = List.copyOf(read.keySet());
        int complete = many.events().read(streams, event -> happened(read, event));
        streams.subList(0, complete).forEach(stream -> entities.put(Objects.requireNonNull(read.get(stream))));
    }

    private void happened(Map<String, Entity<?, ?, ?>> to, EventBatches.PriorEvent event) {
        to.computeIfPresent(event.stream(), (stream, entity) -> entity.after(event.payload(), event.version()));
        hashes.put(event.stream(), event.hash());
    }

    /** Stores the events, at positions after all events on which they were decided. */
    private void store() {
        if (!decided.isEmpty()) {
            List<LedgerEvent> events = events(many.events().places(decided.size()));
            many.store(events, many.events().rows(events, hashes), guarded);
            stored += events.size();
            progress.add(events.size());
        }
        decided.clear();
        entities.clear();
        hashes.clear();
    }

    private List<LedgerEvent> events(EventBatches.PositionRange places) {
        List<LedgerEvent> events = new ArrayList<>(decided.size());
        for (Entities.Decided each : decided) {
            events.add(new LedgerEvent(
                    places.first() + events.size(),
                    NewId.next().toString(),
                    each.stream(),
                    each.version(),
                    many.events().nameOf(each.event()),
                    places.at(),
                    each.event(),
                    stored + events.size() == 0 ? by.undoing(undoes) : by,
                    changeSet));
        }
        return events;
    }
}
