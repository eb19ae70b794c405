package dev.devledger.application.undo;

import dev.devledger.application.ledger.ChangeSet;
import dev.devledger.application.ledger.Provenance;
import dev.devledger.application.projection.EventLog.LedgerEvent;
import dev.devledger.domain.project.Project;
import dev.devledger.domain.project.Project.ProjectCommand;
import dev.devledger.domain.project.Project.ProjectId;
import dev.devledger.domain.project.ProjectDecider;
import dev.devledger.domain.shared.Decider;
import dev.devledger.domain.shared.Decider.Addressed;
import dev.devledger.domain.task.Task;
import dev.devledger.domain.task.Task.TaskCommand;
import dev.devledger.domain.task.Task.TaskEvent;
import dev.devledger.domain.task.Task.TaskId;
import dev.devledger.domain.task.TaskDecider;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The real rules on states in memory; a change set is stored as a whole or not at all. */
final class Books {
    final List<LedgerEvent> events = new ArrayList<>();
    final Map<ProjectId, Project> projects = new LinkedHashMap<>();
    final Map<TaskId, Task> tasks = new LinkedHashMap<>();
    final Map<TaskId, @Nullable String> deletedWith = new HashMap<>();
    private long ids;

    UUID newId() {
        return new UUID(7, ++ids);
    }

    /** Answers the change set's id. */
    UUID write(String actor, Consumer<ChangeSet> work) {
        UUID id = newId();
        writeTo(id, actor, work);
        return id;
    }

    /** All of it or nothing; a work that is refused throws what refused it. */
    void writeTo(UUID id, String actor, Consumer<ChangeSet> work) {
        Map<ProjectId, Project> formerProjects = new LinkedHashMap<>(projects);
        Map<TaskId, Task> formerTasks = new LinkedHashMap<>(tasks);
        Map<TaskId, @Nullable String> formerWith = new HashMap<>(deletedWith);
        int formerEvents = events.size();
        try {
            work.accept(new Changes(id, new Provenance(actor, "rest", null, null, "request", "request", null)));
        } catch (RuntimeException refused) {
            projects.clear();
            projects.putAll(formerProjects);
            tasks.clear();
            tasks.putAll(formerTasks);
            deletedWith.clear();
            deletedWith.putAll(formerWith);
            events.subList(formerEvents, events.size()).clear();
            throw refused;
        }
    }

    private final class Changes implements ChangeSet {
        private final UUID id;
        private final Provenance by;

        Changes(UUID id, Provenance by) {
            this.id = id;
            this.by = by;
        }

        @Override
        public UUID id() {
            return id;
        }

        @Override
        public String requestId() {
            return by.requestId();
        }

        @Override
        public Instant at() {
            return Instant.EPOCH.plusSeconds(events.size());
        }

        @Override
        public void send(Addressed command) {
            switch (command) {
                case ProjectCommand project -> decide(new ProjectDecider(), projects, project.project(), project);
                case TaskCommand task -> decide(new TaskDecider(), tasks, task.task(), task);
                default -> throw new IllegalArgumentException("nobody decides " + command);
            }
        }

        private <I, C extends Addressed, S, E> void decide(
                Decider<C, S, E> decider, Map<I, S> states, I entity, C command) {
            S state = Objects.requireNonNullElse(states.get(entity), decider.initial());
            for (E event : decider.decide(command, state)) {
                state = decider.evolve(state, event);
                store(command.address(), Objects.requireNonNull(event));
                states.put(entity, state);
            }
        }

        private void store(String stream, Object event) {
            if (event instanceof TaskEvent.Deleted gone) {
                deletedWith.put(gone.task(), gone.with());
            } else if (event instanceof TaskEvent.Restored back) {
                deletedWith.remove(back.task());
            }
            long version =
                    events.stream().filter(e -> e.stream().equals(stream)).count() + 1;
            long position = events.size() + 1L;
            String type = event.getClass().getSimpleName();
            events.add(new LedgerEvent(position, "event-" + position, stream, version, type, at(), event, by, id));
        }
    }
}
