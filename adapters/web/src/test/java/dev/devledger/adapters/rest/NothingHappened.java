package dev.devledger.adapters.rest;

import dev.devledger.application.projection.EventLog.LedgerEvent;
import dev.devledger.application.undo.UndoChangeSets.UndoReads;
import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.task.Task.TaskId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;

/** No change set has any event, but one that has only the sync's own. */
final class NothingHappened implements UndoReads {
    static final UUID OF_THE_SYNC = UUID.fromString("0198f3a1-5c1e-4b6f-9a2d-000000000042");

    @Override
    public void changes(Collection<UUID> changeSets, Consumer<Change> each) {}

    @Override
    public Set<UUID> known(Collection<UUID> changeSets) {
        return Set.of(OF_THE_SYNC);
    }

    @Override
    public void from(Map<String, Long> versions, Consumer<LedgerEvent> each) {}

    @Override
    public UndoPlaces around(Collection<TaskId> tasks, Collection<ProjectId> emptied, Collection<ProjectId> changed) {
        return new UndoPlaces(List.of(), Map.of());
    }

    @Override
    public Map<UUID, String> keys(Collection<UUID> ids) {
        return Map.of();
    }
}
