package dev.devledger.application.undo;

import dev.devledger.application.ledger.Ledger;
import dev.devledger.application.tree.ProjectLocks;
import dev.devledger.domain.project.ProjectId;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.task.TaskId;
import dev.devledger.domain.undo.Entity;
import dev.devledger.domain.undo.EntityHistory;
import dev.devledger.domain.undo.TaskForest;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Reads what an undo is decided on, while it holds all projects still that it has to do with. */
record LockedHistory(UndoReads reads, ProjectLocks projects) {
    /**
     * What has happened takes longest to read, so nobody has to wait for it: whoever changes one of these before its project
     * is held has it at another version than the undo is planned on.
     */
    UndoContext story(Set<UUID> own, Touched touched, UndoMemory.Share memory) {
        List<EntityHistory> pasts = new Pasts(memory).read(reads, own, touched.versions());
        return new UndoContext(own, touched.first(), pasts, lock(touched, pasts));
    }

    /** A task may be in another project by the time that its project is held; then that is held as well. */
    private TaskForest lock(Touched touched, List<EntityHistory> pasts) {
        Set<ProjectId> needed = touched.projects();
        Map<ProjectId, Boolean> deleted = new HashMap<>();
        while (true) {
            UndoReads.Around around = reads.around(touched.around(), touched.emptied(), touched.changed());
            List<TaskForest.Spot> spots = around.spots();
            requireEach(touched.tasks(), spots);
            spots.forEach(spot -> needed.add(spot.place().project()));
            if (deleted.keySet().containsAll(needed)) {
                pasts.stream()
                        .filter(past -> past.entity().kind().isPlaced()) // all others are looked at by their commands
                        .forEach(past -> requireSame(past, around.versions()));
                return new TaskForest(deleted, spots);
            }
            own(needed, deleted);
        }
    }

    /** Always in the same order, so that two undos never wait for each other. */
    private void own(Set<ProjectId> needed, Map<ProjectId, Boolean> deleted) {
        needed.stream()
                .filter(each -> !deleted.containsKey(each))
                .sorted(Comparator.comparing(ProjectId::toString))
                .forEach(each -> deleted.put(
                        each,
                        projects.own(each.toString())
                                .orElseThrow(() -> unbuilt("project", each))
                                .deleted()));
    }

    private static void requireEach(Set<TaskId> tasks, List<TaskForest.Spot> spots) {
        Set<TaskId> missing = new LinkedHashSet<>(tasks);
        spots.forEach(spot -> missing.remove(spot.task()));
        missing.stream().findFirst().ifPresent(each -> {
            throw unbuilt("task", each);
        });
    }

    /** Of each, as one that gets no command is looked at by nobody else. A row that is behind has an event parked. */
    private static void requireSame(EntityHistory past, Map<UUID, Long> versions) {
        Entity entity = past.entity();
        long row = versions.getOrDefault(entity.id(), 0L);
        if (row > past.version()) {
            throw new Ledger.Overtaken(
                    Rejection.of(Rejection.Code.STALE, entity.address() + " is now at version " + row + "."));
        }
        if (row < past.version()) {
            throw unbuilt(entity.kind().word(), entity.id());
        }
    }

    private static Rejection unbuilt(String kind, Object id) {
        return Rejection.of(
                Rejection.Code.CONFLICT_STATE,
                "The read model has no row of the %1$s %2$s, so the undo cannot tell which project it is in. Rebuild the rows with POST /api/projections/%1$ss/replay, then try again."
                        .formatted(kind, id));
    }
}
