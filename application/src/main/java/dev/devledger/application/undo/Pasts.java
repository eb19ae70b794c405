package dev.devledger.application.undo;

import dev.devledger.application.projection.LedgerEvent;
import dev.devledger.domain.undo.Author;
import dev.devledger.domain.undo.Entity;
import dev.devledger.domain.undo.EntityHistory;
import dev.devledger.domain.undo.PastEvent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * What has happened to each entity. Of its events only that is kept which an undo asks for, so what it takes is known by
 * its letters.
 */
final class Pasts {

    /** Of an entity with all that is planned on it, without the texts that were changed. */
    private static final long ENTITY = 1_500;

    private static final int LETTER = 2;

    private final UndoMemory.Share memory;
    private final Map<Author, Author> authors = new HashMap<>();

    Pasts(UndoMemory.Share memory) {
        this.memory = memory;
    }

    List<EntityHistory> read(UndoReads reads, Set<UUID> own, Map<Entity, Long> versions) {
        memory.take(versions.size() * ENTITY);
        Map<String, Entity> entities = new HashMap<>();
        Map<String, Long> streams = new LinkedHashMap<>();
        versions.forEach((entity, version) -> {
            entities.put(entity.address(), entity);
            streams.put(entity.address(), version);
        });
        Reading reading = new Reading(entities, own);
        reads.from(streams, reading::add);
        return reading.end();
    }

    /** Event by event, stream after stream. */
    private final class Reading {
        private final Map<String, Entity> entities;
        private final Set<UUID> own;
        private final List<EntityHistory> pasts = new ArrayList<>();
        private EntityHistory.Gathering gathering = new EntityHistory.Gathering();
        private String stream = "";

        Reading(Map<String, Entity> entities, Set<UUID> own) {
            this.entities = entities;
            this.own = own;
        }

        void add(LedgerEvent event) {
            if (!stream.equals(event.stream())) {
                end();
                stream = event.stream();
            }
            Author by = new Author(event.by().actor(), event.by().agent(), event.changeSet());
            gathering.add(new PastEvent(
                    event.payload(),
                    event.version(),
                    own.contains(event.changeSet()),
                    authors.computeIfAbsent(by, first -> first)));
        }

        List<EntityHistory> end() {
            Entity entity = entities.get(stream);
            if (entity != null) {
                EntityHistory past = gathering.of(entity);
                memory.take(past.letters() * LETTER);
                pasts.add(past);
            }
            gathering = new EntityHistory.Gathering();
            return pasts;
        }
    }
}
