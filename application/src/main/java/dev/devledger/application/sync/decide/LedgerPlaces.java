package dev.devledger.application.sync.decide;

import dev.devledger.application.sync.plan.Planned;
import dev.devledger.domain.sync.content.EntityRef;
import dev.devledger.domain.sync.content.RemoteTask;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Which place of the ledger an object's place at the remote is. */
final class LedgerPlaces {
    private final Map<String, EntityRef> owners = new HashMap<>();
    private final Map<String, EntityRef> objects = new HashMap<>();
    private final Map<EntityRef, UUID> projects = new HashMap<>();

    /** The list is what that entity is, or holds the cards. */
    void list(String list, EntityRef owner) {
        owners.put(list, owner);
    }

    /** The remote object is that project's card, or that task of the project. */
    void object(String remoteId, EntityRef entity, UUID project) {
        objects.put(remoteId, entity);
        projects.put(entity, project);
    }

    boolean isCardList(String list) {
        EntityRef owner = owners.get(list);
        return owner != null && owner.holdsCards();
    }

    /** Where a task belongs that stands there; empty where nothing of the ledger's is around it. */
    Optional<Planned.Place> ofTask(RemoteTask task) {
        return ofTask(task.ref().list(), task.content().parent());
    }

    Optional<Planned.Place> ofTask(String list, @Nullable String parent) {
        EntityRef owner = owners.get(list);
        if (owner == null) {
            return Optional.empty();
        }
        if (parent == null || parent.equals(list)) {
            return owner.holdsCards()
                    ? Optional.empty()
                    : Optional.of(new Planned.Place(EntityRef.project(owner.id()), null));
        }
        return Optional.ofNullable(objects.get(parent)).flatMap(above -> Optional.ofNullable(projects.get(above))
                .map(project -> new Planned.Place(
                        EntityRef.project(project), above.kind() == EntityRef.Kind.TASK ? above : null)));
    }
}
