package dev.devledger.application.sync.conflict;

import dev.devledger.application.sync.connector.Connectors;
import dev.devledger.application.sync.memory.ConflictBook;
import dev.devledger.application.sync.memory.ConflictView;
import dev.devledger.application.sync.memory.ConflictView.AlsoIn;
import dev.devledger.application.sync.memory.ConflictView.State;
import dev.devledger.application.sync.memory.EntityView;
import dev.devledger.domain.sync.content.EntityRef;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** A field in which several services collide with the ledger has a conflict with each, and one choice for all. */
record Collisions(Connectors connectors, ConflictBook book) {

    /** The same conflicts, each naming those of other services that its choice settles, or has settled. */
    List<ConflictView> named(List<ConflictView> conflicts) {
        Set<EntityRef> entities = new LinkedHashSet<>();
        Set<Instant> ended = new LinkedHashSet<>();
        for (ConflictView each : conflicts) {
            if (each.field() != null) {
                entities.addAll(links(each.entity()));
                if (each.resolvedAt() != null) {
                    ended.add(each.resolvedAt());
                }
            }
        }
        if (entities.isEmpty() || connectors.all().size() < 2) {
            return conflicts;
        }
        List<ConflictView> together = book.together(connectors.accounts(), entities, ended);
        return conflicts.stream()
                .map(each -> each.with(together.stream()
                        .filter(other -> isOneWith(each, other))
                        .map(other -> new AlsoIn(other.connector(), other.id(), other.state()))
                        .toList()))
                .toList();
    }

    private static boolean isOneWith(ConflictView one, ConflictView other) {
        return one.field() != null
                && one.field().equals(other.field())
                && !one.connector().equals(other.connector())
                && one.entity().id().equals(other.entity().id())
                && one.entity().type().equals(other.entity().type())
                && (stands(one) ? stands(other) : Objects.equals(one.resolvedAt(), other.resolvedAt()));
    }

    private static boolean stands(ConflictView conflict) {
        return conflict.state() == State.OPEN || conflict.state() == State.APPLIED;
    }

    /** What of it can be linked: a project is a card in one service, and a list in another. */
    static List<EntityRef> links(EntityRef entity) {
        return switch (entity.kind()) {
            case TASK, ENTRY -> List.of(entity);
            case PROJECT, LIST -> List.of(EntityRef.project(entity.id()), EntityRef.list(entity.id()));
        };
    }

    private static List<EntityRef> links(EntityView entity) {
        return switch (entity.type()) {
            case "task" -> links(EntityRef.task(entity.id()));
            case "time-entry" -> links(EntityRef.entry(entity.id()));
            default -> links(EntityRef.list(entity.id()));
        };
    }
}
