package dev.devledger.application.undo;

import dev.devledger.application.entity.ProjectLocks;
import dev.devledger.application.ledger.Ledger;
import dev.devledger.application.projection.EventLog.LedgerEvent;
import dev.devledger.application.undo.UndoChangeSets.UndoContext;
import dev.devledger.application.undo.UndoChangeSets.UndoReads;
import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.shared.Rejection;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.undo.Entity;
import dev.devledger.domain.undo.EntityHistory;
import dev.devledger.domain.undo.EntityHistory.Author;
import dev.devledger.domain.undo.EntityHistory.PastEvent;
import dev.devledger.domain.undo.TaskForest;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** Reads everything that an undo is decided on, and locks all projects concerned. */
record LockedHistory(UndoReads reads, ProjectLocks projects) {
    /**
     * Reads the past events before the locks, as this read takes longest. If an entity is changed before its project is
     * locked, its version differs from the version on which the undo is planned, and the undo is begun again.
     */
    UndoContext story(Set<UUID> own, Touched touched, UndoMemory.Share memory) {
        List<EntityHistory> pasts = new Pasts(memory).read(reads, own, touched.versions());
        return new UndoContext(own, touched.first(), pasts, lock(touched, pasts));
    }

    /**
     * Locks the projects. A task may have been moved to another project by the time its own is locked; then that other
     * project is locked as well.
     */
    private TaskForest lock(Touched touched, List<EntityHistory> pasts) {
        Set<ProjectId> needed = touched.projects();
        Map<ProjectId, Boolean> deleted = new HashMap<>();
        while (true) {
            UndoReads.UndoPlaces around = reads.around(touched.around(), touched.emptied(), touched.changed());
            List<TaskForest.Spot> spots = around.spots();
            requireEach(touched.tasks(), spots);
            spots.forEach(spot -> needed.add(spot.place().project()));
            if (deleted.keySet().containsAll(needed)) {
                pasts.stream()
                        .filter(past -> past.entity().kind().isPlaced()) // all others are checked by their commands
                        .forEach(past -> requireSame(past, around.versions()));
                return new TaskForest(deleted, spots);
            }
            own(needed, deleted);
        }
    }

    /**
     * Locks the projects that are not locked yet, always in the same order, so that two undos never wait for each
     * other.
     */
    private void own(Set<ProjectId> needed, Map<ProjectId, Boolean> deleted) {
        needed.stream()
                .filter(each -> !deleted.containsKey(each))
                .sorted(Comparator.comparing(ProjectId::toString))
                .forEach(each -> deleted.put(
                        each,
                        projects.lockExclusively(each.toString())
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

    /**
     * Requires that each row has the version up to which the entity's history was read, as an entity without a command
     * is not checked anywhere else. A row that is behind has an event that could not be applied.
     */
    private static void requireSame(EntityHistory past, Map<UUID, Long> versions) {
        Entity entity = past.entity();
        long row = versions.getOrDefault(entity.id(), 0L);
        if (row > past.version()) {
            throw new Ledger.StaleDecision(
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

    /**
     * The past events of each entity. Only what an undo needs is kept, so that the memory in use is known from the
     * number of characters.
     */
    static final class Pasts {

        /** The bytes that an entity with its planned changes takes, without the changed texts. */
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

        /** Reads event by event, stream after stream. */
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

    /** The entities that the undone change sets concern, gathered event by event. */
    static final class Touched {
        private final Map<Entity, Long> versions = new LinkedHashMap<>();
        private final Set<UUID> changeSets = new HashSet<>();
        private final Set<ProjectId> projects = new LinkedHashSet<>();
        private final Set<ProjectId> changed = new LinkedHashSet<>();
        private final Set<ProjectId> emptied = new LinkedHashSet<>();
        private final Set<TaskId> tasks = new LinkedHashSet<>();
        private final Set<TaskId> above = new LinkedHashSet<>();
        private long first;

        void add(UndoReads.Change change) {
            first = versions.isEmpty() ? change.position() : first;
            changeSets.add(change.changeSet());
            Entity entity = change.entity();
            // Reading begins one version earlier, for the subtasks that were deleted together with a restored entity.
            if (versions.putIfAbsent(entity, Math.max(1, change.version() - 1)) == null) {
                addNew(entity);
            }
            if (change.begins()) {
                emptied.add(new ProjectId(entity.id()));
            }
            if (change.left() != null) {
                projects.add(change.left().project());
                if (change.left().parent() != null) {
                    above.add(change.left().parent());
                }
            }
        }

        private void addNew(Entity entity) {
            switch (entity.kind()) {
                case TASK -> tasks.add(new TaskId(entity.id()));
                case PROJECT -> {
                    ProjectId project = new ProjectId(entity.id());
                    changed.add(project);
                    projects.add(project);
                }
                case PERSON, CUSTOMER, SERVICE, TIME_ENTRY, VIEW -> {} // these are in no project, and have no children
            }
        }

        /** Returns the position of the first event of the change sets. */
        long first() {
            return first;
        }

        /** Returns those of the change sets that have any events. */
        Set<UUID> changeSets() {
            return changeSets;
        }

        /** Returns, for each entity, the version from which on its events have to be read. */
        Map<Entity, Long> versions() {
            return versions;
        }

        Set<TaskId> tasks() {
            return tasks;
        }

        /**
         * Returns the projects that the change sets changed, and the projects from which they moved tasks; the caller
         * adds the projects of the tasks.
         */
        Set<ProjectId> projects() {
            return projects;
        }

        /** Returns the projects that the change sets changed themselves. */
        Set<ProjectId> changed() {
            return changed;
        }

        /**
         * Returns the projects that the change sets created or restored: if the undo deletes one, everything in it is
         * deleted too.
         */
        Set<ProjectId> emptied() {
            return emptied;
        }

        /** Returns the tasks that the change sets changed, and the former parents of tasks that they moved. */
        Set<TaskId> around() {
            Set<TaskId> all = new LinkedHashSet<>(tasks);
            all.addAll(above);
            return all;
        }
    }

    /** The memory that all running undos share. */
    static final class UndoMemory {
        private final long bytes;
        private final AtomicLong taken = new AtomicLong();

        UndoMemory(long bytes) {
            this.bytes = bytes;
        }

        /** Returns the share of one undo, which is free again when it is closed. */
        Share share() {
            return new Share();
        }

        /**
         * A share of the memory. An undo for which too little memory is left is refused and does not wait: two undos
         * that wait, each with half of the memory, would wait for ever.
         */
        final class Share implements AutoCloseable {
            private long own;

            private Share() {}

            void take(long more) {
                own += more;
                long all = taken.addAndGet(more);
                if (own > bytes) {
                    throw Rejection.of(
                            Rejection.Code.CONFLICT_STATE,
                            "This undo needs more than the %,d MB of memory that this server allows for an undo. Nothing was stored. Start the server with more memory (java -Xmx…), or undo the later change sets first."
                                    .formatted(bytes >> 20));
                }
                if (all > bytes) {
                    throw new Ledger.LedgerBusy(
                            "Other running undos use the memory that this one needs. Nothing was stored. Try again when"
                                    + " they are done.");
                }
            }

            @Override
            public void close() {
                taken.addAndGet(-own);
                own = 0;
            }
        }
    }
}
